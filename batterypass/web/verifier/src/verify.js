/** What a file is, and the verdict on it. */

import { Malformed, parseUtf8 } from "./bytes.js";
import { verifyBundle } from "./bundle.js";
import { isContainer } from "./container.js";
import { lacksEd25519 } from "./keys.js";
import { verifyCode, verifyPdf } from "./paper.js";
import { parseTrust } from "./policy.js";

/** Tell what a file is by how it begins: bundle, pdf, code, trust or picture. */
export function sortOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  if (isContainer(bytes)) return "bundle";
  if (start.trimStart().startsWith("%PDF")) return "pdf";
  if (bytes[0] === 0x85 && start.includes("batterypass/paper/")) return "code";
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM)/.test(start)) return "picture";
  if (/^[ \t]*(log|#|witness|group|quorum)[ \t]/m.test(start)) return "trust";
  return "bundle";
}

/**
 * Give the verdict on a file: `authentic` is true, false, or null where it cannot be decided.
 *
 * `trust` are the bytes of a trust file, or null; `keys` the keys that an exported page holds, or null.
 * Of a file that is no whole bundle or paper, or a PDF that carries nothing signed, there is nothing to
 * say: it is `unreadable`, and `authentic` null.
 */
export async function verifyBytes(bytes, { trust, keys, tables }) {
  const policy = trust ? parseTrust(trust) : null;
  const sort = sortOf(bytes);
  try {
    const verdict =
      sort === "pdf"
        ? await verifyPdf(bytes, policy, keys, tables)
        : sort === "code"
          ? await verifyCode(bytes, policy, keys, tables)
          : await verifyBundle(bytes, policy, tables);
    return { ...verdict, unreadable: false, lacking: await lacksEd25519() };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const reason = error.message === "paper.draft" ? "paper.data-missing" : "why-unreadable";
    return { kind: sort, authentic: null, unreadable: true, reason, problem: error.message, checks: [], findings: [], open: [] };
  }
}

/** Read a trust file as a person would check it: its logs, with the key ids that stand in it. */
export function describeTrust(bytes) {
  parseTrust(bytes);
  return parseUtf8(bytes, "trust file")
    .split("\n")
    .filter((line) => line.startsWith("log "))
    .map((line) => line.split(/[ \t]+/)[1].split("+").slice(0, 2));
}
