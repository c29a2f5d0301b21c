/**
 * Whose things they are: BP-P002, BP-P003, BP-H001 and what of BP-P001 asks for the state of an item
 * (the program's rules/holders.py, lineage.py and signers.py). Each gives the subjects that it is
 * broken for, and raises NotHere where the file does not say what it would have to know.
 */

import { askedFor, signerOf, signerToAnnul } from "./corrections.js";
import { RECEPTIONS } from "./parts.js";
import { returnedBy } from "./states.js";

const MAKING = ["pack.manufactured", "pack.enrolled"];
/** Step of a consignment -> who signs it. */
const PARTS = {
  "consignment.collected": "carrier",
  "consignment.delivered": "carrier",
  "consignment.received": "consignee",
  "consignment.partially-received": "consignee",
  "consignment.rejected": "consignee",
  "consignment.transferred": "carrier",
  "consignment.returned": "consignor",
  "consignment.voided": "consignor",
  "treatment.certified": "consignee",
};
const OF_A_BATCH = ["batch.fed", "batch.output-weighed", "batch.closed"];
const ON_PAPER = "consignment.recorded-on-paper";
/** What the consignor signs of items that it has sent off. */
const OF_THE_CONSIGNOR = ["consignment.returned", ON_PAPER, "consignment.voided"];

/** List the items of an event that are known and exist, with their names. */
export function itemsOf(world, event) {
  const found = event.subjects.map(({ subject }) => [subject, world.knownChain(subject) && world.states.knownItem(subject)]);
  return found.filter(([, item]) => item);
}

/** BP-P002: the main lane takes events from who holds, carries, awaits or was let have the item. */
export function movedByStrangers(world, event, items) {
  const { kind, known, actor } = event;
  if (known.lane !== "main" || !"ICB".includes(known.first) || MAKING.includes(kind)) return [];
  const { states } = world;
  const found = [];
  if (kind in PARTS) {
    const load = states.consignment(event.consignment);
    const isNext = kind === "consignment.collected" && load?.transferTo;
    if (load && (isNext ? load.transferTo : load[PARTS[kind]]) !== actor) found.push(event.consignment);
  } else if (OF_A_BATCH.includes(kind)) {
    const batch = states.batches.get(event.batch);
    if (batch && batch.recycler !== actor) found.push(event.batch);
  } else if (kind === ON_PAPER) {
    const load = states.consignment(event.consignment);
    if (load && !isOtherSide(load, event)) found.push(event.consignment);
  }
  if (kind === "custody.claimed") return found;
  const excepted = exceptedIn(event);
  for (const [name, item] of items) {
    if (item.custodian === actor || excepted.includes(name)) continue;
    if (kind === "consignment.offered" || !hasPart(states, event, item)) found.push(name);
  }
  return found;
}

/** What was not offered lets its receiver in; what comes out of a pack was with whoever had the pack. */
function exceptedIn(event) {
  if (RECEPTIONS.includes(event.kind)) return surplusIn(event);
  return event.kind === "item.dismantled" ? returnedBy(event) : [];
}

const surplusIn = ({ lines }) => lines.filter(({ outcome }) => outcome === "surplus").map(({ item }) => item);

function hasPart(states, { kind, actor }, item) {
  const load = states.openConsignment(item);
  if (!load) return item.releasedTo === actor;
  if ([load.carrier, load.consignee, load.transferTo].includes(actor)) return true;
  return actor === load.consignor && OF_THE_CONSIGNOR.includes(kind);
}

/** Who writes a step down from paper has a part in the consignment, and another one. */
function isOtherSide(load, { step, actor }) {
  let own = step === "received" ? load.consignee : load.carrier;
  if (step === "collected") own = load.transferTo || own;
  return actor !== own && [load.consignor, load.carrier, load.consignee].includes(actor);
}

