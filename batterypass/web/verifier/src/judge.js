/**
 * Judging the statements of a bundle in their places: signatures, keys, links, and whose things they are
 * (step 7 of docs/formats/bundle.md, as far as a verifier of authenticity goes). The rules of the law
 * are the program's.
 */

import { Malformed, parseBase64url, toHex, utf8 } from "./bytes.js";
import { isNotTheLast, isOvertaken } from "./corrections.js";
import { subjectsIn } from "./forms.js";
import { itemsOf, lacksPartInItem, movedByStrangers, namedByStrangers, tornOut } from "./holders.js";
import { parsePayload } from "./json.js";
import { ALGORITHMS, isSignature } from "./keys.js";
import { EMPTY_ROOT } from "./merkle.js";
import { isOutOfPlace, isPartOfNone, isParted } from "./parts.js";
import { eventOf } from "./shape.js";
import { parseStatement } from "./statement.js";
import { NotHere } from "./states.js";
import { World, brings, hasEnded, isInGrace, makesOf, printOf } from "./world.js";

const OPERATOR_KINDS = ["ledger.time-marked", "ledger.heads-committed"];
const KEY_KINDS = ["party.key-added", "party.key-confirmed", "party.key-revoked"];
/** Where one of these is found, what an event changes is not known, and it changes nothing here. */
const UNFOLDABLE = ["BP-L003", "BP-L005", "BP-S003"];
const OPERATOR_KEY = { role: "operator", alg: "Ed25519", vouched: "self" };

/** Read a statement and its event; what cannot be read has a code and why. */
export function readStatement(raw, tables) {
  const reading = { raw, statement: null, event: null, code: "", problem: "" };
  const refuse = (code, error) => {
    if (!(error instanceof Malformed)) throw error;
    Object.assign(reading, { code, problem: error.message });
    return reading;
  };
  let payload = null;
  try {
    reading.statement = parseStatement(raw);
    payload = parsePayload(reading.statement.payload);
  } catch (error) {
    return refuse("BP-S001", error);
  }
  try {
    reading.event = eventOf(payload, tables);
  } catch (error) {
    return refuse("BP-S002", error);
  }
  return reading;
}

/** Judges the entries of one file, ascending. Signatures are verified beside it: await `done`. */
export class Judge {
  /** `knows` tells whether a subject is whole or absent here; `rootAt` gives a root, or null; `marks` is null for the whole log. */
  constructor(found, { isWholeLog, knows, rootAt, marks, size }) {
    this.found = found;
    this.last = marks ? size - 1 : null;
    this.marks = marks;
    this.isWholeLog = isWholeLog;
    this.isListed = knows;
    this.rootAt = rootAt;
    this.world = new World((name) => this.knows(name));
    this.doubtful = new Set();
    this.waiting = [];
  }

  knows(name) {
    return this.isWholeLog || (this.isListed(name) && !this.doubtful.has(name));
  }

  /** Judge the next entry and fold it in. */
  judge(reading, index) {
    const { statement, event } = reading;
    if (!event) {
      this.found.add(reading.code, statement?.subject ?? "", index, reading.problem);
      return;
    }
    const kid = toHex(statement.kid);
    const at = { index, kid, digest: statement.digest, markMs: this.world.ledger?.markMs ?? event.ms };
    const act = { event, statement, at, kid, ...this.signerOf(event, kid) };
    const missing = this.isWholeLog ? [] : this.missing(event);
    const isTimed = !this.marks || this.marks.isKnown(index) || this.marks.has(index);
    if (index === this.last && !this.marks.isKnown(index)) this.found.leave("marks", event.subjects[0].subject, "", index);
    if (missing.length || !isTimed) {
      for (const name of missing) this.found.leave("entry", event.subjects[0].subject, name, index);
      if (!isTimed) this.found.leave("marks", event.subjects[0].subject, "", index);
      // When it was recorded is not known, its key is.
      if (!missing.length) this.checkSignature(act, (code, subject, why) => this.found.add(code, subject, index, why));
      for (const { subject } of event.subjects) this.doubtful.add(subject);
      this.world.apply(event, at);
      return;
    }
    const codes = new Set();
    const tell = (code, subject, why) => {
      codes.add(code);
      this.found.add(code, subject, index, why);
    };
    this.checkSignature(act, tell);
    this.checkEnvelope(act, tell);
    this.checkKey(act, tell);
    this.checkNewKeys(act, tell);
    this.checkLinks(act, tell);
    if (event.known) {
      const items = itemsOf(this.world, event);
      this.checkSigner(act, items, tell);
      this.checkHolders(act, items, tell);
    }
    this.checkLedger(act, tell);
    if (UNFOLDABLE.every((code) => !codes.has(code))) this.world.apply(event, at);
  }

