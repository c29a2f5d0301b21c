/**
 * Public keys, their thumbprints and their signatures: Ed25519, and P-256 with SHA-256
 * (docs/formats/keys.md). The mathematics is the browser's own (WebCrypto).
 */

import { Undecided, parseBase64url } from "./bytes.js";
import { sha256 } from "./sha256.js";

/** The algorithms in which a key of each type may sign (RFC 9864). */
export const ALGORITHMS = { Ed25519: [-19, -8], "P-256": [-9, -7] };
const LENGTHS = { Ed25519: 32, "P-256": 64 };
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const USE = {
  Ed25519: [{ name: "Ed25519" }, { name: "Ed25519" }],
  "P-256": [
    { name: "ECDSA", namedCurve: "P-256" },
    { name: "ECDSA", hash: "SHA-256" },
  ],
};
/** An Ed25519 key by which a browser shows whether it knows the algorithm (RFC 8032, 7.1). */
const ANY_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const imported = new Map();
let lacking = null;

/** Say why a kind of key cannot be judged in this browser; empty where it can. */
export async function lacksEd25519() {
  lacking ??= (async () => {
    if (!globalThis.crypto?.subtle) return "no-webcrypto";
    try {
      await importKey("Ed25519", parseBase64url(ANY_KEY, "key"));
      return "";
    } catch {
      return "no-ed25519";
    }
  })();
  return lacking;
}

/** Give the 32 bytes of the thumbprint of a key (RFC 9679). Null where the bytes cannot be one. */
export function thumbprint(algorithm, raw) {
  if (raw.length !== LENGTHS[algorithm]) return null;
  if (algorithm === "Ed25519") return sha256(Uint8Array.of(0xa3, 1, 1, 0x20, 6, 0x21, 0x58, 0x20), raw);
  return sha256(
    Uint8Array.of(0xa4, 1, 2, 0x20, 1, 0x21, 0x58, 0x20),
    raw.subarray(0, 32),
    Uint8Array.of(0x22, 0x58, 0x20),
    raw.subarray(32),
  );
}

async function importKey(algorithm, raw) {
  const bytes = algorithm === "P-256" ? Uint8Array.of(4, ...raw) : raw;
  return crypto.subtle.importKey("raw", bytes, USE[algorithm][0], false, ["verify"]);
}

/**
 * Tell whether a signature of 64 bytes is this key's over a message.
 *
 * P-256 demands an s of at most half the order: else anybody could make a second valid signature.
 * A key that is none verifies nothing. Raises Undecided where the browser lacks the algorithm.
 */
export async function isSignature(algorithm, raw, message, signature) {
  const problem = await lacksEd25519();
  if (problem === "no-webcrypto" || (problem && algorithm === "Ed25519")) throw new Undecided(problem);
  if (raw.length !== LENGTHS[algorithm] || signature.length !== 64) return false;
  if (algorithm === "P-256") {
    const s = signature.subarray(32).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
    if (s > HALF_ORDER) return false;
  }
  const name = `${algorithm} ${raw}`;
  if (!imported.has(name)) imported.set(name, importKey(algorithm, raw).catch(() => null));
  const key = await imported.get(name);
  return key !== null && crypto.subtle.verify(USE[algorithm][1], key, signature, message);
}
