/** Reading a bundle: step 1 of docs/formats/bundle.md, the container, its index, and that both fit. */

import { Malformed, compareTexts, parseAscii, same, toHex, utf8 } from "./bytes.js";
import { parseContainer } from "./container.js";
import { parseHeadProof } from "./heads.js";
import { parseIndex } from "./json.js";
import { checkpointIn } from "./note.js";
import { parseHashes, parseOldRoot } from "./proof.js";
import { hashOfText, sha256 } from "./sha256.js";
import { isCount, isHex64, isRecord } from "./shape.js";

const MAX_LISTED = 65535;
const MAX_PATH = 63;
const isText = (pattern, most) => (value) => typeof value === "string" && value.length <= most && pattern.test(value);
const isSubject = isText(/^[!-~]{8,260}$/, 260);
const isShown = (value) => typeof value === "string" && [...value].length <= 260;
const isUuid = isText(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 36);
const isWord = isText(/^[A-Za-z0-9][A-Za-z0-9._:/+ -]{0,79}$/, 80);
const isPoint = (value) =>
  [
    "individual_legitimate_interest", "legitimate_interest_and_commission",
    "authorities_and_commission", "personal", "commercial",
  ].includes(value);
const READERS = [
  "public", "legitimate_interest", "notified_body_or_market_surveillance", "commission", "responsible_operator",
];
const isListOf = (test, most = MAX_LISTED) => (value) =>
  Array.isArray(value) && value.length <= most && value.every(test);

