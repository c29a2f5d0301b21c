/** Signed notes and the checkpoints in them, with cosignatures of witnesses (docs/formats/note.md, checkpoint.md). */

import { Broken, Malformed, join, parseBase64, parseDecimal, parseUtf8, same, toHex, utf8 } from "./bytes.js";
import { isSignature } from "./keys.js";
import { EMPTY_ROOT } from "./merkle.js";
import { sha256 } from "./sha256.js";

export const LOG_KEY = 1;
export const WITNESS_KEY = 4;
const MAX_NOTE_BYTES = 262144;
const MAX_SIGNATURES = 64;
const DASH = "\u2014 ";
/** What Python's str.split() takes for a space. */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const CONTROL = /[\u0000-\u001f]/;

/** Tell whether a name may stand in a signature line. */
export function isKeyName(name) {
  return name !== "" && !SPACE.test(name) && !name.includes("+") && !CONTROL.test(name);
}

/** Give the first four bytes by which signature lines name a key. */
export function keyIdOf(name, type, publicKey) {
  return sha256(utf8(name), Uint8Array.of(10, type), publicKey).subarray(0, 4);
}

/** Make the key of a log from its public key. */
export function logKey(name, publicKey) {
  return { name, type: LOG_KEY, publicKey, keyId: keyIdOf(name, LOG_KEY, publicKey) };
}

/** Read a vkey: name, key id and key, of which the id must be the key's. */
export function parseVkey(text) {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw new Malformed("vkey: expected name+key id+key");
  const name = text.slice(0, first);
  const key = parseBase64(text.slice(second + 1), "vkey");
  const [type] = key;
  const publicKey = key.subarray(1);
  if (!isKeyName(name) || (type !== LOG_KEY && type !== WITNESS_KEY) || publicKey.length !== 32) {
    throw new Malformed("vkey: not the name and the Ed25519 key of a log or a witness");
  }
  const keyId = keyIdOf(name, type, publicKey);
  if (text.slice(first + 1, second) !== toHex(keyId)) throw new Malformed("vkey: the key id is not the key's");
  return { name, type, publicKey, keyId };
}

/** Take a note apart: its text with the last newline, and its signature lines. Nothing is verified. */
export function parseNote(bytes) {
  if (bytes.length > MAX_NOTE_BYTES) throw new Malformed("note: too long");
  const whole = parseUtf8(bytes, "note");
  const division = whole.lastIndexOf("\n\n");
  if (division < 0 || !whole.endsWith("\n") || division + 2 >= whole.length) {
    throw new Malformed("note: expected text, an empty line and whole signature lines");
  }
  const text = whole.slice(0, division + 1);
  if (CONTROL.test(text.replaceAll("\n", ""))) throw new Malformed("note: a control character");
  const lines = whole.slice(division + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw new Malformed("note: too many signatures");
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line) {
  const space = line.indexOf(" ", DASH.length);
  const name = line.slice(DASH.length, space);
  if (!line.startsWith(DASH) || space < 0 || !isKeyName(name)) throw new Malformed("note: not a signature line");
  const value = parseBase64(line.slice(space + 1), "note: signature");
  if (value.length <= 4) throw new Malformed("note: a signature without bytes");
  return { name, keyId: value.subarray(0, 4), signature: value.subarray(4) };
}

/** Read the text of a note as a checkpoint: origin, size and root. */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3]) throw new Malformed("checkpoint: expected origin, size and root");
  const [origin] = lines;
  const size = parseDecimal(lines[1], "checkpoint: size");
  const root = parseBase64(lines[2], "checkpoint: root");
  if (!isKeyName(origin) || root.length !== 32 || (size === 0 && !same(root, EMPTY_ROOT))) {
    throw new Malformed("checkpoint: not an origin, or not a root of its size");
  }
  return { origin, size, root };
}

/** Give what a note says as a checkpoint, whoever signed it. */
export function checkpointIn(bytes) {
  return parseCheckpoint(parseNote(bytes).text);
}

/**
 * Verify a signed checkpoint of a log with the keys that one trusts (docs/formats/checkpoint.md).
 *
 * Lines of other keys are ignored; one bad line of a known key refuses the whole. Gives the checkpoint
 * and the lines that are good. Raises Malformed, Broken or Undecided.
 */
export async function openCheckpoint(bytes, keys, origin) {
  const note = parseNote(bytes);
  const good = [];
  for (const line of note.signatures) {
    const key = keys.find((one) => one.name === line.name && same(one.keyId, line.keyId));
    if (key === undefined) continue;
    const { message, signature } = signedBy(key, line.signature, utf8(note.text));
    if (!(await isSignature("Ed25519", key.publicKey, message, signature))) {
      throw new Broken(`note: the signature of ${line.name} is not of this text`);
    }
    good.push({ ...line, key });
  }
  if (!good.length) throw new Broken("note: signed by none of the keys that are trusted here");
  if (good.every((line) => line.name !== origin)) throw new Broken(`checkpoint: not signed by ${origin}`);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) throw new Broken(`checkpoint: of the log ${checkpoint.origin}, not ${origin}`);
  return { checkpoint, good };
}

/** Give the bytes that a line signs: the text, or for a witness time and text (C2SP tlog-cosignature). */
function signedBy(key, signature, text) {
  if (key.type === LOG_KEY) return { message: text, signature };
  const time = signature.subarray(0, 8).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  if (signature.length !== 72 || time >= 1n << 63n) throw new Broken("cosignature: not a time and 64 bytes");
  return { message: join(utf8(`cosignature/v1\ntime ${time}\n`), text), signature: signature.subarray(8) };
}
