/** The verdict on the authenticity of a bundle: steps 1 to 10 of docs/formats/bundle.md. */

import { Broken, Malformed, Undecided, fromHex, parseBase64url, same, toHex } from "./bytes.js";
import { readBundle } from "./bundle_file.js";
import { Found } from "./found.js";
import { AllHeads, headsOf, noHead, sameHead } from "./heads.js";
import { Judge, readStatement } from "./judge.js";
import { Marks } from "./marks.js";
import { leafHash, rootOf, rootsOf, verifyConsistency, verifyInclusion } from "./merkle.js";
import { logKey, openCheckpoint } from "./note.js";
import { openTrusted } from "./policy.js";
import { sha256 } from "./sha256.js";

/**
 * Verify a bundle. `trust` is a parsed trust file, or null; `tables` are KINDS and SHAPES.
 *
 * Raises Malformed for what is no whole bundle. Whatever else is wrong is in the verdict.
 */
export async function verifyBundle(bytes, trust, tables) {
  const file = readBundle(bytes);
  const found = new Found();
  const readings = new Map([...file.statements].map(([entry, raw]) => [entry, readStatement(raw, tables)]));
  const key = await checkCheckpoint(file, readings.get(0), found);
  const roots = checkOldRoots(file, found);
  await checkTrust(file, trust, found);
  const leaves = checkInclusion(file, found);
  checkIndex(file, readings, found);
  const rootAt = file.isWholeLog ? rootsOf(leaves) : (size) => roots.get(size) ?? null;
  const marks = file.isWholeLog ? null : new Marks(readings, file.ledger);
  for (const entry of marks?.wrong() ?? []) found.add("BP-V013", file.origin, entry);
  const judge = new Judge(found, {
    isWholeLog: file.isWholeLog,
    marks,
    size: file.tip.size,
    knows: (name) => name === file.ledger || file.whole.has(name) || file.absent.has(name),
    rootAt,
  });
  if (file.isWholeLog) judge.allHeads = new AllHeads();
  for (const [entry, reading] of readings) judge.judge(reading, entry);
  await judge.done();
  if (!file.isWholeLog) checkHeads(file, readings, judge.world, found);
  checkScope(file, readings, judge, found);
  checkBeside(file, readings, judge.world, found);
  return verdictOn(file, found, key);
}

async function checkCheckpoint(file, first, found) {
  const { event } = first;
  const audience = `${file.origin}#${toHex(sha256(first.raw))}`;
  try {
    if (event?.kind !== "ledger.opened" || !event.known || audience !== file.index.ledger) {
      throw new Broken("entry 0 does not open this ledger");
    }
    const key = logKey(file.origin, parseBase64url(event.checkpoint_key.public, "checkpoint key"));
    await openCheckpoint(file.checkpoint, [key], file.origin);
    return key;
  } catch (error) {
    if (error instanceof Undecided) found.leave("signature", error.message, error.message);
    else if (error instanceof Broken || error instanceof Malformed) found.add("BP-V005", file.origin, null, error.message);
    else throw error;
    return null;
  }
}

function checkOldRoots(file, found) {
  const roots = new Map();
  for (const { size, root, path } of file.oldRoots) {
    try {
      const { tip } = file;
      if (size < tip.size) verifyConsistency(size, tip.size, root, tip.root, path);
      else verifyConsistency(tip.size, size, tip.root, root, path);
      roots.set(size, root);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.add("BP-B005", file.origin, null, `${size}`);
    }
  }
  return roots;
}

async function checkTrust(file, trust, found) {
  if (!trust) return;
  const entry0 = sha256(file.statements.get(0));
  if (trust.entry0 && !same(trust.entry0, entry0)) {
    found.trust = "other";
    found.add("BP-V010", file.origin);
    return;
  }
  try {
    found.seen = (await openTrusted(file.checkpoint, trust, file.origin)).seen;
    found.trust = "pinned";
  } catch (error) {
    if (error instanceof Undecided) found.trust = error.message;
    else if (error instanceof Broken || error instanceof Malformed) found.add("BP-V010", file.origin, null, error.message);
    else throw error;
  }
}

function checkInclusion(file, found) {
  const leaves = [...file.statements.values()].map(leafHash);
  const { size, root } = file.tip;
  if (file.isWholeLog) {
    if (!same(rootOf(leaves), root)) found.add("BP-V001", file.origin);
    return leaves;
  }
  [...file.statements.keys()].forEach((entry, place) => {
    try {
      verifyInclusion(leaves[place], entry, size, file.paths.get(entry), root);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.add("BP-B001", file.origin, entry, error.message);
    }
  });
  return leaves;
}

function checkIndex(file, readings, found) {
  for (const line of file.index.entries) {
    const { event } = readings.get(line.entry);
    const words = { kind: event?.kind, event_time: event?.event_time, actor: event?.actor, subject: event?.subjects[0].subject };
    for (const [name, expected = ""] of Object.entries(words)) {
      if (line[name] !== expected) found.add("BP-B004", file.origin, line.entry, name);
    }
  }
}

