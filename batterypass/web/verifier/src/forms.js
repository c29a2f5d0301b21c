/** What the form of a kind asks for beside the types of its fields (the validators of the program's models). */

const isSame = (one, other) => one.length === other.length && one.every((value, place) => value === other[place]);
const isOnce = (list) => new Set(list).size === list.length;
const isNothing = (value) => value === undefined || value === null;
/** Characters of a public key in base64url, by its algorithm. */
const KEY_LENGTH = { Ed25519: 43, "P-256": 86 };
const isKey = ({ alg, public: text }) => text.length === KEY_LENGTH[alg];
const AMENDED = ["legal_name", "tax_id", "registrations", "roles", "domains", "gs1_prefixes"];

/** Kind -> whether a payload, whose fields are of their types, says something that can be. */
const FORMS = {
  "ledger.opened": ({ receipt_key: { alg, public: text }, registrar }) =>
    alg === (text.length > KEY_LENGTH.Ed25519 ? "P-256" : "Ed25519") && (registrar.keys ?? []).every(isKey),
  "party.registered": ({ card }) => (card.keys ?? []).every(isKey),
  "party.key-added": ({ key }) => isKey(key),
  "party.amended": (event) => AMENDED.some((name) => !isNothing(event[name])),
  "pack.assembled": ({ item, parents }) => isOnce([item, ...parents]),
  "pack.enrolled"(event, { details }) {
    const silent = details.filter((name) => isNothing(event[name]) || event[name] === "");
    return isSame(silent, details.filter((name) => (event.unknown ?? []).includes(name)));
  },
  "batch.fed": ({ composition_source: source, lines }) =>
    !isNothing(source) || lines.every((line) => !Object.keys(line.elements_kg ?? {}).length),
  "content.claimed"({ lines, shares = [], period_from: from, period_to: to }) {
    const elements = lines.map(({ element }) => element);
    const named = shares.map(({ element }) => element);
    return (
      isOnce(lines.map(({ item, element }) => `${element} ${item}`)) &&
      lines.every(({ mass_kg: mass }) => Number(mass) !== 0) &&
      from <= to &&
      isOnce(named) &&
      named.every((one) => elements.includes(one))
    );
  },
  "consignment.recorded-on-paper"({ step, lines = [], at_site: site, measured_mass_kg: mass }) {
    return (step === "delivered") !== lines.length > 0 && (step !== "received" || !(isNothing(site) || isNothing(mass)));
  },
  "consignment.partially-received"({ lines }) {
    const away = lines.filter(({ outcome }) => outcome === "rejected").length;
    return away > 0 && away < lines.length;
  },
  "entry.annulled": ({ annulled_subject: subject, items = [] }) => isOnce([subject, ...items]),
  "entry.amended"({ target_kind: kind, fields, items = [] }, { amendable }, fits) {
    const { fields: own, line, changes } = amendable[kind];
    const isRight = ({ field, item, new: value }) => {
      const form = isNothing(item) ? own : line;
      if (!form || value === null || (typeof value === "object" && !Array.isArray(value))) return false;
      return fits(form, field.split(".").reduceRight((inner, part) => ({ [part]: inner }), value));
    };
    if (!isOnce(fields.map(({ field, item }) => `${field} ${item ?? ""}`)) || !fields.every(isRight)) return false;
    if (changes === "any") return true;
    const changed = fields.filter(({ field, item }) => item && changes.includes(field.split(".")[0])).map(({ item }) => item);
    return isSame(items, [...new Set(changed)]);
  },
};

/** Tell whether a payload says what its kind can; `fits` tells whether a value has a form. */
export function isSayable(event, forms, fits) {
  const isAdmitted = ({ rule, reason }) => rule !== "*" || reason === "signed_offline";
  if (!(event.acknowledged ?? []).every(isAdmitted)) return false;
  return !Object.hasOwn(FORMS, event.kind) || FORMS[event.kind](event, forms, fits);
}

/** Write a local name as it stands in a subject. */
const quoted = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Kind -> the subjects, where their names are made of several fields. */
const SUBJECTS = {
  "ledger.opened": ({ origin, registrar }) => [`https://${origin}`, registrar.party],
  "authorisation.granted": ({ actor, scheme, number }) => [`${actor}#authorisation/${quoted(scheme)}/${quoted(number)}`],
  "batch.opened": ({ actor, batch }) => [`${actor}#batch/${quoted(batch)}`],
  "consignment.offered": ({ actor, consignment, items }) => [
    `${actor}#consignment/${quoted(consignment)}`,
    ...items.map(({ item }) => item),
  ],
  "content.claimed": ({ lines }) => [...new Set(lines.map(({ item }) => item))],
};

/** Give the subjects that the fields of an event name, in their order. */
export function subjectsIn(event) {
  if (Object.hasOwn(SUBJECTS, event.kind)) return SUBJECTS[event.kind](event);
  return event.known.changes.flatMap((path) =>
    path.split(".").reduce(
      (values, step) => values.flatMap((value) => value?.[step.replace("[]", "")] ?? []),
      [event],
    ),
  );
}
