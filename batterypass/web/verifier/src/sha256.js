/**
 * SHA-256 (FIPS 180-4). The browser's own is asked by appointment only, one call for each digest; a
 * tree has thousands of them, and each waits for the one below it.
 */

import { toHex, utf8 } from "./bytes.js";

const primes = (count) => {
  const found = [];
  for (let one = 2; found.length < count; one++) {
    if (found.every((prime) => one % prime)) found.push(one);
  }
  return found;
};
const fraction = (root) => ((root - Math.floor(root)) * 0x100000000) | 0;
const ROUNDS = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
const words = new Int32Array(64);

function addBlock(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** Hash the parts as one byte string; give 32 bytes. */
export function sha256(...parts) {
  const state = Int32Array.from(START);
  const block = new Uint8Array(64);
  let held = 0;
  let size = 0;
  for (const part of parts) {
    size += part.length;
    let at = 0;
    if (held) {
      at = Math.min(64 - held, part.length);
      block.set(part.subarray(0, at), held);
      held += at;
      if (held < 64) continue;
      addBlock(state, block, 0);
    }
    for (; at + 64 <= part.length; at += 64) addBlock(state, part, at);
    held = part.length - at;
    block.set(part.subarray(at), 0);
  }
  block.fill(0, held);
  block[held] = 0x80;
  if (held >= 56) {
    addBlock(state, block, 0);
    block.fill(0);
  }
  const view = new DataView(block.buffer);
  view.setUint32(56, Math.floor(size / 0x20000000));
  view.setUint32(60, (size % 0x20000000) * 8);
  addBlock(state, block, 0);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, place) => digest.setInt32(4 * place, word));
  return new Uint8Array(digest.buffer);
}

/** Hash a text and give hex: the name under which a subject stands in a bundle. */
export function hashOfText(text) {
  return toHex(sha256(utf8(text)));
}
