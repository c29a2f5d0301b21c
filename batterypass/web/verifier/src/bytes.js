/**
 * Bytes and the texts that stand for them, each read in its one spelling only.
 *
 * Whatever comes from a file and is not written exactly as it has to be raises Malformed; what is
 * well formed and proves false raises Broken; what is not enough to decide raises Undecided.
 */

export class Malformed extends Error {}
export class Broken extends Error {}
export class Undecided extends Error {}

const DIGITS = "0123456789abcdef";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...BASE64].map((letter, value) => [letter, value]));
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

/** Write bytes as lower-case hex. */
export function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += DIGITS[byte >> 4] + DIGITS[byte & 15];
  return text;
}

/** Read hex that a pattern has let through already. */
export function fromHex(text) {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** Put byte strings one behind the other. */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Tell whether two byte strings are the same. */
export function same(one, other) {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Order two byte strings as numbers of their bytes: below, at or above 0. */
export function compare(one, other) {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at++) if (one[at] !== other[at]) return one[at] - other[at];
  return one.length - other.length;
}

/** Order two texts by their code points, as Python does. */
export function compareTexts(one, other) {
  return compare(utf8(one), utf8(other));
}

/** Write text as UTF-8. */
export function utf8(text) {
  return ENCODER.encode(text);
}

/** Read UTF-8; a mark at its beginning is a character like any other. */
export function parseUtf8(bytes, what) {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    throw new Malformed(`${what}: not UTF-8`);
  }
}

/** Read bytes that are all ASCII. */
export function parseAscii(bytes, what) {
  if (bytes.some((byte) => byte > 127)) throw new Malformed(`${what}: not ASCII`);
  return STRICT_UTF8.decode(bytes);
}

/** Write base64 with padding (RFC 4648, 4). */
export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += BASE64[three >> 18] + BASE64[(three >> 12) & 63];
    text += (left > 1 ? BASE64[(three >> 6) & 63] : "=") + (left > 2 ? BASE64[three & 63] : "=");
  }
  return text;
}

/** Read base64 with padding, in its one spelling. */
export function parseBase64(text, what) {
  const plain = text.replace(/={0,2}$/, "");
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of plain) {
    const value = VALUES.get(letter);
    if (value === undefined) throw new Malformed(`${what}: not base64`);
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  if (toBase64(bytes) !== text) throw new Malformed(`${what}: not canonical base64`);
  return bytes;
}

/** Read base64url without padding (RFC 4648, 5), in its one spelling. */
export function parseBase64url(text, what) {
  if (/[^A-Za-z0-9_-]/.test(text)) throw new Malformed(`${what}: not base64url`);
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return parseBase64(plain + "=".repeat((4 - (plain.length % 4)) % 4), what);
}

/** Read a decimal without leading zeros that counts things; there are never 2^53 of them. */
export function parseDecimal(text, what) {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) {
    throw new Malformed(`${what}: expected a decimal without leading zeros`);
  }
  return Number(text);
}
