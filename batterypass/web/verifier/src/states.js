/**
 * What the statements have said of items, consignments and batches so far: with whom an item is, what
 * is on its way, what is inside what. It is the part of the program's fold that says whose things they
 * are; masses, readings and lives are none of its business.
 */

import { forgetPart, isWholeStep, takePart } from "./parts.js";

/** What is thrown where something that a rule has to know is not in the file. */
export class NotHere extends Error {}

/** States of a consignment in which nothing of it is on its way. */
const OVER = ["received", "returned", "voided"];
/** How far a consignment has come; a step that was recorded late never brings it back. */
const RANK = {
  offering: -1, offered: 0, in_transit: 1, delivered: 2, received: 3, partially_received: 3, rejected: 3, returned: 4, voided: 5,
};
/** Where an item is and with whom: what a step changes, and its annulment gives back. */
const PLACE = ["custodian", "place", "consignment", "releasedTo", "unconfirmed", "inside"];
/** What a kind that can be annulled changes of each item. */
const CHANGED = {
  "pack.placed-on-market": [],
  "pack.installed": ["place"],
  "pack.removed": ["place"],
  "pack.repaired": [],
  "pack.exported": ["place", "releasedTo", "said"],
  "pack.lost": ["place", "releasedTo", "said"],
  "pack.stolen": ["place", "releasedTo", "said"],
  "pack.found": ["place", "consignment"],
  "content.claimed": [],
  "item.declared-waste": ["said"],
  "item.disposed": [],
  "custody.released": ["releasedTo"],
  "custody.accepted": ["custodian", "releasedTo", "unconfirmed"],
  "custody.claimed": PLACE,
};
/** Places that nothing leaves as a whole. */
const NO_MORE = ["dismantled", "in_batch"];

const pick = (state, names) => Object.fromEntries(names.map((name) => [name, state[name]]));
export const wordOf = (event) => event.kind.slice(event.kind.indexOf(".") + 1);

function newItem(custodian, actor, more = {}) {
  return {
    custodian, maker: actor, responsible: actor, sort: "pack", place: "in_stock", consignment: "", releasedTo: "", unconfirmed: false,
    inside: "", built: [], passport: "", assessed: null, assessedMs: 0, said: {}, undo: null, corrections: [], ...more,
  };
}

function newConsignment(more = {}) {
  return {
    state: "offering", consignor: "", carrier: "", consignee: "", transferTo: "", outcomes: new Map(), entries: {}, parts: {},
    said: {}, after: {}, undo: null, corrections: [], ...more,
  };
}

/** States of subjects; of one that the file does not know nothing is kept. */
export class States {
  /** `knows` tells whether a subject is whole or absent here. */
  constructor(knows) {
    this.knows = knows;
    this.items = new Map();
    this.consignments = new Map();
    this.batches = new Map();
  }

  /** Give an item to change; one that is beside is a blank that nobody reads again. */
  item(name) {
    return (this.knows(name) && this.items.get(name)) || newItem("", "");
  }

  /** Give a consignment to change; a blank one of an entry that was not judged. */
  load(name) {
    return (this.knows(name) && this.consignments.get(name)) || newConsignment();
  }

  /** Give an item that is known and exists, or null. */
  knownItem(name) {
    return (this.knows(name) && this.items.get(name)) || null;
  }

  /** Give a consignment or null. Raises NotHere where the file does not say. */
  consignment(name) {
    if (!this.knows(name)) throw new NotHere(name);
    return this.consignments.get(name) ?? null;
  }

  /** Give the consignment in which an item is on its way, or null. Raises NotHere. */
  openConsignment(item) {
    const found = item.consignment ? this.consignment(item.consignment) : null;
    return found && !OVER.includes(found.state) ? found : null;
  }

  /** Give what keeps corrections under a name, a consignment, an item or a batch, or null. Raises NotHere. */
  corrected(name) {
    return this.consignment(name) ?? this.items.get(name) ?? this.batches.get(name) ?? null;
  }

  /** Let an event change what it changes. */
  apply(event, at) {
    FOLDS[event.kind]?.(this, event, at);
  }
}

/** Name the parts that an event takes out of a pack again: they have a chain already. */
export function returnedBy(event) {
  return event.children.map(({ item }) => item).filter((_, place) => event.subjects[place + 1]?.seq);
}

const isApart = (item) => item.place === "dismantled";

function takeOver(item, party, isConfirmed = true) {
  Object.assign(item, { custodian: party, releasedTo: "", unconfirmed: !isConfirmed });
}

function leavePack(item) {
  if (item.inside) Object.assign(item, { inside: "", place: "in_stock" });
}