/** BP-H001: what is built into a pack goes with it, and comes out of it once. */
export function tornOut(event, items) {
  const { kind, known } = event;
  if (known.lane !== "main") return [];
  const taken = kind === "custody.claimed" ? event.items : RECEPTIONS.includes(kind) ? surplusIn(event) : [];
  const isParting = kind === "item.dismantled";
  const returned = isParting ? returnedBy(event) : [];
  const isBroken = ([name, item]) => {
    if (item.inside) return !taken.includes(name) && !(isParting && item.inside === event.item);
    return returned.includes(name) && item.built.includes(event.item);
  };
  return items.filter(isBroken).map(([name]) => name);
}

/** Tell whether the signer of a kind lacks the part in an item, or in a correction, that it asks for. */
export function lacksPartInItem(world, event, items) {
  const { kind, actor } = event;
  if (kind.startsWith("passport.") || kind === "label.applied") {
    const item = items.find(([name]) => name === event.item)?.[1];
    if (!item) return false;
    return kind === "label.applied" ? ![item.custodian, item.maker].includes(actor) : item.responsible !== actor;
  }
  if (kind === "entry.amended") return signerOf(world, event) !== actor;
  if (kind === "entry.annulled") return ![null, actor].includes(signerToAnnul(world, event));
  if (kind === "amendment.agreed") return !askedFor(world, event).includes(actor);
  return false;
}

/** Kind -> the names that it makes. */
const NAMES = {
  "pack.manufactured": ({ item }) => [item],
  "pack.enrolled": ({ item }) => [item],
  "pack.assembled": ({ item }) => [item],
  "passport.issued": ({ passport }) => [passport],
  "batch.output-weighed": ({ fractions }) => fractions.map(({ item }) => item),
  "item.dismantled"(event) {
    const returned = returnedBy(event);
    return event.children.map(({ item }) => item).filter((name) => !returned.includes(name));
  },
};

/** BP-P003: a name stands on a domain of the actor, and a GS1 number in it begins with its prefix. */
export function namedByStrangers(event, actor) {
  if (!actor || !(event.kind in NAMES)) return [];
  const isOwn = (name) => {
    const prefix = prefixIn(name);
    return actor.domains.includes(hostOf(name)) && (prefix === null || actor.prefixes.some((own) => prefix.startsWith(own)));
  };
  return NAMES[event.kind](event).filter((name) => !isOwn(name));
}

function hostOf(name) {
  if (name.startsWith("did:web:")) return name.slice(8).split(":")[0];
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(name)?.[1] ?? "";
  return authority.slice(authority.lastIndexOf("@") + 1).replace(/:[^:]*$/, "").toLowerCase();
}

const KEY =
  /\/(00|01|253|255|401|402|414|415|417|8003|8004|8006|8010|8013|8017|8018|sscc|gtin|gdti|gcn|ginc|gsin|gln|payTo|party|grai|giai|itip|cpid|gmn|gsrnp|gsrn)\/(?=([^/?#]+))/g;
/** Keys of GS1 in a path, by their numbers and short names: what a value of one looks like, and where the prefix begins. */
const FORMS = [
  [["00", "sscc", "8006", "itip"], /^[0-9]{18}$/, 1],
  [["01", "gtin"], /^([0-9]{8}|[0-9]{12,14})$/, 1],
  [["8003", "grai"], /^0[0-9]{13}/, 1],
  [["253", "gdti", "255", "gcn"], /^[0-9]{13}/, 0],
  [["414", "gln", "415", "payTo", "417", "party"], /^[0-9]{13}$/, 0],
  [["402", "gsin"], /^[0-9]{17}$/, 0],
  [["8017", "gsrnp", "8018", "gsrn"], /^[0-9]{18}$/, 0],
  [["401", "ginc", "8004", "giai", "8010", "cpid", "8013", "gmn"], /^[0-9]{4}/, 0],
];

/** Give what stands where a GS1 company prefix would, wherever in a path; null where nothing does. */
function prefixIn(name) {
  for (const [, code, value] of name.matchAll(KEY)) {
    const [, form, start] = FORMS.find(([codes]) => codes.includes(code));
    if (form.test(value)) return (FORMS[1][0].includes(code) ? value.padStart(14, "0") : value).slice(start);
  }
  return null;
}
