/**
 * What the statements of a file have said so far: the ledger, the parties with their keys, the chain of
 * every subject, and with whom things are. It is the part of the program's fold that integrity asks for.
 */

import { parseBase64url, toHex } from "./bytes.js";
import { CORRECTIONS } from "./corrections.js";
import { extendHead, noHead } from "./heads.js";
import { thumbprint } from "./keys.js";
import { dayStarts } from "./shape.js";
import { States } from "./states.js";

export const DAY_MS = 86400000;
/** Days for which what a key signed before its end still counts, where nothing else is said. */
export const GRACE_DAYS = 14;

/** Give the thumbprint of a key in its text form, in hex; null where it cannot be a key. */
export function printOf(algorithm, text) {
  try {
    const found = thumbprint(algorithm, parseBase64url(text, "key"));
    return found && toHex(found);
  } catch {
    return null;
  }
}

/** Parties, keys and chains below the next entry. */
export class World {
  /** `knows` tells whether a subject is whole or absent here, and not in doubt. */
  constructor(knows) {
    this.states = new States(knows);
    this.ledger = null;
    this.parties = new Map();
    this.chains = new Map();
    this.owners = new Map();
    this.grantors = new Map();
    this.events = new Map();
    this.changed = new Map();
  }

  /** Give the chain of a subject: its lanes, the digests of its main statements, what sort it is. */
  chain(name) {
    let found = this.chains.get(name);
    if (!found) {
      found = { main: noHead(), record: noHead(), acted: noHead(), digests: [], sort: "" };
      this.chains.set(name, found);
    }
    return found;
  }

  /** Give the chain of a subject that has an entry, or null. */
  knownChain(name) {
    const found = this.chains.get(name);
    return found?.sort ? found : null;
  }

  /** Add an event that stands in its place: states first, then chains, then what its actor did. */
  apply(event, at) {
    if (event.known) {
      this.foldSorts(event);
      FOLDS[event.kind]?.(this, event, at);
      CORRECTIONS[event.kind]?.(this, event, at);
      this.states.apply(event, at);
    }
    for (const link of event.subjects) {
      const chain = this.touch(link.subject);
      chain.sort ||= "?";
      if (link.lane === "main") chain.digests.push(at.digest);
      extendHead(chain[link.lane], at.digest);
    }
    extendHead(this.touch(event.actor).acted, at.digest);
    this.events.set(event.event_id, at.index);
  }

  touch(name) {
    const chain = this.chain(name);
    this.changed.set(name, chain);
    return chain;
  }

  foldSorts(event) {
    const { first, rest } = event.known;
    event.subjects.forEach(({ subject }, place) => {
      if (brings(event, place)) this.chain(subject).sort = place ? rest : first;
    });
    if (event.kind === "authorisation.granted") this.grantors.set(event.subjects[0].subject, event.actor);
  }

  addParty(card, index) {
    const keys = new Map();
    for (const key of card.keys ?? []) {
      const kid = printOf(key.alg, key.public);
      keys.set(kid, entryOf(key, index, "self"));
      this.own(kid, card.party);
    }
    const { roles, domains = [], gs1_prefixes: prefixes = [] } = card;
    this.parties.set(card.party, { roles, domains, prefixes, keys });
    this.chain(card.party).sort = "P";
  }

  own(kid, party) {
    if (!this.owners.has(kid)) this.owners.set(kid, party);
  }
}

/** Say which of its subjects an event brings into being. */
export function makesOf(event) {
  // Only the first part of an offer makes the consignment.
  if (event.kind === "consignment.offered") return (event.part ?? 1) === 1 ? "first" : "none";
  return event.known.creates;
}

/** Tell whether an event brings its subject at a place into being; place 0 is the first. */
export function brings(event, place) {
  const makes = makesOf(event);
  if (makes === "all") return true;
  if (makes !== (place ? "rest" : "first")) return false;
  // A part that was built into the pack has a chain already, and its link goes on with it.
  return event.kind !== "item.dismantled" || event.subjects[place].seq === 0;
}

function entryOf(card, index, vouched) {
  const { role, alg, public: text, until } = card;
  return { role, alg, public: text, until, added: index, vouched };
}

/** Tell whether a revocation changes anything of a key: a rotation can be cut short. */
function canBeRevoked(key, reason) {
  if (!key) return false;
  if (!("revoked" in key)) return true;
  if (reason === "compromised") return key.reason !== "compromised";
  return key.reason === "rotated" && reason !== "rotated";
}

/** What changes the ledger, a party or a key (the program's domain/fold_parties.py). */
const FOLDS = {
  "ledger.opened"(world, event, at) {
    world.ledger = {
      subject: event.subjects[0].subject,
      audience: `${event.origin}#${toHex(at.digest)}`,
      registrar: event.registrar.party,
      operator: event.operator_key.public,
      operatorKid: printOf("Ed25519", event.operator_key.public),
      publics: [event.checkpoint_key, event.operator_key, event.receipt_key],
      markMs: event.ms,
      rulebooks: new Set(),
    };
    world.addParty(event.registrar, at.index);
  },
  "ledger.time-marked"(world, event) {
    if (world.ledger) world.ledger.markMs = event.ms;
  },
  "rulebook.adopted"(world, event) {
    world.ledger?.rulebooks.add(event.digest);
  },
  "party.registered"(world, event, at) {
    world.addParty(event.card, at.index);
  },
  "party.amended"(world, event) {
    const party = world.parties.get(event.party);
    if (!party) return;
    const { roles, domains, gs1_prefixes: prefixes } = event;
    for (const [name, value] of Object.entries({ roles, domains, prefixes })) if (value) party[name] = value;
  },
  "party.key-added"(world, event, at) {
    const party = world.parties.get(event.party);
    if (!party) return;
    const kid = printOf(event.key.alg, event.key.public);
    const signer = event.actor === event.party ? party.keys.get(at.kid) : undefined;
    party.keys.set(kid, entryOf(event.key, at.index, signer?.vouched ?? "registrar"));
    world.own(kid, event.party);
  },
  "party.key-confirmed"(world, event) {
    const key = world.parties.get(event.party)?.keys.get(event.kid);
    if (key) key.vouched = "self";
  },
  "party.key-revoked"(world, event, at) {
    const key = world.parties.get(event.party)?.keys.get(event.kid);
    if (!canBeRevoked(key, event.reason)) return;
    key.revoked = at.index;
    key.reason = event.reason;
    key.revokedMs = event.ms;
    key.markMs = at.markMs;
    key.graceDays = event.grace_days ?? GRACE_DAYS;
  },
};

/** Tell whether the last day of a key is over for an event. */
export function hasEnded(key, event, markMs) {
  if (!key.until) return false;
  return event.event_time.slice(0, 10) > key.until || markMs >= dayStarts(key.until) + (1 + GRACE_DAYS) * DAY_MS;
}

/** Tell whether a revoked key may have signed this while it was in force. */
export function isInGrace(key, event, markMs) {
  return key.reason === "rotated" && event.ms < key.revokedMs && markMs - key.markMs <= key.graceDays * DAY_MS;
}