/** Keep who signed what can be corrected later, and where it stands in the chain. */
function noteSaid(state, event, { seq }) {
  const word = wordOf(event);
  const before = state.said[word];
  const isPart = (event.parts ?? null) !== null;
  const earlier = isPart && before ? [...before.earlier, before.seq] : [];
  state.said = { ...state.said, [word]: { seq, by: event.actor, earlier } };
}

/** Keep where a step of a batch stands in its chain; one that weighs brings fractions, and is not annulled. */
function noteStep(states, event) {
  const batch = states.batches.get(event.batch);
  if (!batch) return;
  const { seq } = event.subjects[0];
  const word = wordOf(event);
  const { steps } = batch;
  batch.steps = { ...steps, [word]: [...(steps[word] ?? []), seq] };
  const isMaking = word === "output-weighed";
  batch.undo = isMaking ? null : { kind: event.kind, seq, by: event.actor, count: event.subjects.length, before: { steps } };
}

/** Change each item of an event whose subjects are its items, and keep what can be annulled. */
function eachItem(change) {
  return (states, event, at) => {
    event.subjects.forEach((link) => {
      const item = states.item(link.subject);
      const before = pick(item, CHANGED[event.kind]);
      change(item, event, link, at);
      item.undo = { kind: event.kind, seq: link.seq, by: event.actor, count: event.subjects.length, before };
    });
  };
}

const nothing = eachItem(() => {});

const left = eachItem((item, event, link) => {
  noteSaid(item, event, link);
  if (NO_MORE.includes(item.place)) return;
  item.place = event.kind === "pack.exported" ? "exported" : "lost";
  item.releasedTo = "";
});

/** Begin a step: keep what consignment and items are like before it. */
function begin(states, event, step) {
  const state = states.load(event.consignment);
  const { state: at, carrier, transferTo, entries, outcomes, said } = state;
  state.undo = {
    kind: event.kind, seq: event.subjects[0].seq, by: event.actor, count: event.subjects.length, step,
    isPart: Boolean(event.part), before: { state: at, carrier, transferTo, entries, outcomes: new Map(outcomes), said },
    places: new Map(event.subjects.slice(1).map(({ subject }) => [subject, pick(states.item(subject), PLACE)])),
  };
  return state;
}

function bringOn(state, event, reached, at, word = wordOf(event)) {
  if (RANK[reached] > RANK[state.state]) state.state = reached;
  state.entries = { ...state.entries, [word]: at.index };
}

/** Take a step that comes whole or in parts: give what it reaches, empty while parts are to come. */
const takeStep = (state, event, reached, at) => ((event.parts ?? null) === null ? reached : takePart(state, event, at.index, reached));

function takeGatePart(state, event, reached, at) {
  const found = takeStep(state, event, reached, at);
  if (found) bringOn(state, event, found, at, found.replace("_", "-"));
}

function goOnWith(state, carrier) {
  Object.assign(state, { carrier, transferTo: "" });
}

/** Somebody's word on paper moves an item only if he has it, or paper said where it is. */
const mayWrite = (item, event) => item.custodian === event.actor || item.unconfirmed;

function load(states, event, names, carrier, isConfirmed = true) {
  for (const name of names) {
    const item = states.item(name);
    const isThere = item.consignment === event.consignment && !isApart(item);
    if (!isThere || !(isConfirmed || mayWrite(item, event))) continue;
    takeOver(item, carrier, isConfirmed);
    item.place = "in_transit";
  }
}

function leaveBehind(states, state, event, names) {
  for (const name of names) {
    const item = states.item(name);
    if (item.consignment === event.consignment) {
      item.consignment = "";
      if (item.place === "in_transit") item.place = "in_stock";
    }
    if (state.outcomes.has(name)) state.outcomes.set(name, "not_loaded");
  }
}

function arrive(states, state, event, consignee, isConfirmed = true) {
  for (const line of event.lines) {
    const item = states.item(line.item);
    state.outcomes.set(line.item, line.outcome);
    if (isConfirmed || mayWrite(item, event)) takeLine(event, line, item, consignee, isConfirmed);
  }
}

function takeLine(event, { outcome }, item, consignee, isConfirmed) {
  const isOurs = item.consignment === event.consignment;
  if (isApart(item)) {
    if (isOurs) item.consignment = "";
    return;
  }
  // What is missing or was turned away stays with the carrier; what was not in the load moves as surplus only.
  if (["missing", "rejected"].includes(outcome) || (outcome !== "surplus" && !isOurs)) return;
  leavePack(item);
  takeOver(item, consignee, isConfirmed);
  Object.assign(item, { consignment: "", place: "in_stock" });
}