  /** List what of an entry is not here, so that nothing of it can be judged. */
  missing(event) {
    const names = event.subjects.map(({ subject }) => subject);
    const beside = names.filter((name) => !this.knows(name));
    const mayBeItem = (name) => {
      if (name.includes("#")) return false;
      if (!event.known) return true;
      return (name === names[0] ? event.known.first : event.known.rest).includes("I");
    };
    const missing = beside.filter((name) => !mayBeItem(name));
    if (!this.knows(event.actor)) missing.push(event.actor);
    const makesRest = event.known && makesOf(event) === "rest";
    if (makesRest && beside.length && beside.length < names.length && beside.includes(names[0])) missing.push(names[0]);
    return missing;
  }

  /** Give the party that signs and what the registry below says of the key. */
  signerOf(event, kid) {
    const { ledger } = this.world;
    const actor = this.world.parties.get(event.actor) ?? null;
    if (actor) return { actor, key: actor.keys.get(kid) ?? null };
    if (event.kind === "ledger.opened" && event.known) {
      const card = (event.registrar.keys ?? []).find((one) => printOf(one.alg, one.public) === kid);
      return { actor, key: card ?? null };
    }
    const isOperator = ledger && ledger.operatorKid === kid;
    const key = isOperator && event.actor === ledger.subject ? OPERATOR_KEY : null;
    return { actor, key, publicKey: isOperator ? { alg: "Ed25519", public: ledger.operator } : undefined };
  }

  checkSignature({ event, statement, at, key, publicKey = key }, tell) {
    if (!publicKey) return;
    const refuse = () => tell("BP-S004", statement.subject, event.actor);
    const { alg, public: text } = publicKey;
    if (!ALGORITHMS[alg].includes(statement.alg)) {
      refuse();
      return;
    }
    this.waiting.push(
      this.holds(alg, text, statement.signed, statement.signature, at.index).then((good) => good || refuse()),
    );
  }

  async holds(alg, text, message, signature, index) {
    try {
      return await isSignature(alg, parseBase64url(text, "key"), message, signature);
    } catch (error) {
      if (error instanceof Malformed) return false;
      this.found.leave("signature", error.message, error.message, index);
      return true;
    }
  }

  checkEnvelope({ event, statement, at }, tell) {
    const { subject } = event.subjects[0];
    const audience = event.kind === "ledger.opened" && event.known ? event.origin : this.world.ledger?.audience;
    if (statement.issuer !== event.actor || statement.subject !== subject || statement.audience !== audience) {
      tell("BP-S003", subject, "");
    }
    const earlier = this.world.events.get(event.event_id);
    if (earlier !== undefined && earlier !== at.index) tell("BP-S005", subject, `${earlier}`);
  }

  checkKey({ event, statement, at, key, kid }, tell) {
    const { subject } = event.subjects[0];
    if (!key) {
      tell("BP-K001", subject, event.actor);
      return;
    }
    if ("revoked" in key && !isInGrace(key, event, at.markMs)) tell("BP-K002", subject, event.actor);
    if (hasEnded(key, event, at.markMs)) tell("BP-K007", subject, event.actor);
    if (expectedRole(event, key, kid) !== key.role) tell("BP-K003", subject, event.actor);
    if (!(ALGORITHMS[key.alg] ?? []).includes(statement.alg)) tell("BP-K006", subject, event.actor);
  }

