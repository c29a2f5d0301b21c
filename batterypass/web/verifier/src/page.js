/** The page: choosing files, and what follows from that. `TABLES` and `given` stand in the page as data. */

import { parseBase64, utf8 } from "./bytes.js";
import { greyOf, readCodes } from "./qr_find.js";
import { LANGUAGES, say } from "./texts.js";
import { describeTrust, sortOf, verifyBytes } from "./verify.js";
import { answerView, detailViews, make } from "./view.js";

const state = { lang: "es", trust: null, keys: null, isOwn: false, trustProblem: "", name: "", bytes: null, verdict: null };
const byId = (id) => document.getElementById(id);

/** Judge bytes as the page does, of a picture what its code holds; tests call it too. */
async function judge(bytes, trust = state.trust) {
  const given = { trust, keys: state.keys, tables: TABLES };
  if (sortOf(bytes) !== "picture") return verifyBytes(bytes, given);
  const codes = await codesIn(bytes);
  const ours = codes.find((code) => sortOf(code) === "code");
  if (ours) return verifyBytes(ours, given);
  const reason = codes.length ? "why-other-code" : "why-no-code";
  const problem = codes.length ? new TextDecoder().decode(codes[0]).slice(0, 120) : "";
  return { kind: "picture", authentic: null, unreadable: true, reason, problem, checks: [], findings: [], open: [] };
}

/** Give the bytes of every QR symbol in a picture that can be read. */
async function codesIn(bytes) {
  let picture;
  try {
    picture = await createImageBitmap(new Blob([bytes]));
  } catch {
    return [];
  }
  const { width, height } = picture;
  const canvas = make("canvas", { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  return readCodes(greyOf(context.getImageData(0, 0, width, height).data, width, height), TABLES.qr);
}

function sayTrust() {
  const { lang } = state;
  if (state.trustProblem) return say("trust-bad", lang, { what: state.trustProblem });
  if (!state.trust) return say("trust-none", lang);
  const what = describeTrust(state.trust).map(([origin, id]) => `${origin} (${id})`).join(", ");
  const base = say(state.isOwn ? "trust-in-page" : "trust-named", lang, { what });
  if (!state.keys) return `${base}.`;
  const count = Object.keys(state.keys.parties).length;
  return `${base} ${say("keys-in-page", lang, { count, size: state.keys.size })}.`;
}

function show() {
  const { lang, verdict, name } = state;
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say, lang);
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", `${button.dataset.lang === lang}`);
  }
  byId("trusted").textContent = sayTrust();
  byId("answer").replaceChildren(...(verdict ? answerView(verdict, name, lang) : []));
  byId("details").replaceChildren(...(verdict ? detailViews(verdict, lang, TABLES.titles) : []));
}

async function check() {
  if (!state.bytes) {
    show();
    return;
  }
  state.verdict = null;
  show();
  byId("answer").textContent = say("working", state.lang, { what: state.name });
  const { bytes } = state;
  const verdict = await judge(bytes).catch(faultIn);
  if (bytes !== state.bytes) return;
  state.verdict = verdict;
  show();
  byId("answer").focus();
}

/** A fault of the page is no verdict, and nobody waits for one. */
function faultIn(error) {
  const problem = `${error?.name}: ${error?.message}`.slice(0, 120);
  return { kind: "bundle", authentic: null, unreadable: true, reason: "why-fault", problem, checks: [], findings: [], open: [] };
}

function takeTrust(bytes, isOwn = false) {
  try {
    describeTrust(bytes);
    Object.assign(state, { trust: bytes, isOwn, trustProblem: "" });
  } catch (error) {
    Object.assign(state, { trust: null, trustProblem: error.message });
  }
}

async function take(files) {
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (sortOf(bytes) === "trust") takeTrust(bytes);
    else Object.assign(state, { bytes, name: file.name });
  }
  await check();
}

function start() {
  const speaks = navigator.languages.map((one) => one.slice(0, 2)).find((one) => LANGUAGES.includes(one));
  state.lang = speaks ?? LANGUAGES[0];
  const given = JSON.parse(byId("given").textContent);
  if (given) {
    state.keys = given.keys ?? null;
    if (given.trust) takeTrust(utf8(given.trust), true);
  }
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => {
      state.lang = button.dataset.lang;
      show();
    });
  }
  byId("file").addEventListener("change", (event) => take(event.target.files));
  byId("trust").addEventListener("change", async (event) => {
    for (const file of event.target.files) takeTrust(new Uint8Array(await file.arrayBuffer()));
    await check();
  });
  const drop = byId("drop");
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
  show();
}

start();
/** What a test drives: the same functions that the page calls. */
globalThis.batterypass = Object.freeze({
  parseBase64,
  judge,
  codesIn,
  show: async (name, bytes, trust, lang) => {
    Object.assign(state, { name, bytes, lang: lang ?? state.lang });
    if (trust) takeTrust(trust);
    await check();
  },
});
