/**
 * Corrections and annulments: who may sign them, whether they can be, and what they give back (the
 * program's domain/amending.py and annulling.py). What is annulled is the last entry of its chains.
 */

import { toHex } from "./bytes.js";
import { RECEPTIONS } from "./parts.js";

/** Corrections that a state keeps of itself. */
const KEPT = 50;
/** Steps that move the items of a consignment. */
const MOVING = ["collected", "received", "partially-received", "returned", "voided"];
const ARRIVALS = ["received", "partially-received"];

const isConsignment = (state) => Boolean(state?.outcomes);
const isBatch = (state) => Boolean(state?.steps);

function digestAt(world, name, seq) {
  const found = world.chains.get(name)?.digests[seq];
  return found ? toHex(found) : "";
}

const headOf = (world, name) => digestAt(world, name, (world.chains.get(name)?.digests.length ?? 0) - 1);

/** Give who signed the entry of a kind and digest about a subject, or null for none that can be corrected. Raises NotHere. */
export function signerOf(world, { amended_subject: subject, target_kind: kind, target }) {
  const state = world.states.corrected(subject);
  const isAt = (seqs) => seqs.some((seq) => digestAt(world, subject, seq) === target);
  if (!state) return kind === "authorisation.granted" && isAt([0]) ? (world.grantors.get(subject) ?? null) : null;
  if (isBatch(state)) {
    const [area, word] = kind.split(".");
    return area === "batch" && isAt(state.steps[word] ?? []) ? state.recycler : null;
  }
  const isLoad = isConsignment(state);
  if (kind === "consignment.offered") return isLoad && isAt(state.parts.offered?.seqs ?? [0]) ? state.consignor : null;
  if (kind === "pack.manufactured") return !isLoad && state.sort === "pack" && !state.isAssembled && isAt([0]) ? state.maker : null;
  if (kind === "item.assessed") return state.assessed && toHex(state.assessed.digest) === target ? state.assessed.by : null;
  const said = state.said[kind.slice(kind.indexOf(".") + 1)];
  if (!said || RECEPTIONS.includes(kind) !== isLoad) return null;
  return isAt([said.seq, ...said.earlier]) ? said.by : null;
}

/** Give who signed the last entry of a subject, or null where it is not this one. Raises NotHere. */
export function signerToAnnul(world, event) {
  const state = world.states.corrected(event.annulled_subject);
  return state && stands(world, state, noteOf(event)) ? state.undo.by : null;
}

/** Give who was asked to agree to a correction. Raises NotHere. */
export function askedFor(world, { amended_subject: subject, amendment }) {
  const one = find(world.states.corrected(subject), amendment);
  return one ? [...one.waiting, ...one.agreed] : [];
}

const noteOf = ({ annulled_subject: subject, target_kind: kind, target, items = [] }) => ({ subject, kind, target, items });
const find = (state, digest) => state?.corrections.find((one) => one.digest === digest);

function stands(world, { undo }, { subject, kind, target }) {
  const last = (world.chains.get(subject)?.digests.length ?? 0) - 1;
  return Boolean(undo) && undo.kind === kind && undo.seq === last && headOf(world, subject) === target;
}

/** Tell whether an entry cannot be annulled: it is not the last one, or something rests on it. Raises NotHere. */
function isBarred(world, one) {
  const { subject, target, items } = one;
  const state = world.states.corrected(subject);
  if (!state || state.corrections.some((other) => other.annuls && other.target === target && other.holds)) return true;
  if (!stands(world, state, one)) return true;
  // Of items that are beside the file does not say what is last.
  if (items.some((name) => world.states.knows(name) && headOf(world, name) !== target)) return true;
  if (new Set([subject, ...items]).size !== state.undo.count) return true;
  if (!isConsignment(state)) return false;
  const own = state.entries[state.undo.step] ?? 0;
  return state.undo.isPart || Object.values(state.after).some((entry) => entry > own);
}

/** BP-E006: what is annulled is the last entry, and no annulment of it waits. Raises NotHere. */
export function isNotTheLast(world, event) {
  const one = noteOf(event);
  if (isBarred(world, one)) return true;
  const { corrections } = world.states.corrected(one.subject);
  return corrections.some((other) => other.annuls && other.target === one.target && other.waiting.length);
}

/** BP-E007: nothing has come after the entry while its annulment waited. Raises NotHere. */
export function isOvertaken(world, event) {
  const one = find(world.states.corrected(event.amended_subject), event.amendment);
  return Boolean(one?.annuls) && !one.holds && isBarred(world, one);
}

