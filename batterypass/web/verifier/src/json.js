/**
 * JSON in the one spelling that Python's json.dumps gives without spaces and without escapes that are
 * not needed (docs/formats/statement.md, "The payload"). It is not written again and compared: what is
 * read is held to the spelling letter by letter.
 */

import { Malformed, compareTexts, parseUtf8 } from "./bytes.js";

const INTEGER = /-?(?:0|[1-9][0-9]*)/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = { '"': '"', "\\": "\\", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const MAX_DEPTH = 16;

/** Read the payload of a statement: an object without empty members and with no null but in prev. */
export function parsePayload(bytes) {
  const value = parseJson(bytes, "payload", { isPayload: true });
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Malformed("payload: expected an object");
  }
  return value;
}

/** Read an index: keys sorted, no null anywhere. */
export function parseIndex(bytes) {
  return parseJson(bytes, "index.json", { isPayload: false });
}

function parseJson(bytes, what, { isPayload }) {
  const text = parseUtf8(bytes, what);
  let at = 0;

  function refuse(why) {
    throw new Malformed(`${what}: character ${at}: ${why}`);
  }

  function demand(mark) {
    if (!text.startsWith(mark, at)) refuse(`expected ${mark}`);
    at += mark.length;
  }

  function string() {
    demand('"');
    let value = "";
    for (;;) {
      PLAIN.lastIndex = at;
      const plain = PLAIN.exec(text)[0];
      value += plain;
      at += plain.length;
      if (text[at] === '"') break;
      if (text[at] !== "\\") refuse("a text that does not end, or a control character in it");
      value += escaped();
    }
    at++;
    if (!value.isWellFormed()) refuse("a lone surrogate");
    if (isPayload && value.normalize("NFC") !== value) refuse("not in Unicode normal form C");
    return value;
  }

  function escaped() {
    const plain = ESCAPES[text[at + 1]];
    if (plain !== undefined) {
      at += 2;
      return plain;
    }
    const digits = text.slice(at, at + 6);
    const found = /^\\u00[01][0-9a-f]$/.test(digits) ? String.fromCharCode(parseInt(digits.slice(2), 16)) : "";
    // What has a short escape is written with it.
    if (!found || "\b\f\n\r\t".includes(found)) refuse("an escape that is not needed");
    at += 6;
    return found;
  }

  function integer() {
    INTEGER.lastIndex = at;
    const digits = INTEGER.exec(text)?.[0] ?? refuse("expected a value");
    const value = Number(digits);
    at += digits.length;
    if (digits === "-0" || ".eE".includes(text[at] ?? "-") || !Number.isSafeInteger(value)) {
      refuse("expected an integer from -(2^53-1) to 2^53-1");
    }
    return value;
  }

  function list(depth) {
    const values = [];
    for (at++; text[at] !== "]"; ) {
      if (values.length) demand(",");
      values.push(read(depth + 1, ""));
    }
    at++;
    return values;
  }

  function object(depth) {
    // Without a prototype no key of the file can be taken for something of the language.
    const members = Object.create(null);
    let last = null;
    for (at++; text[at] !== "}"; ) {
      if (last !== null) demand(",");
      const key = string();
      if (key in members) refuse("a key stands twice");
      if (!isPayload && last !== null && compareTexts(last, key) >= 0) refuse("keys do not ascend");
      demand(":");
      members[key] = member(key, depth);
      last = key;
    }
    at++;
    return members;
  }

  function member(key, depth) {
    const value = read(depth + 1, key);
    const isEmpty =
      value === "" ||
      (Array.isArray(value) && !value.length) ||
      (value !== null && typeof value === "object" && !Object.keys(value).length);
    if (isPayload && isEmpty) refuse("an empty member must be left out");
    return value;
  }

  function read(depth, key) {
    const first = text[at];
    if ((first === "{" || first === "[") && depth > MAX_DEPTH) refuse("nested too deeply");
    if (first === "{") return object(depth);
    if (first === "[") return list(depth);
    if (first === '"') return string();
    for (const [word, value] of [["true", true], ["false", false], ["null", null]]) {
      if (!text.startsWith(word, at)) continue;
      if (value === null && !(isPayload && key === "prev")) refuse("null is not allowed here");
      at += word.length;
      return value;
    }
    return integer();
  }

  const value = read(1, "");
  if (at !== text.length) refuse("something follows");
  return value;
}
