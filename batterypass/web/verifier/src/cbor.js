/** Deterministic CBOR (RFC 8949, 4.2.1) of the few types that our formats use. */

import { Malformed, compare, parseUtf8 } from "./bytes.js";

/**
 * Read one item that fills the bytes; maps come back as Map.
 *
 * Only null, booleans, integers up to 2^53-1, byte strings, texts, arrays and maps with ascending
 * keys, each in its shortest form.
 */
export function parseCbor(bytes, { maxBytes, maxDepth }) {
  if (bytes.length > maxBytes) throw new Malformed(`CBOR: more than ${maxBytes} bytes`);
  let at = 0;

  function refuse(why) {
    throw new Malformed(`CBOR: byte ${at}: ${why}`);
  }

  function cut(count) {
    if (count > bytes.length - at) refuse("the data ends too early");
    at += count;
    return bytes.subarray(at - count, at);
  }

  function argument(low) {
    if (low < 24) return low;
    if (low > 27) refuse("an indefinite or reserved length");
    const size = 1 << (low - 24);
    let value = 0;
    for (const byte of cut(size)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) refuse("a number beyond 2^53-1");
    if (value < (size === 1 ? 24 : 256 ** (size / 2))) refuse("not in its shortest form");
    return value;
  }

  function map(count, depth) {
    const found = new Map();
    let last = null;
    for (let one = 0; one < count; one++) {
      const start = at;
      const key = read(depth + 1);
      const encoded = bytes.subarray(start, at);
      if (last !== null && compare(last, encoded) >= 0) refuse("keys do not ascend");
      found.set(key, read(depth + 1));
      last = encoded;
    }
    return found;
  }

  function read(depth) {
    const [first] = cut(1);
    const major = first >> 5;
    if (major === 7) {
      if (first === 0xf4 || first === 0xf5) return first === 0xf5;
      if (first === 0xf6) return null;
      refuse("a type that has no place here");
    }
    const value = argument(first & 31);
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major === 2) return cut(value);
    if (major === 3) return parseUtf8(cut(value), "CBOR");
    if (major === 6 || depth > maxDepth) refuse("a tag, or nested too deeply");
    if (major === 5) return map(value, depth);
    if (value > bytes.length - at) refuse("the data ends too early");
    return Array.from({ length: value }, () => read(depth + 1));
  }

  const value = read(1);
  if (at !== bytes.length) refuse("something follows");
  return value;
}