/** Give the parties that have a key here, of those that are asked, each once, less the signer. */
function withKeys(world, asked, signer) {
  const has = (party) => party !== signer && world.states.knows(party) && world.parties.has(party);
  return [...new Set(asked)].filter(has);
}

/** Of a correction: who else has signed for what the entry says. */
function whoAgrees(world, state, kind, signer) {
  if (!isConsignment(state)) return [];
  if (kind !== "consignment.offered") return withKeys(world, [state.consignor], signer);
  const steps = { collected: "carrier", received: "consignee", "partially-received": "consignee", rejected: "consignee" };
  const asked = Object.entries(steps).filter(([step]) => step in state.entries).map(([, part]) => state[part]);
  return withKeys(world, asked, signer);
}

/** Of an annulment: the other side of the hand-over, and whoever is to hold an item again. */
function whoAgreesToAnnul(world, state, one) {
  const asked = [];
  const { undo } = state;
  if (isConsignment(state)) {
    if (["collected", "rejected", ...ARRIVALS].includes(undo.step)) asked.push(state.consignor);
    if (["rejected", ...ARRIVALS].includes(undo.step)) asked.push(state.carrier);
    if (undo.kind === "consignment.recorded-on-paper") asked.push(undo.step === "received" ? state.consignee : state.carrier);
  }
  for (const [item, before] of changedBy(world, state, one)) {
    if ("custodian" in before && before.custodian !== item.custodian) asked.push(before.custodian);
  }
  return withKeys(world, asked, undo.by);
}

/** List each known item that an annulment changes, with what it gives back. */
function changedBy(world, state, { subject, items }) {
  if (isConsignment(state)) {
    if (!MOVING.includes(state.undo.step)) return [];
    return known(world, items).map(([name, item]) => [item, state.undo.places.get(name) ?? {}]);
  }
  return known(world, [subject, ...items]).map(([, item]) => [item, item.undo?.before ?? {}]);
}

const known = (world, names) => names.map((name) => [name, world.states.knownItem(name)]).filter(([, item]) => item);

/** Let an annulment hold: the states say again what they said before the entry. */
function giveBack(world, state, one) {
  const isLoad = isConsignment(state);
  for (const [item, before] of changedBy(world, state, one)) {
    Object.assign(item, before);
    if (!isLoad) item.undo = null;
  }
  if (isLoad || isBatch(state)) Object.assign(state, state.undo.before, { undo: null });
  one.holds = true;
  const touched = [state, ...known(world, one.items).map(([, item]) => item)];
  for (const other of touched.flatMap(({ corrections }) => corrections)) {
    if (other.target === one.target && other.digest !== one.digest) other.waiting = [];
  }
}

/** Keep a correction: the last ones, and of those before them what still waits for somebody. */
function keep(state, one) {
  const all = [...state.corrections, one];
  const older = all.slice(0, -KEPT).filter(({ waiting }) => waiting.length);
  state.corrections = [...older.slice(-KEPT), ...all.slice(-KEPT)];
}

/** Kind -> what it changes; of a subject that the file does not know, nothing. */
export const CORRECTIONS = {
  "entry.amended"(world, event, at) {
    const { amended_subject: subject, target_kind: kind, target, items = [] } = event;
    const state = world.states.knows(subject) ? world.states.corrected(subject) : null;
    const signer = state && signerOf(world, event);
    if (!signer) return;
    const waiting = whoAgrees(world, state, kind, signer);
    keep(state, { digest: toHex(at.digest), subject, kind, target, items, waiting, agreed: [], holds: !waiting.length });
  },
  "entry.annulled"(world, event, at) {
    const one = { ...noteOf(event), digest: toHex(at.digest), annuls: true, waiting: [], agreed: [], holds: false };
    if (!world.states.knows(one.subject) || isBarred(world, one)) return;
    const state = world.states.corrected(one.subject);
    one.waiting = whoAgreesToAnnul(world, state, one);
    if (!one.waiting.length) giveBack(world, state, one);
    keep(state, one);
  },
  "amendment.agreed"(world, event) {
    const { amended_subject: subject, amendment, actor } = event;
    const state = world.states.knows(subject) ? world.states.corrected(subject) : null;
    const one = find(state, amendment);
    if (!one?.waiting.includes(actor) || (one.annuls && isBarred(world, one))) return;
    one.waiting = one.waiting.filter((party) => party !== actor);
    one.agreed.push(actor);
    if (one.waiting.length) return;
    if (one.annuls) giveBack(world, state, one);
    else one.holds = true;
  },
};