function checkHeads(file, readings, world, found) {
  const { size } = file.tip;
  const event = readings.get(size - 1)?.event;
  if (event?.kind !== "ledger.heads-committed" || !event.known || event.size !== size - 1) {
    found.add("BP-B002", file.origin);
    return;
  }
  const root = fromHex(event.root);
  for (const [name, proof] of file.heads) {
    const lanes = headsOf(proof, name);
    if (!same(proof.root, root) || lanes === null) {
      found.add("BP-B002", name);
      continue;
    }
    const count = lanes("record").count;
    if (name === file.ledger && (event.number ?? null) !== null && event.number !== count + 1) {
      found.add("BP-V013", file.origin, size - 1, `${event.number}`);
    }
    const chain = file.absent.has(name) ? { main: noHead(), record: noHead() } : world.chain(name);
    const asked = name === file.ledger ? ["main"] : ["main", "record"];
    const { of, subjects } = file.index.scope;
    if (of === "party" && subjects.includes(name)) asked.push("acted");
    for (const lane of asked) {
      if (!sameHead(chain[lane] ?? noHead(), lanes(lane))) found.add("BP-B003", name, null, lane);
    }
  }
}

const SORTS = { consignment: "C", items: "I", party: "P" };

function checkScope(file, readings, judge, found) {
  const { of, subjects, first, last, since, until } = file.index.scope;
  for (const name of subjects) {
    if (!judge.knows(name) || judge.world.knownChain(name)?.sort !== SORTS[of]) found.leave("scope", name, name);
  }
  if (of === "consignment") {
    for (const { event } of readings.values()) {
      if (event?.kind !== "consignment.offered" || event.subjects[0].subject !== subjects[0]) continue;
      for (const { subject } of event.subjects.slice(1)) if (!judge.knows(subject)) found.leave("scope", subject, subject);
    }
  }
  if (of === "period") {
    const here = [...readings.keys()].filter((entry) => first <= entry && entry <= last).length;
    if (last >= file.tip.size || here !== last - first + 1) found.add("BP-B006", file.origin);
    else if (judge.marks) checkDays(file, judge.marks, { first, last, since, until }, found);
  }
}

/** The marks on both sides of a period show that its entries are all of its days. */
function checkDays(file, marks, { first, last, since, until }, found) {
  const dayOf = (time) => time.slice(0, 10);
  const leave = (entry) => found.leave("days", file.origin, `${entry}`, entry);
  const begins = marks.markAt(first);
  const isEarlier = !first || dayOf(marks.markBelow(first)) < since;
  if (!begins || dayOf(begins) < since || !isEarlier) found.add("BP-B007", file.origin, first);
  else if (!marks.isKnown(first)) leave(first);
  if (dayOf(marks.markBelow(last + 1)) > until) found.add("BP-B007", file.origin, last);
  if (last >= file.tip.size - 1) return;
  const above = marks.markAt(last + 1);
  if (!file.statements.has(last + 1)) leave(last + 1);
  else if (!above || dayOf(above) <= until) found.add("BP-B007", file.origin, last + 1);
}

function checkBeside(file, readings, world, found) {
  const events = new Map([...readings.values()].filter(({ event }) => event).map(({ event }) => [event.event_id, event]));
  for (const { event_id: id, point, body } of file.sections) {
    if (events.get(id)?.sealed?.[point] !== toHex(sha256(body))) found.add("BP-V007", id, null, point);
  }
  const named = new Set(world.ledger?.rulebooks);
  for (const digest of world.ledger?.rulebooks ?? []) {
    for (const table of tablesIn(file.content.get(digest))) named.add(table);
  }
  for (const digest of file.content.keys()) if (!named.has(digest)) found.add("BP-V008", digest);
  const documents = new Set([...events.values()].flatMap((event) => (event.documents ?? []).map((one) => one.digest)));
  for (const digest of file.files) if (!documents.has(digest)) found.add("BP-B004", digest, null, "files");
}

/** List the tables that a rulebook names; of what is none, nothing. */
function tablesIn(body) {
  if (!body) return [];
  try {
    return JSON.parse(new TextDecoder().decode(body)).tables.map((table) => table.sha256);
  } catch {
    return [];
  }
}

function verdictOn(file, found, key) {
  const count = file.statements.size;
  const { index, tip } = file;
  const isOpen = (what) => found.open.some((one) => one.what === what);
  const noKeys = isOpen("signature");
  const isPinned = found.trust === "pinned";
  return {
    kind: "bundle",
    authentic: found.authentic(),
    origin: file.origin,
    size: tip.size,
    root: toHex(tip.root),
    trust: found.trust,
    seen: found.seen ?? [],
    logKey: key ? toHex(key.keyId) : "",
    logPrint: key ? toHex(sha256(key.publicKey)) : "",
    scope: index.scope,
    entries: count,
    checks: [
      found.check("trust", 1, ["BP-V006", "BP-V010"], !isPinned),
      found.check("checkpoint", 1, ["BP-V005"], noKeys),
      found.check("proofs", count, ["BP-B001", "BP-V001", "BP-B005"]),
      found.check("content", count, ["BP-S001", "BP-S002", "BP-B004"]),
      found.check("signatures", count, ["BP-S004", "BP-K"], noKeys || isOpen("entry") || isOpen("marks")),
      found.check("envelopes", count, ["BP-S003", "BP-S005"]),
      found.check("chains", count, ["BP-L"], isOpen("BP-L004") || isOpen("entry") || isOpen("marks")),
      found.check("signers", count, ["BP-P", "BP-H", "BP-E", "BP-V011", "BP-V013"], isOpen("rule") || isOpen("entry") || isOpen("marks")),
      found.check("heads", file.isWholeLog ? count : file.heads.size, ["BP-B002", "BP-B003", "BP-V012"]),
      found.check("complete", count, ["BP-B006", "BP-B007"], isOpen("scope") || isOpen("days") || isOpen("entry") || isOpen("marks")),
      found.check("beside", file.sections.length + file.content.size + file.files.length, ["BP-V007", "BP-V008"]),
    ],
    findings: found.findings,
    open: found.open,
  };
}