  checkNewKeys({ event, at }, tell) {
    const cards = { "ledger.opened": event.registrar?.keys, "party.registered": event.card?.keys };
    const keys = event.kind === "party.key-added" ? [event.key] : (cards[event.kind] ?? []);
    if (!event.known) return;
    const party = event.registrar?.party ?? event.card?.party ?? event.party;
    const isFirst = event.kind === "ledger.opened";
    const { ledger } = this.world;
    const audience = isFirst ? event.origin : ledger?.audience;
    const publics = isFirst
      ? [event.checkpoint_key, event.operator_key, event.receipt_key]
      : (ledger?.publics ?? []);
    const taken = new Set(publics.map((key) => printOf(key.alg, key.public)).filter(Boolean));
    if (isFirst && taken.size < 3) tell("BP-K005", event.subjects[0].subject, "");
    for (const card of keys) {
      const kid = printOf(card.alg, card.public);
      if (kid && (taken.has(kid) || this.world.owners.has(kid))) tell("BP-K005", party, kid);
      taken.add(kid);
      this.waiting.push(this.checkPossession(card, kid, audience, party, at).then((good) => good || tell("BP-K004", party, "")));
    }
  }

  async checkPossession(card, kid, audience, party, at) {
    if (!kid || !audience) return false;
    const text = `batterypass/key-proof/v1\n${audience}\n${party}\n${card.role}\n${kid}\n`;
    try {
      const proof = parseBase64url(card.proof, "proof");
      return await this.holds(card.alg, card.public, utf8(text), proof, at.index);
    } catch {
      return false;
    }
  }

  checkLinks({ event, at }, tell) {
    const names = event.subjects.map(({ subject }) => subject);
    if (new Set(names).size !== names.length) tell("BP-L003", names[0], "");
    const isOtherLane = event.known && event.subjects.some(({ lane }) => lane !== event.known.lane);
    if (isOtherLane || (event.known && !isWhatChanges(event, names))) tell("BP-L003", names[0], "");
    event.subjects.forEach((link, place) => {
      if (!this.knows(link.subject)) return;
      const chain = this.world.knownChain(link.subject);
      const digests = chain?.digests ?? [];
      const prev = link.seq ? digests[link.seq - 1] : null;
      const names = prev !== undefined && (prev === null ? link.prev === null : toHex(prev) === link.prev);
      // Kinds that are known are held to the lane that is theirs; that a link has another one is L003.
      if (event.known && event.known.lane !== link.lane) return;
      if (link.lane === "main" && (link.seq !== digests.length || !names)) tell("BP-L001", link.subject, "");
      if (link.lane === "record" && (!chain || link.seq >= digests.length || !names)) tell("BP-L002", link.subject, "");
      if (event.known) this.checkSort(event, link.subject, place, chain, tell);
    });
    if ((event.kind === "ledger.opened" && Boolean(event.known)) !== (at.index === 0)) tell("BP-L006", names[0], "");
    this.checkSeen(event, at, tell);
  }

  checkSort(event, name, place, chain, tell) {
    if (brings(event, place) || (place && this.neverWentIn(event, name))) {
      if (chain) tell("BP-L005", name, "");
    } else if (!chain || !(place ? event.known.rest : event.known.first).includes(chain.sort)) {
      tell("BP-L005", name, "");
    }
  }

  /** Tell whether a part is an item that was never built into the pack that is taken apart. */
  neverWentIn(event, name) {
    const item = event.kind === "item.dismantled" ? this.world.states.knownItem(name) : null;
    return item !== null && !item.built.includes(event.item);
  }

  checkSeen({ seen, subjects }, at, tell) {
    if (!seen) return;
    const { subject } = subjects[0];
    const root = seen.size > at.index ? undefined : seen.size ? this.rootAt(seen.size) : EMPTY_ROOT;
    if (root === null) this.found.leave("BP-L004", subject, `#${seen.size}`, at.index);
    else if (root === undefined || toHex(root) !== seen.root) tell("BP-L004", subject, `${seen.size}`);
  }

  /** Ask a rule; where the file lacks what it has to know, it is open. */
  ask(code, { event, at }, rule) {
    try {
      return rule();
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      this.found.leave("rule", `${code} ${event.subjects[0].subject}`, error.message, at.index);
      return false;
    }
  }

