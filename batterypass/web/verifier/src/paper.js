/**
 * The code on a paper, and the signed entries inside a PDF: they prove themselves, with no network
 * (docs/formats/paper-code.md, paper-files.md).
 */

import { Broken, Malformed, Undecided, parseBase64url, same, toHex } from "./bytes.js";
import { parseCbor } from "./cbor.js";
import { Found } from "./found.js";
import { readStatement } from "./judge.js";
import { ALGORITHMS, isSignature } from "./keys.js";
import { leafHash, verifyInclusion } from "./merkle.js";
import { checkpointIn, parseNote } from "./note.js";
import { openPdf } from "./pdf.js";
import { openTrusted } from "./policy.js";
import { parseProof } from "./proof.js";
import { hasEnded } from "./world.js";

const LABEL = "batterypass/paper/v1";
const CODE_FILE = "paper.cbor";
const ENTRY = /^([0-9]{1,18})(\.cose|\.tlog-proof)$/;
const MAX_CODE = 2300;

/** Read the code of a paper: statement, index, path and checkpoint. Raises Malformed. */
export function parsePaperCode(bytes) {
  const parts = parseCbor(bytes, { maxBytes: MAX_CODE, maxDepth: 3 });
  const [label, statement, index, path, checkpoint] = Array.isArray(parts) && parts.length === 5 ? parts : [];
  const isBytes = [statement, path, checkpoint].every((part) => part instanceof Uint8Array);
  if (label !== LABEL || !isBytes || !Number.isInteger(index) || index < 0 || path.length % 32) {
    throw new Malformed("paper code: not its one form");
  }
  const hashes = [];
  for (let at = 0; at < path.length; at += 32) hashes.push(path.subarray(at, at + 32));
  return { statement, index, path: hashes, checkpoint };
}

/** Verify what the code on a paper holds. */
export async function verifyCode(bytes, trust, keys, tables) {
  const code = parsePaperCode(bytes);
  const proofs = [{ ...code, entry: code.index, raw: code.statement, name: CODE_FILE }];
  return judgePaper("code", code, proofs, { condition: "none", trust, keys, tables });
}

/** Verify the signed entries inside a PDF. Raises Malformed where it carries none. */
export async function verifyPdf(bytes, trust, keys, tables) {
  const { condition, files } = openPdf(bytes);
  const body = files?.get(CODE_FILE);
  if (condition === "whole" && !body) throw new Malformed("paper.draft");
  if (!body) return judgePaper("pdf", null, [], { condition, trust, keys, tables });
  const found = new Found();
  const proofs = [];
  let code = null;
  try {
    code = parsePaperCode(body);
    proofs.push({ ...code, entry: code.index, raw: code.statement, name: CODE_FILE });
    for (const [name, raw] of files) {
      const entry = ENTRY.exec(name);
      if (entry?.[2] === ".tlog-proof" && !files.has(`${Number(entry[1])}.cose`)) {
        found.add("paper.data-lacks", "", Number(entry[1]), name);
      }
      if (entry?.[2] !== ".cose") continue;
      const number = Number(entry[1]);
      const file = `${number}.tlog-proof`;
      const proof = parseProof(files.get(file) ?? new Uint8Array());
      if (proof.index !== number) found.add("paper.other-proof", "", number, file);
      proofs.push({ ...proof, entry: number, raw, name: file });
    }
    const inFile = files.get(`${code.index}.cose`);
    if (!inFile || !same(inFile, code.statement)) found.add("paper.other-bytes", "", code.index);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    found.add("paper.data-unreadable", "", null, error.message);
  }
  return judgePaper("pdf", code, proofs, { condition, trust, keys, tables, found });
}

async function judgePaper(kind, code, proofs, { condition, trust, keys, tables, found = new Found() }) {
  if (condition === "changed" || condition === "added") found.add(`paper.print-${condition}`, "");
  if (!code && !found.findings.length) found.leave("data", "paper.data-missing", "paper.data-missing");
  const reading = code ? readStatement(code.statement, tables) : null;
  if (code && reading.event?.kind !== "document.prepared") {
    found.add(reading.code || "BP-S002", "", code.index, reading.problem || "document.prepared");
  }
  let tip = null;
  const vouched = new Set();
  for (const proof of proofs) {
    try {
      tip ??= checkpointIn(proof.checkpoint);
      const { origin } = checkpointIn(proof.checkpoint);
      if (origin !== tip.origin) found.add("paper.data-two-logs", origin, proof.entry, proof.name);
      await lead(proof, trust, found, vouched);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      found.add("paper.data-unreadable", "", proof.entry, error.message);
    }
    await checkSigner(proof, tip, keys, found, tables);
  }
  if (proofs.length && vouched.size === proofs.length) found.trust = "pinned";
  return verdictOn(kind, { code, proofs, condition, tip, says: reading?.event ?? null, found });
}