function receive(states, event, at) {
  const word = wordOf(event);
  const state = begin(states, event, word);
  const reached = word.replace("-", "_");
  if ((event.parts ?? null) === null) bringOn(state, event, reached, at);
  else takeGatePart(state, event, reached, at);
  noteSaid(state, event, event.subjects[0]);
  arrive(states, state, event, event.actor);
}

const ON_PAPER = { collected: "in_transit", delivered: "delivered", received: "received" };

function recordOnPaper(states, event, at) {
  const { step, lines = [] } = event;
  const state = begin(states, event, step);
  const isWhole = (event.parts ?? null) === null;
  if (isWhole || step !== "received") {
    const reached = takeStep(state, event, ON_PAPER[step], at);
    if (reached) bringOn(state, event, reached, at);
  } else {
    takeGatePart(state, event, "received", at);
  }
  const party = step === "received" ? state.consignee : state.transferTo || state.carrier;
  const isDone = isWhole || isWholeStep(state.parts[step]);
  if (isDone) state.entries = { ...state.entries, [step]: at.index };
  if (step === "received") arrive(states, state, event, party, false);
  if (step !== "collected") return;
  if (isDone && state.transferTo) goOnWith(state, party);
  const names = (isMissing) => lines.filter(({ outcome }) => (outcome === "missing") === isMissing).map(({ item }) => item);
  load(states, event, names(false), party, false);
  leaveBehind(states, state, event, names(true));
}

function makePack(states, event, more = {}) {
  states.items.set(event.item, newItem(event.actor, event.actor, more));
}

function noteAfter(states, event, at) {
  const state = states.load(event.consignment);
  state.after = { ...state.after, [wordOf(event)]: at.index };
}

const liveAgain = (states, event) => {
  states.item(event.item).responsible = event.actor;
};