function isDay(value) {
  if (!isText(/^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$/, 10)(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

const isLine = (value) =>
  isRecord(value, {
    entry: isCount, digest: isHex64, kind: isShown, event_time: isShown, actor: isShown, subject: isShown,
  });
const isSection = (value) => isRecord(value, { event_id: isUuid, point: isPoint });

function isScope(scope) {
  const isKind = (value) => ["all", "consignment", "items", "party", "period"].includes(value);
  const fields = { of: isKind, subjects: isListOf(isSubject, 10000) };
  if (!isRecord(scope, fields, { since: isDay, until: isDay, first: isCount, last: isCount })) return false;
  const { of, subjects } = scope;
  const period = ["since", "until", "first", "last"].filter((name) => name in scope).length;
  return (
    ["consignment", "items", "party"].includes(of) === subjects.length > 0 &&
    (!["consignment", "party"].includes(of) || subjects.length === 1) &&
    ascend(subjects, compareTexts) &&
    period === (of === "period" ? 4 : 0) &&
    (of !== "period" || (scope.first <= scope.last && scope.since <= scope.until))
  );
}

const ascend = (list, order) => list.every((one, place) => !place || order(list[place - 1], one) < 0);
const numbers = (one, other) => one - other;

/** Read the index. Raises Malformed that names what is wrong with it. */
function readIndex(bytes) {
  const index = parseIndex(bytes);
  const isAudience = isText(/^[!-~]{3,200}#[0-9a-f]{64}$/, 265);
  const isCheckpoint = (value) => isRecord(value, { size: isCount, root: isHex64 });
  const fields = {
    type: (value) => value === "bundle",
    version: (value) => value === 1,
    ledger: isAudience,
    checkpoint: isCheckpoint,
    scope: isScope,
    entries: (value) => isListOf(isLine, MAX_LISTED - 2)(value) && value.length > 0,
    whole: isListOf(isSubject),
    absent: isListOf(isSubject),
    consistency: isListOf(isCount),
    content: isListOf(isHex64),
    sections: isListOf(isSection),
    files: isListOf(isHex64),
  };
  const refuse = (why) => {
    throw new Malformed(`container.index: ${why}`);
  };
  if (index?.type !== undefined && index.type !== "bundle") refuse("it is no bundle");
  if (!isRecord(index, fields, { reader: isWord })) refuse("its members are not those of a bundle");
  const entries = index.entries.map((line) => line.entry);
  const { size } = index.checkpoint;
  if (entries[0] !== 0 || !ascend(entries, numbers)) refuse("entries must ascend from entry 0");
  if (entries.at(-1) >= size) refuse("an entry is beyond the checkpoint");
  if (index.scope.of === "all" && entries.length !== size) refuse("the whole log has more entries");
  const texts = [index.whole, index.absent, index.content, index.files];
  const sections = index.sections.map((one) => `${one.event_id} ${one.point}`);
  const listed = [...texts, sections].every((list) => ascend(list, compareTexts));
  if (!listed || !ascend(index.consistency, numbers)) refuse("what is listed must ascend, each named once");
  if (index.whole.some((name) => index.absent.includes(name))) refuse("a subject is whole and absent");
  if (index.consistency.some((one) => !one || one === size)) refuse("consistency is proven with smaller and larger logs");
  const { reader } = index;
  const isParty = (line) => line.kind === "party.registered" && line.subject === reader;
  if (reader !== undefined && !READERS.includes(reader) && !index.entries.some(isParty)) {
    refuse("the reader is no reader of passports and no party that is registered");
  }
  return index;
}

/**
 * Take a bundle apart: step 1. Raises Malformed that names the member.
 *
 * Everything that a log shows is still owed: signatures, proofs, heads, chains.
 */
export function readBundle(bytes) {
  const members = parseContainer(bytes);
  const take = (name, digest) => {
    const body = members.get(name);
    if (body === undefined) throw new Malformed(`container.missing: ${name}`);
    members.delete(name);
    if (digest && toHex(sha256(body)) !== digest) throw new Malformed(`container.digest: ${name}`);
    return body;
  };
  const index = readIndex(take("index.json"));
  const origin = index.ledger.slice(0, index.ledger.lastIndexOf("#"));
  const checkpoint = take("checkpoint");
  const tip = checkpointIn(checkpoint);
  const { size, root } = index.checkpoint;
  if (tip.origin !== origin || tip.size !== size || toHex(tip.root) !== root) {
    throw new Malformed("container.member: checkpoint: not the one of the index");
  }
  const isWholeLog = index.scope.of === "all";
  const statements = new Map();
  for (const line of index.entries) statements.set(line.entry, take(`statements/${line.entry}.cose`, line.digest));
  const paths = new Map();
  if (!isWholeLog) {
    const known = new Map();
    for (const entry of statements.keys()) {
      const name = `proofs/${entry}.tlog-proof`;
      paths.set(entry, readPath(take(name), entry, checkpoint, name, known));
    }
  }
  const ledger = `https://${origin}`;
  const heads = new Map();
  const read = (name, parse) => {
    try {
      return parse(take(name));
    } catch (error) {
      if (!(error instanceof Malformed) || error.message.startsWith("container.")) throw error;
      throw new Malformed(`container.member: ${name}: ${error.message}`);
    }
  };
  for (const name of [...(isWholeLog ? [] : [ledger]), ...index.whole, ...index.absent]) {
    heads.set(name, read(`heads/${hashOfText(name)}.cbor`, parseHeadProof));
  }
  const oldRoots = index.consistency.map((one) => {
    const old = read(`consistency/${one}`, parseOldRoot);
    if (old.size !== one) throw new Malformed(`container.member: consistency/${one}: of another size`);
    return old;
  });
  const content = new Map(index.content.map((one) => [one, take(`content/${one}`, one)]));
  const sections = index.sections.map((one) => ({ ...one, body: take(`sections/${one.event_id}.${one.point}.cbor`) }));
  for (const one of index.files) take(`files/${one}`, one);
  const [extra] = members.keys();
  if (extra !== undefined) throw new Malformed(`container.extra: ${extra}`);
  return {
    index, origin, ledger, checkpoint, tip, isWholeLog, statements, paths, heads, oldRoots, content, sections,
    whole: new Set(index.whole),
    absent: new Set(index.absent),
    files: index.files,
  };
}

function readPath(bytes, entry, checkpoint, name, known) {
  const head = utf8(`c2sp.org/tlog-proof@v1\nindex ${entry}\n`);
  const pathEnd = bytes.length - checkpoint.length - 1;
  const fits =
    pathEnd >= head.length &&
    same(bytes.subarray(0, head.length), head) &&
    bytes[pathEnd] === 10 &&
    same(bytes.subarray(pathEnd + 1), checkpoint);
  if (!fits) throw new Malformed(`container.member: ${name}: of another entry, or under another checkpoint`);
  const lines = parseAscii(bytes.subarray(head.length, pathEnd), name).split("\n");
  if (lines.pop() !== "" || lines.length > MAX_PATH) throw new Malformed(`container.member: ${name}: not a path`);
  for (const line of lines) if (!known.has(line)) known.set(line, parseHashes([line], name)[0]);
  return lines.map((line) => known.get(line));
}

