/** The files inside a PDF of ours, which is not compressed (docs/formats/paper-files.md, decision 30). */

import { Malformed, toHex } from "./bytes.js";
import { sha256 } from "./sha256.js";

const HEADER = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
const BEGINNING = `${HEADER}1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang <FEFF`;
const TAIL =
  /trailer\n<< \/Size ([0-9]{1,7}) \/Root 1 0 R \/Info ([0-9]{1,7}) 0 R \/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\] >>\nstartxref\n([0-9]{1,10})\n%%EOF\n$/;
const FILE =
  /^<< \/Type \/EmbeddedFile \/Subtype \/application#2Foctet-stream \/Params << \/Size ([0-9]+) >> \/Length ([0-9]+) >>\nstream\n/;
const SPEC =
  /^<< \/Type \/Filespec \/F <FEFF((?:[0-9A-F]{4})+)> \/UF <FEFF((?:[0-9A-F]{4})+)> \/AFRelationship \/Data \/EF << \/F ([0-9]+) 0 R \/UF ([0-9]+) 0 R >> >>$/;
const INFO = /^<< \/Title <FEFF((?:[0-9A-F]{4})+)> \/Producer <FEFF((?:[0-9A-F]{4})+)> >>$/;
const STREAM_END = "\nendstream";
const FILE_END = "%%EOF\n";
const LONGEST_TAIL = 220;
const MOST_ENDS = 8;

/** Read bytes as letters of one byte each, which keeps their places. */
function letters(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return text;
}

/**
 * Read a PDF of ours in whatever condition it is: "whole", "changed", "added" to at its end, or
 * "resaved" by another program. Only of a whole one the files are read. Raises Malformed for others.
 */
export function openPdf(bytes) {
  const text = letters(bytes);
  const files = readWhole(bytes, text);
  if (files) return { condition: "whole", files };
  for (let end = 0, tries = 0; tries < MOST_ENDS; tries++) {
    const at = text.indexOf(FILE_END, end);
    if (at < 0) break;
    end = at + FILE_END.length;
    if (end >= text.length) break;
    const before = readWhole(bytes.subarray(0, end), text.slice(0, end));
    if (before) return { condition: text.slice(end).trim() ? "added" : "resaved", files: before };
  }
  if (text.startsWith(BEGINNING) || tailOf(text)) return { condition: "changed", files: null };
  return { condition: "resaved", files: null };
}

function tailOf(text) {
  const found = TAIL.exec(text.slice(-LONGEST_TAIL));
  return found && found[3] === found[4] ? found : null;
}

/** Give the attached files by name, or null where a byte is not as it was written. */
function readWhole(bytes, text) {
  const objects = readObjects(bytes, text);
  if (!objects) return null;
  const files = new Map();
  try {
    for (const content of objects) {
      const spec = SPEC.exec(content.text);
      if (!spec) continue;
      const number = Number(spec[3]);
      if (spec[1] !== spec[2] || spec[3] !== spec[4] || number < 1 || number > objects.length) return null;
      files.set(nameOf(spec[1]), fileIn(objects[number - 1]));
    }
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
  return files;
}

function readObjects(bytes, text) {
  const tail = text.startsWith(HEADER) ? tailOf(text) : null;
  if (!tail) return null;
  const count = Number(tail[1]) - 1;
  const info = Number(tail[2]);
  const table = Number(tail[5]);
  const head = `xref\n0 ${count + 1}\n0000000000 65535 f \n`;
  const rows = text.slice(table + head.length, text.length - tail[0].length);
  const places = [...rows.matchAll(/([0-9]{10}) 00000 n \n/g)].map((row) => Number(row[1]));
  const fits = info > 0 && info <= count && text.startsWith(head, table) && rows.length === 20 * count;
  if (!fits || places.length !== count || places[0] !== HEADER.length) return null;
  const digest = toHex(sha256(bytes.subarray(HEADER.length, table))).slice(0, 32).toUpperCase();
  if (digest !== tail[3]) return null;
  const objects = [];
  for (const [place, start] of places.entries()) {
    const end = places[place + 1] ?? table;
    const opening = `${place + 1} 0 obj\n`;
    const closing = "\nendobj\n";
    const piece = text.slice(start, end);
    if (!piece.startsWith(opening) || !piece.endsWith(closing)) return null;
    const [from, to] = [start + opening.length, end - closing.length];
    objects.push({ text: text.slice(from, to), bytes: bytes.subarray(from, to) });
  }
  return INFO.test(objects[info - 1].text) ? objects : null;
}

function fileIn({ text, bytes }) {
  const head = FILE.exec(text);
  const data = head && bytes.subarray(head[0].length, text.length - STREAM_END.length);
  if (!head || head[1] !== head[2] || !text.endsWith(STREAM_END) || data.length !== Number(head[1])) {
    throw new Malformed("an attachment is not a file");
  }
  return data;
}

function nameOf(digits) {
  const units = digits.match(/.{4}/g).map((unit) => parseInt(unit, 16));
  const name = String.fromCharCode(...units);
  if (!name.isWellFormed()) throw new Malformed("a name is no text");
  return name;
}