/** Lead from an entry to its checkpoint, and that to the trust file. */
async function lead({ raw, entry, path, checkpoint, name }, trust, found, vouched) {
  let tip = checkpointIn(checkpoint);
  try {
    if (trust) {
      tip = (await openTrusted(checkpoint, trust, tip.origin)).checkpoint;
      vouched.add(name);
    }
  } catch (error) {
    if (error instanceof Undecided) found.trust = error.message;
    else if (error instanceof Broken) found.add("paper.data-note", "", entry, error.message);
    else throw error;
  }
  try {
    verifyInclusion(leafHash(raw), entry, tip.size, path, tip.root);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    found.add("paper.data-path", "", entry, error.message);
  }
}

/**
 * Verify the signature of an entry by the keys that are in this page: those of every party at a
 * checkpoint, which say nothing of what came later.
 */
async function checkSigner({ raw, entry }, tip, keys, found, tables) {
  const { statement, event } = readStatement(raw, tables);
  if (!event) {
    found.add("BP-S001", "", entry);
    return;
  }
  if (statement.issuer !== event.actor || statement.subject !== event.subjects[0].subject) {
    found.add("BP-S003", event.subjects[0].subject, entry);
  }
  const isKnown = keys !== null && tip !== null && keys.origin === tip.origin;
  if (isKnown && statement.audience !== keys.ledger) found.add("BP-S003", event.subjects[0].subject, entry);
  const key = isKnown ? keys.parties[event.actor]?.[toHex(statement.kid)] : undefined;
  const isOpen = () => found.leave("key", event.actor, event.actor);
  if (!key) {
    if (isKnown && entry < keys.size) found.add("BP-K001", event.actor, entry);
    else isOpen();
    return;
  }
  const isFit = ALGORITHMS[key.alg].includes(statement.alg) && key.role === "daily" && key.added <= entry;
  if (!isFit || hasEnded(key, event, -Infinity)) found.add("BP-K003", event.actor, entry);
  if (key.revoked !== undefined && key.revoked < entry) {
    // Whether it was within its grace only the time marks of the log tell.
    if (key.reason === "rotated") isOpen();
    else found.add("BP-K002", event.actor, entry);
  } else if (entry >= keys.size) isOpen();
  try {
    const raw = parseBase64url(key.public, "key");
    if (!(await isSignature(key.alg, raw, statement.signed, statement.signature))) {
      found.add("BP-S004", event.actor, entry);
    }
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    found.leave("signature", error.message, error.message);
  }
}

function verdictOn(kind, { code, proofs, condition, tip, says, found }) {
  const isOpen = (what) => found.open.some((one) => one.what === what);
  const print = condition === "whole" || condition === "resaved" || condition === "none" ? null : false;
  const line = code ? parseNote(code.checkpoint).signatures.find((one) => one.name === tip?.origin) : null;
  return {
    kind,
    authentic: found.authentic(),
    origin: tip?.origin ?? "",
    size: tip?.size ?? 0,
    root: tip ? toHex(tip.root) : "",
    trust: found.trust,
    seen: [],
    logKey: line ? toHex(line.keyId) : "",
    says,
    entry: code?.index ?? null,
    condition,
    entries: proofs.length,
    checks: [
      found.check("trust", 1, ["paper.data-note"], found.trust !== "pinned"),
      found.check("proofs", proofs.length, ["paper.data", "paper.other"], isOpen("data")),
      found.check("signatures", proofs.length, ["BP-"], isOpen("key") || isOpen("signature") || isOpen("data")),
      { name: "print", ok: print, number: 1, bad: print === false ? 1 : 0, detail: condition },
    ],
    findings: found.findings,
    open: found.open,
  };
}