  checkHolders(act, items, tell) {
    const { event, actor } = act;
    const { kind } = event;
    const { world } = this;
    const each = (code, rule) => {
      for (const name of this.ask(code, act, rule) || []) tell(code, name, event.actor);
    };
    each("BP-P002", () => movedByStrangers(world, event, items));
    each("BP-P003", () => namedByStrangers(event, actor));
    each("BP-H001", () => tornOut(event, items));
    const about = event.subjects[0].subject;
    const one = (code, isAsked, rule) => isAsked && this.ask(code, act, rule) && tell(code, about, event.actor);
    one("BP-L007", isParted(kind), () => isPartOfNone(event));
    one("BP-L008", isParted(kind), () => isOutOfPlace(event, world.states.consignment(about)));
    one("BP-E006", kind === "entry.annulled", () => isNotTheLast(world, event));
    one("BP-E007", kind === "amendment.agreed", () => isOvertaken(world, event));
  }

  /** BP-P001: who may sign the kinds that bind everybody. */
  checkSigner(act, items, tell) {
    const { event, actor } = act;
    if (!event.known.integrity) return;
    const roles = actor?.roles ?? [];
    const refuse = () => tell("BP-P001", event.subjects[0].subject, event.actor);
    if (event.known.roles.length && !event.known.roles.some((role) => roles.includes(role))) refuse();
    else if (this.ask("BP-P001", act, () => this.lacksPart(act, roles, items))) refuse();
  }

  lacksPart({ event, key }, roles, items) {
    const { kind, actor } = event;
    const isRegistrar = roles.includes("registrar");
    if (kind === "ledger.opened") return actor !== event.registrar.party || !event.registrar.roles.includes("registrar");
    if (OPERATOR_KINDS.includes(kind)) return key?.role !== "operator";
    if (kind === "party.key-confirmed") return actor !== event.party;
    if (KEY_KINDS.includes(kind)) return actor !== event.party && !isRegistrar;
    if (kind.startsWith("authorisation.")) {
      const grantor = this.world.grantors.get(event.subjects[0].subject);
      if (kind !== "authorisation.granted" && grantor !== undefined && grantor !== actor) return true;
      return !roles.includes("authority") && !event.transcription;
    }
    if (["party.amended", "party.site-opened", "party.site-closed"].includes(kind) && !isRegistrar) {
      return actor !== event.party || Boolean(event.roles ?? event.domains ?? event.gs1_prefixes);
    }
    return lacksPartInItem(this.world, event, items);
  }

  checkLedger({ event, at }, tell) {
    if (!event.known) return;
    if (event.kind === "ledger.time-marked" && event.ms < at.markMs) tell("BP-V011", event.actor, "");
    if (!this.allHeads) return;
    const isNumbered = OPERATOR_KINDS.includes(event.kind) && (event.number ?? null) !== null;
    const { subject } = event.subjects[0];
    if (isNumbered && event.number !== this.world.chain(subject).record.count + 1) tell("BP-V013", subject, `${event.number}`);
    if (event.kind !== "ledger.heads-committed") return;
    const root = this.allHeads.root(this.world.changed);
    this.world.changed = new Map();
    if (event.size !== at.index || event.root !== toHex(root)) tell("BP-V012", event.subjects[0].subject, "");
  }

  /** Wait for every signature. */
  async done() {
    await Promise.all(this.waiting);
  }
}

/** Tell whether the subjects are those that the fields of the event name, in their order. */
function isWhatChanges(event, names) {
  const expected = subjectsIn(event);
  return expected.length === names.length && expected.every((name, place) => name === names[place]);
}

/** Each role of a key signs its own kinds and no others (the program's rules/keys.py). */
function expectedRole(event, key, kid) {
  const { kind } = event;
  const { role } = key;
  if (OPERATOR_KINDS.includes(kind)) return "operator";
  if (!event.known) {
    const allowed = { ledger: ["operator", "daily"], party: ["recovery", "daily"] }[kind.split(".")[0]] ?? ["daily"];
    return allowed.includes(role) ? role : "daily";
  }
  if (!KEY_KINDS.includes(kind) || event.party !== event.actor) return "daily";
  if (kind === "party.key-revoked" && event.kid === kid) return ["daily", "recovery"].includes(role) ? role : "recovery";
  if (kind === "party.key-confirmed" && key.vouched !== "self") return "vouched";
  return "recovery";
}
