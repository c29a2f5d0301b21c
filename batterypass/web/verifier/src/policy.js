/** The trust file: which logs and witnesses one trusts, and how many are enough (docs/formats/trust-file.md). */

import { Malformed, Undecided, fromHex, parseDecimal, parseUtf8, toHex } from "./bytes.js";
import { LOG_KEY, WITNESS_KEY, openCheckpoint, parseVkey } from "./note.js";

const MAX_BYTES = 262144;
const MAX_PARTS = 256;
const NO_QUORUM = "none";
const ENTRY_0 = /^# batterypass-entry-0 sha256:([0-9a-f]{64})$/;

/** Read a trust file. Raises Malformed for anything that C2SP tlog-policy forbids, and for a misspelt pin. */
export function parseTrust(bytes) {
  if (bytes.length > MAX_BYTES) throw new Malformed("trust file: too long");
  const text = parseUtf8(bytes, "trust file");
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) throw new Malformed("trust file: a control character");
  if (text && !text.endsWith("\n")) throw new Malformed("trust file: the last line does not end in a newline");
  const trust = { logs: [], witnesses: [], groups: [], quorum: null, entry0: null };
  const defined = new Set([NO_QUORUM]);
  text.split("\n").slice(0, -1).forEach((line, place) => {
    try {
      readLine(line.replace(/^[ \t]+|[ \t]+$/g, ""), trust, defined);
    } catch (error) {
      throw new Malformed(`trust file: line ${place + 1}: ${error.message}`);
    }
  });
  if (trust.quorum === null) throw new Malformed("trust file: no quorum line");
  demandWhole(trust);
  return trust;
}

function readLine(line, trust, defined) {
  if (line.startsWith("#")) {
    if (!/^[# \t]*batterypass-/i.test(line)) return;
    const found = ENTRY_0.exec(line);
    if (!found || trust.entry0) throw new Malformed("expected # batterypass-entry-0 sha256:<64 hex>, once");
    trust.entry0 = fromHex(found[1]);
    return;
  }
  const words = line.split(/[ \t]+/);
  const [word, name, ...rest] = words;
  const demandDefined = (names) => {
    const unknown = names.find((one) => !defined.has(one));
    if (unknown !== undefined) throw new Malformed(`${unknown} is not defined on a line before`);
  };
  if (line === "") return;
  if (word === "log" && (words.length === 2 || words.length === 3)) {
    trust.logs.push({ key: parseVkey(name) });
  } else if (word === "witness" && (words.length === 3 || words.length === 4)) {
    trust.witnesses.push({ name, key: parseVkey(rest[0]) });
    defined.add(name);
  } else if (word === "group" && words.length >= 3) {
    const [needed, ...members] = rest;
    demandDefined(members);
    const threshold =
      needed === "all" ? members.length : needed === "any" ? 1 : parseDecimal(needed, "threshold");
    trust.groups.push({ name, threshold, members });
    defined.add(name);
  } else if (word === "quorum" && words.length === 2) {
    demandDefined([name]);
    if (trust.quorum !== null) throw new Malformed("a second quorum line");
    trust.quorum = name;
  } else {
    throw new Malformed("not a log, witness, group or quorum");
  }
}

function demandWhole({ logs, witnesses, groups, quorum }) {
  const refuse = (why) => {
    throw new Malformed(`trust file: ${why}`);
  };
  if (Math.max(logs.length, witnesses.length, groups.length) > MAX_PARTS) refuse("too many lines");
  if (logs.some(({ key }) => key.type !== LOG_KEY)) refuse("the key of a log is of another type");
  if (witnesses.some(({ key }) => key.type !== WITNESS_KEY)) refuse("the key of a witness is of another type");
  const origins = new Set(logs.map(({ key }) => key.name));
  if (witnesses.some(({ key }) => origins.has(key.name))) refuse("a witness has a key named like a log");
  const publics = [...logs, ...witnesses].map(({ key }) => toHex(key.publicKey));
  if (new Set(publics).size !== publics.length) refuse("a public key stands in two lines");
  const known = new Set();
  const free = new Set();
  for (const part of [...witnesses, ...groups]) {
    if (part.name === NO_QUORUM || known.has(part.name)) refuse(`the name ${part.name}`);
    if (part.members) {
      if (part.threshold < 1 || part.threshold > part.members.length) refuse(`the number of group ${part.name}`);
      for (const member of part.members) if (!free.delete(member)) refuse(`${member} in group ${part.name}`);
    }
    known.add(part.name);
    free.add(part.name);
  }
  if (quorum !== NO_QUORUM && !known.has(quorum)) refuse("the quorum is neither a witness nor a group");
}

function isQuorum(trust, seen) {
  const reached = new Set(seen);
  for (const group of trust.groups) {
    if (group.members.filter((one) => reached.has(one)).length >= group.threshold) reached.add(group.name);
  }
  return trust.quorum === NO_QUORUM || reached.has(trust.quorum);
}

/**
 * Verify a signed checkpoint against a trust file. Raises Undecided where it does not know the log, or
 * where too few witnesses have cosigned; Broken or Malformed where the checkpoint is refused.
 */
export async function openTrusted(bytes, trust, origin) {
  const logs = trust.logs.map(({ key }) => key).filter((key) => key.name === origin);
  if (!logs.length) throw new Undecided("trust.other-log");
  const { checkpoint, good } = await openCheckpoint(bytes, [...logs, ...trust.witnesses.map(({ key }) => key)], origin);
  const seen = trust.witnesses.filter((one) => good.some((line) => line.key === one.key)).map(({ name }) => name);
  if (!isQuorum(trust, seen)) throw new Undecided("trust.no-quorum");
  return { checkpoint, seen };
}
