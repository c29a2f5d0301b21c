/** The container .bpz: a zip in the one form that its members can have (docs/formats/container.md). */

import { Malformed, compareTexts, join, same, utf8 } from "./bytes.js";

const MAX_BYTES = 268435456;
const MAX_INDEX_BYTES = 16777216;
const MAX_MEMBERS = 65535;
const MAX_NAME = 96;
const HEX = "[0-9a-f]{64}";
const NUMBER = "(?:0|[1-9][0-9]{0,8})";
const NAME = new RegExp(
  `^(?:index\\.json|checkpoint|statements/${NUMBER}\\.cose|proofs/${NUMBER}\\.tlog-proof` +
    `|notes/[1-9][0-9]{0,15}|heads/${HEX}\\.cbor|content/${HEX}` +
    "|sections/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[a-z_]{1,40}\\.cbor" +
    `|files/${HEX}|consistency/[1-9][0-9]{0,15})$`,
);
const LOCAL = [0x50, 0x4b, 0x03, 0x04];
const DIRECTORY = [0x50, 0x4b, 0x01, 0x02];
const END = [0x50, 0x4b, 0x05, 0x06];
/** Version 20, no flags, stored, no time, 1980-01-01. */
const FIXED = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes) {
  let value = -1;
  for (let at = 0; at < bytes.length; at++) value = TABLE[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return (value ^ -1) >>> 0;
}

const short = (value) => [value & 255, value >>> 8];
const long = (value) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const startsWith = (bytes, at, mark) => mark.every((byte, place) => bytes[at + place] === byte);

/** Tell whether bytes begin as a container does. */
export function isContainer(bytes) {
  return startsWith(bytes, 0, LOCAL);
}

/** Take a container apart: a Map from the names of its members to their bytes. */
export function parseContainer(bytes) {
  if (bytes.length > MAX_BYTES) throw new Malformed("container.too-large");
  const members = new Map();
  let at = 0;
  let last = "";
  while (!startsWith(bytes, at, DIRECTORY)) {
    const { name, start, size } = readHeader(bytes, at, last);
    if (last && compareTexts(name, last) <= 0) throw new Malformed(`container.order: ${name}`);
    if (name === "index.json" && size > MAX_INDEX_BYTES) throw new Malformed("container.too-large: index.json");
    members.set(name, bytes.subarray(start, start + size));
    if (members.size > MAX_MEMBERS) throw new Malformed("container.too-many");
    at = start + size;
    last = name;
  }
  compareWritten(members, bytes);
  return members;
}

function readHeader(bytes, at, last) {
  if (at + 30 > bytes.length) throw new Malformed(`container.cut: byte ${bytes.length}, ${last || "zip"}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 30);
  const size = view.getUint32(22, true);
  const length = view.getUint16(26, true);
  const start = at + 30 + length;
  const isForeign =
    !startsWith(bytes, at, LOCAL) ||
    !startsWith(bytes, at + 4, FIXED) ||
    view.getUint32(18, true) !== size ||
    view.getUint16(28, true) !== 0 ||
    length > MAX_NAME;
  if (isForeign) throw new Malformed(`container.foreign: byte ${at}, ${last || "zip"}`);
  if (start > bytes.length) throw new Malformed(`container.cut: byte ${bytes.length}, ${last || "zip"}`);
  const name = String.fromCharCode(...bytes.subarray(at + 30, start));
  if (!NAME.test(name)) throw new Malformed(`container.foreign: byte ${at + 30}, name`);
  return { name, start, size };
}

/** Write the members as they have to be, piece by piece, and hold each against the file. */
function compareWritten(members, bytes) {
  let at = 0;
  const demand = (piece, name) => {
    if (!same(bytes.subarray(at, at + piece.length), piece)) {
      const isCut = at + piece.length > bytes.length;
      throw new Malformed(`${isCut ? "container.cut" : "container.differs"}: ${name}`);
    }
    at += piece.length;
  };
  const directory = [];
  for (const [name, body] of members) {
    const sums = [...long(crc32(body)), ...long(body.length), ...long(body.length)];
    const text = utf8(name);
    directory.push([
      name,
      join(
        Uint8Array.from([...DIRECTORY, 20, 0, ...FIXED, ...sums, ...short(text.length)]),
        new Uint8Array(12),
        Uint8Array.from(long(at)),
        text,
      ),
    ]);
    demand(join(Uint8Array.from([...LOCAL, ...FIXED, ...sums, ...short(text.length), 0, 0]), text), name);
    demand(body, name);
  }
  const begins = at;
  for (const [name, entry] of directory) demand(entry, name);
  const count = short(members.size);
  const end = [...END, 0, 0, 0, 0, ...count, ...count, ...long(at - begins), ...long(begins), 0, 0];
  demand(Uint8Array.from(end), "zip");
  if (at !== bytes.length) throw new Malformed("container.differs: zip");
}
