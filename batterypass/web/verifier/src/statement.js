/** A statement: the event that somebody signed, in the one shape that it can have (docs/formats/statement.md). */

import { Malformed, join, parseUtf8, same, utf8 } from "./bytes.js";
import { sha256 } from "./sha256.js";

const MAX_BYTES = 65535;
const CONTENT_TYPE = "application/json";
const TYPE = "application/vnd.batterypass.event+cose";
/** The byte of the protected header that says the algorithm. */
const ALGS = new Map([-19, -8, -9, -7].map((alg) => [0x20 - 1 - alg, alg]));
const BEFORE_KID = join(Uint8Array.of(3, 0x60 + CONTENT_TYPE.length), utf8(CONTENT_TYPE), Uint8Array.of(4, 0x58, 0x20));
const AFTER_AUDIENCE = join(Uint8Array.of(0x10, 0x78, TYPE.length), utf8(TYPE));

/** Read a statement by itself. Whether its signature holds, and what its payload says, comes later. */
export function parseStatement(raw) {
  if (raw.length > MAX_BYTES) throw new Malformed(`statement: more than ${MAX_BYTES} bytes`);
  let at = 0;

  function demand(bytes, what) {
    const found = raw.subarray(at, at + bytes.length);
    if (!same(found, bytes)) throw new Malformed(`statement: byte ${at}: expected ${what}`);
    at += bytes.length;
  }

  function cut(count) {
    if (at + count > raw.length) throw new Malformed("statement: the data ends too early");
    at += count;
    return raw.subarray(at - count, at);
  }

  /** Read the head of a byte string (2) or a text (3) in its shortest form. */
  function head(major, what) {
    const [first] = cut(1);
    const low = first - (major << 5);
    if (low >= 0 && low < 24) return low;
    const size = low === 24 ? cut(1)[0] : low === 25 ? cut(2).reduce((a, b) => a * 256 + b) : -1;
    if (size < (low === 24 ? 24 : 256)) throw new Malformed(`statement: byte ${at}: expected ${what}`);
    return size;
  }

  function claim(label, what) {
    demand(Uint8Array.of(label), what);
    const size = head(3, what);
    if (!size) throw new Malformed(`statement: ${what} is empty`);
    return parseUtf8(cut(size), `statement: ${what}`);
  }

  demand(Uint8Array.of(0xd2, 0x84), "tag 18 and an array of four");
  const headAt = at;
  const end = head(2, "a protected header") + at;
  demand(Uint8Array.of(0xa5, 1), "a map of five, and alg");
  const alg = ALGS.get(cut(1)[0]);
  if (alg === undefined) throw new Malformed("statement: alg is none of -19, -8, -9, -7");
  demand(BEFORE_KID, "the content type, and a thumbprint");
  const kid = cut(32);
  demand(Uint8Array.of(0x0f, 0xa3), "three claims");
  const issuer = claim(1, "issuer");
  const subject = claim(2, "subject");
  const audience = claim(3, "audience");
  demand(AFTER_AUDIENCE, "the type of the statement");
  if (at !== end) throw new Malformed("statement: the protected header does not end where it says");
  demand(Uint8Array.of(0xa0), "an empty unprotected header");
  const payloadAt = at;
  const payload = cut(head(2, "a payload"));
  const payloadEnd = at;
  demand(Uint8Array.of(0x58, 0x40), "a signature of 64 bytes");
  const signature = cut(64);
  if (at !== raw.length) throw new Malformed("statement: something follows");
  return {
    raw,
    alg,
    kid,
    issuer,
    subject,
    audience,
    payload,
    signature,
    digest: sha256(raw),
    /** What the signature covers: the received bytes, and none that were written again. */
    signed: join(
      Uint8Array.of(0x84, 0x6a),
      utf8("Signature1"),
      raw.subarray(headAt, end),
      Uint8Array.of(0x40),
      raw.subarray(payloadAt, payloadEnd),
    ),
  };
}
