/** Showing a verdict. Everything is made of nodes and texts; nothing from a file is ever read as HTML. */

import { say, signOf, titleOf } from "./texts.js";

const SHOWN = 12;

/** Make an element with attributes and children; children are nodes or texts. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Of what cannot be read there is no verdict: it is neither true nor false nor open. */
const isDamaged = ({ unreadable, reason }) => unreadable && reason === "why-unreadable";
const answerOf = (value) => (value === null ? "open" : value ? "yes" : "no");

function marked(value, lang, ...children) {
  const { sign, word } = signOf(answerOf(value), lang);
  return make("li", {}, make("span", { class: "sign", role: "img", "aria-label": word }, sign), ...children);
}

/** Say in one line why the word is what it is. */
function reasonOf(verdict) {
  const { authentic, open = [], trust } = verdict;
  if (verdict.unreadable) return verdict.reason;
  if (authentic) return verdict.kind === "bundle" ? "why-yes" : "why-yes-paper";
  if (authentic === false) return "why-no";
  const lacking = open.find(({ what }) => what === "signature");
  if (lacking) return `why-${lacking.missing}`;
  if (open.some(({ what }) => what === "data")) return "paper.data-missing";
  if (trust === "none") return "why-no-trust";
  if (trust !== "pinned") return `why-${trust}`;
  return open.some(({ what }) => what === "key") ? "why-key" : "why-missing";
}

/** Give the word of a verdict, or that there is none, and for a paper the five lines that a person at the roadside needs. */
export function answerView(verdict, name, lang) {
  const answer = isDamaged(verdict) ? "unread" : answerOf(verdict.authentic);
  const { sign } = signOf(answer, lang);
  const word = make(
    "div",
    { class: `word ${answer}` },
    make("span", { class: "sign", "aria-hidden": "true" }, sign),
    make(
      "div",
      {},
      make("strong", {}, say(`word-${answer}`, lang)),
      make("span", {}, say(reasonOf(verdict), lang, { what: verdict.problem })),
      make("div", { class: "hint" }, name),
    ),
  );
  return verdict.says ? [word, paperLines(verdict, lang)] : [word];
}

const hostOf = (url) => /^https:\/\/([^/#]+)/.exec(url ?? "")?.[1] ?? url;

function paperLines({ says, origin, size, entry }, lang) {
  const none = say("unnamed", lang);
  const kind = say(says.document_kind, lang);
  const { number, count, mass_kg: mass, date } = says;
  const from = says.consignor ?? hostOf(says.about) ?? none;
  const to = says.consignee ?? none;
  const lines = [
    ["who", says.actor],
    ["what", say("what-line", lang, { kind, number, count, mass, date })],
    ["un", (says.un_lines ?? []).join(", ") || none],
    ["way", says.carrier ? say("carried", lang, { from, to, carrier: says.carrier }) : `${from} – ${to}`],
    ["proof", say("proof-line", lang, { entry, origin, size })],
  ];
  return make("dl", {}, ...lines.flatMap(([key, text]) => [make("dt", {}, say(key, lang)), make("dd", {}, text)]));
}

/** Give what stands below: what is wrong, what is missing, each check, and the ledger. */
export function detailViews(verdict, lang, titles) {
  const views = [];
  if (verdict.unreadable) {
    views.push(make("p", {}, make("code", {}, verdict.problem)));
    return views;
  }
  const wrong = verdict.findings.map((one) =>
    marked(false, lang, titleOf(one.code, lang, titles), " ", aboutOf(one, lang)),
  );
  const missing = verdict.open.map(({ what, missing: name }) =>
    marked(null, lang, say(`open-${what}`, lang, { missing: name })),
  );
  const checks = verdict.checks.map((one) =>
    marked(one.ok, lang, say(`check-${one.name}`, lang, { number: one.number })),
  );
  for (const [title, lines] of [["wrong", wrong], ["missing", missing], ["checks", checks]]) {
    if (!lines.length) continue;
    const rest = lines.length - SHOWN;
    const more = rest > 0 && title !== "checks" ? [make("li", {}, say("more", lang, { count: rest }))] : [];
    const shown = title === "checks" ? lines : lines.slice(0, SHOWN);
    views.push(make("h2", {}, say(title, lang)), make("ul", {}, ...shown, ...more));
  }
  views.push(make("h2", {}, say("ledger", lang)), ledgerView(verdict, lang));
  return views;
}

function aboutOf({ code, subject, entry, why }, lang) {
  const parts = [code, entry === null ? "" : say("entry", lang, { entry }), subject, why];
  return make("code", {}, parts.filter(Boolean).join(" · "));
}

function ledgerView(verdict, lang) {
  const grouped = (hex) => (hex ?? "").replace(/(.{8})(?=.)/g, "$1 ");
  const rows = [
    ["origin", verdict.origin],
    ["size", `${verdict.size}`],
    ["key-id", verdict.logKey],
    ["key-print", grouped(verdict.logPrint)],
    ["root", grouped(verdict.root)],
    ["witnesses", verdict.seen.join(", ")],
  ];
  return make(
    "dl",
    {},
    ...rows.filter(([, text]) => text).flatMap(([key, text]) => [
      make("dt", {}, say(key, lang)),
      make("dd", {}, make("code", {}, text)),
    ]),
  );
}