/** Kind -> what it changes (the program's domain/fold_*.py). */
const FOLDS = {
  "pack.manufactured": (states, event) => makePack(states, event),
  "pack.enrolled": (states, event) => makePack(states, event),
  "pack.assembled"(states, event) {
    makePack(states, event, { isAssembled: true });
    noteSaid(states.items.get(event.item), event, event.subjects[0]);
    for (const name of event.parents) {
      const item = states.item(name);
      Object.assign(item, { inside: event.item, place: "in_use", releasedTo: "", built: [...item.built, event.item] });
    }
  },
  "passport.issued"(states, event) {
    Object.assign(states.item(event.item), { passport: event.passport, responsible: event.actor });
  },
  "passport.handed-over"(states, event) {
    const item = states.item(event.item);
    if (event.passport === item.passport) item.responsible = event.to;
  },
  "pack.placed-on-market": nothing,
  "pack.repaired": nothing,
  "item.disposed": nothing,
  "content.claimed": nothing,
  "pack.installed": eachItem((item) => {
    item.place = "in_use";
  }),
  "pack.removed": eachItem((item) => {
    item.place = "in_stock";
  }),
  "pack.exported": left,
  "pack.lost": left,
  "pack.stolen": left,
  "pack.found": eachItem((item) => {
    if (!NO_MORE.includes(item.place)) item.place = "in_stock";
    item.consignment = "";
  }),
  "pack.prepared-for-reuse": liveAgain,
  "pack.repurposed": liveAgain,
  "pack.remanufactured": liveAgain,
  "item.assessed"(states, event, at) {
    const item = states.item(event.item);
    const readMs = Math.min(event.ms, at.markMs);
    if (readMs >= item.assessedMs) Object.assign(item, { assessedMs: readMs, assessed: { digest: at.digest, by: event.actor } });
  },
  "item.declared-waste": eachItem((item, event, link) => noteSaid(item, event, link)),
  "item.dismantled"(states, event) {
    const parent = states.item(event.item);
    noteSaid(parent, event, event.subjects[0]);
    parent.place = "dismantled";
    const returned = new Set(returnedBy(event));
    for (const { item: name, item_kind: sort } of event.children) {
      if (returned.has(name)) {
        const item = states.item(name);
        leavePack(item);
        Object.assign(item, { custodian: parent.custodian, responsible: event.actor });
      } else {
        states.items.set(name, newItem(parent.custodian, event.actor, { maker: parent.maker, sort }));
      }
    }
  },
  "batch.opened"(states, event) {
    states.batches.set(event.subjects[0].subject, { recycler: event.actor, steps: {}, undo: null, corrections: [] });
  },
  "batch.fed"(states, event) {
    noteStep(states, event);
    for (const link of event.subjects.slice(1)) {
      const item = states.item(link.subject);
      const before = pick(item, ["place", "releasedTo"]);
      Object.assign(item, { place: "in_batch", releasedTo: "" });
      item.undo = { kind: event.kind, seq: link.seq, by: event.actor, count: event.subjects.length, before };
    }
  },
  "batch.closed": noteStep,
  "batch.output-weighed"(states, event) {
    noteStep(states, event);
    const recycler = states.batches.get(event.batch)?.recycler ?? "";
    for (const { item } of event.fractions) states.items.set(item, newItem(recycler, event.actor, { sort: "fraction" }));
  },
  "consignment.offered"(states, event, at) {
    const { subject } = event.subjects[0];
    const isWhole = (event.parts ?? null) === null;
    if ((event.part ?? 1) === 1) {
      const state = isWhole ? "offered" : "offering";
      const { actor: consignor, carrier, consignee } = event;
      states.consignments.set(subject, newConsignment({ state, consignor, carrier, consignee, entries: { offered: at.index } }));
    }
    const state = states.load(subject);
    for (const { item } of event.items) state.outcomes.set(item, "");
    const reached = isWhole ? "" : takePart(state, event, at.index, "offered");
    if (reached) Object.assign(state, { state: reached, entries: { ...state.entries, offered: at.index } });
    for (const { item } of event.items) states.item(item).consignment = subject;
  },
  "consignment.collected"(states, event, at) {
    const state = begin(states, event, "collected");
    const reached = takeStep(state, event, "in_transit", at);
    if (reached) {
      bringOn(state, event, reached, at);
      if (state.transferTo === event.actor) goOnWith(state, event.actor);
    }
    load(states, event, event.loaded, event.actor);
    leaveBehind(states, state, event, event.not_loaded ?? []);
  },
  "consignment.delivered"(states, event, at) {
    bringOn(begin(states, event, "delivered"), event, "delivered", at);
  },
  "consignment.received": receive,
  "consignment.partially-received": receive,
  "consignment.rejected"(states, event, at) {
    const state = begin(states, event, "rejected");
    if ((event.parts ?? null) === null) bringOn(state, event, "rejected", at);
    else takeGatePart(state, event, "rejected", at);
    for (const name of event.items) if (state.outcomes.has(name)) state.outcomes.set(name, "rejected");
  },
  "consignment.returned"(states, event, at) {
    const state = begin(states, event, "returned");
    for (const name of event.items) {
      const item = states.item(name);
      const isThere = item.consignment === event.consignment && !isApart(item);
      if (!isThere || state.outcomes.get(name) !== "rejected") continue;
      takeOver(item, event.actor);
      Object.assign(item, { consignment: "", place: "in_stock" });
      state.outcomes.set(name, "returned");
    }
    const isAll = [...state.outcomes.values()].every((outcome) => ["returned", "not_loaded"].includes(outcome));
    bringOn(state, event, state.state === "rejected" && isAll ? "returned" : state.state, at);
  },
  "consignment.transferred"(states, event, at) {
    const state = begin(states, event, "transferred");
    bringOn(state, event, "in_transit", at);
    state.transferTo = event.to;
    state.undo.isPart ||= Boolean(state.parts.collected);
    forgetPart(state, "collected");
  },
  "consignment.voided"(states, event, at) {
    const state = begin(states, event, "voided");
    const isFree = ["offering", "offered"].includes(state.state);
    const reached = takeStep(state, event, isFree ? "voided" : state.state, at);
    if (reached) bringOn(state, event, reached, at);
    if (!isFree) return;
    for (const name of event.items) {
      const item = states.item(name);
      if (item.consignment === event.consignment) item.consignment = "";
    }
  },
  "consignment.recorded-on-paper": recordOnPaper,
  "consignment.countersigned"(states, event) {
    for (const name of event.items) {
      const item = states.item(name);
      if (item.custodian === event.actor) item.unconfirmed = false;
    }
  },
  "manifest.original-returned": noteAfter,
  "manifest.exception-reported": noteAfter,
  "treatment.certified": noteAfter,
  "custody.released": eachItem((item, event) => {
    if (item.custodian === event.actor && !item.consignment) item.releasedTo = event.to;
  }),
  "custody.accepted": eachItem((item, event) => {
    const wasLet = item.releasedTo === event.actor && item.custodian === event.released_by;
    if (wasLet && !isApart(item)) takeOver(item, event.actor);
  }),
  "custody.claimed": eachItem((item, event) => {
    if (isApart(item)) return;
    leavePack(item);
    takeOver(item, event.actor);
    item.consignment = "";
    if (["in_transit", "exported", "lost"].includes(item.place)) item.place = "in_stock";
  }),
};
