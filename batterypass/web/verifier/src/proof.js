/** The proof file .tlog-proof: index, path and checkpoint of one entry (C2SP tlog-proof). */

import { Malformed, parseAscii, parseBase64, parseDecimal } from "./bytes.js";
import { checkpointIn } from "./note.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const MAX_PATH = 63;

/** Read a proof file; nothing of it is verified. */
export function parseProof(bytes) {
  const end = bytes.findIndex((byte, at) => byte === 10 && bytes[at + 1] === 10);
  const lines = parseAscii(end < 0 ? bytes : bytes.subarray(0, end), "proof").split("\n");
  const checkpoint = end < 0 ? new Uint8Array() : bytes.subarray(end + 2);
  if (lines.shift() !== FIRST_LINE) throw new Malformed(`proof: the first line is not ${FIRST_LINE}`);
  if (lines[0]?.startsWith("extra ")) {
    const extra = parseBase64(lines.shift().slice(6), "proof: extra");
    if (!extra.length || extra.length > 65535) throw new Malformed("proof: an extra line of the wrong length");
  }
  const line = lines.shift() ?? "";
  if (!line.startsWith("index ")) throw new Malformed("proof: expected the index line");
  const index = parseDecimal(line.slice(6), "proof: index");
  const path = parseHashes(lines, "proof");
  if (path.length > MAX_PATH) throw new Malformed("proof: the path is too long");
  checkpointIn(checkpoint);
  return { index, path, checkpoint };
}

/** Read lines of base64 as hashes of 32 bytes. */
export function parseHashes(lines, what) {
  const hashes = lines.map((line) => parseBase64(line, `${what}: hash`));
  if (hashes.some((one) => one.length !== 32)) throw new Malformed(`${what}: a hash has 32 bytes`);
  return hashes;
}

/** Read the root of a smaller log, and how the checkpoint's extends it (docs/formats/bundle.md). */
export function parseOldRoot(bytes) {
  const lines = parseAscii(bytes, "consistency").split("\n");
  if (lines.pop() !== "" || lines.length < 2 || !lines[0].startsWith("old ")) {
    throw new Malformed("consistency: expected the lines old SIZE, the root and a path");
  }
  const size = parseDecimal(lines[0].slice(4), "consistency: size");
  const [root, ...path] = parseHashes(lines.slice(1), "consistency");
  return { size, root, path };
}
