/** What the page says, in Spanish and English. Short names of findings are the program's (TABLES). */

const TEXTS = {
  title: ["Comprobar una prueba", "Check a proof"],
  lead: [
    "Todo se calcula en este aparato, sin red. Nada sale de aquí.",
    "Everything is computed on this device, without a network. Nothing leaves it.",
  ],
  choose: [
    "Paquete de pruebas (.bpz), manifiesto en PDF o foto del código",
    "Bundle (.bpz), manifest as PDF, or a picture of its code",
  ],
  drop: ["También puede soltar el archivo aquí.", "You can drop the file here as well."],
  trust: [
    "Archivo de confianza, el que le dio el registro o la autoridad",
    "Trust file, which the ledger or the authority gave you",
  ],
  limits: [
    "Esta página juzga la autenticidad: que nadie cambió ni ocultó nada, y que cada asiento es de quien podía firmarlo. No juzga si se cumplieron las reglas de la ley; eso lo hace «batterypass verify».",
    "This page judges authenticity: that nobody changed or hid anything, and that each entry is by who could sign it. It does not judge whether the rules of the law were followed; “batterypass verify” does.",
  ],
  "trust-none": ["Sin archivo de confianza no se puede decidir.", "Without a trust file nothing can be decided."],
  "trust-named": ["Confianza en: {what}", "Trust in: {what}"],
  "trust-in-page": ["Esta página trae su archivo de confianza: {what}", "This page carries its trust file: {what}"],
  "trust-bad": ["No se puede leer el archivo de confianza: {what}", "The trust file cannot be read: {what}"],
  "keys-in-page": [
    "y las llaves de las partes ({count}) hasta el asiento {size}",
    "and the keys of the parties ({count}) up to entry {size}",
  ],
  working: ["Comprobando {what}…", "Checking {what}…"],
  "word-yes": ["AUTÉNTICO", "AUTHENTIC"],
  "word-no": ["NO ES AUTÉNTICO", "NOT AUTHENTIC"],
  "word-unread": [
    "Este archivo no se puede leer: cópielo otra vez",
    "This file cannot be read: copy it again",
  ],
  "word-open": ["NO SE PUEDE DECIDIR", "CANNOT BE DECIDED"],
  "why-yes": ["Nadie cambió ni ocultó nada de lo que trae.", "Nobody changed or hid anything of what it holds."],
  "why-yes-paper": [
    "Lo firmado es auténtico. Compárelo con lo impreso.",
    "What was signed is authentic. Compare it with what is printed.",
  ],
  "why-no": ["Algo no es como se firmó: abajo dice qué.", "Something is not as it was signed: see below."],
  "why-unreadable": [
    "Se dañó, no está completo o no es una prueba de batterypass. No se juzgó nada.",
    "It was damaged, is not whole, or is no proof of batterypass. Nothing was judged.",
  ],
  "why-fault": [
    "Falló la página, no la prueba: nada queda decidido. Compruebe el archivo con «batterypass verify».",
    "The page failed, not the proof: nothing is decided. Check the file with “batterypass verify”.",
  ],
  "why-no-trust": [
    "Falta un archivo de confianza: nada aquí dice que este registro sea el verdadero.",
    "A trust file is missing: nothing here says that this ledger is the true one.",
  ],
  "why-trust.other-log": [
    "El archivo de confianza no tiene llave de este registro.",
    "The trust file has no key for this ledger.",
  ],
  "why-trust.no-quorum": [
    "Faltan los testigos que pide el archivo de confianza.",
    "The witnesses that the trust file asks for are missing.",
  ],
  "why-no-ed25519": [
    "Este navegador no conoce Ed25519, así que no puede comprobar firmas: use uno más nuevo.",
    "This browser does not know Ed25519, so it cannot check signatures: use a newer one.",
  ],
  "why-no-webcrypto": [
    "Este navegador no ofrece WebCrypto aquí: abra la página como archivo local o por https.",
    "This browser offers no WebCrypto here: open the page as a local file, or by https.",
  ],
  "why-key": [
    "Está en el registro, pero aquí falta la llave de quien firmó: use la página de «batterypass export verifier».",
    "It is in the ledger, but the signer's key is not here: use the page of “batterypass export verifier”.",
  ],
  "why-missing": ["Faltan partes en el archivo.", "Parts are missing from the file."],
  "why-no-code": [
    "En la imagen no se leyó ningún código. Acérquese, con buena luz, y de frente.",
    "No code was read in the picture. Go nearer, with good light, straight from the front.",
  ],
  "why-other-code": [
    "El código de la imagen no es la prueba de un papel: {what}",
    "The code in the picture is not the proof of a paper: {what}",
  ],
  who: ["Quién", "Who"],
  what: ["Qué", "What"],
  un: ["Número ONU", "UN number"],
  way: ["De – a", "From – to"],
  proof: ["Prueba", "Proof"],
  "what-line": ["{kind} {number}, artículos: {count}, {mass} kg, {date}", "{kind} {number}, items: {count}, {mass} kg, {date}"],
  "proof-line": [
    "asiento {entry} de {origin}, con {size} asientos",
    "entry {entry} of {origin}, with {size} entries",
  ],
  carried: ["{from} – {to}, lleva {carrier}", "{from} – {to}, carried by {carrier}"],
  unnamed: ["no se dice", "not said"],
  mx_semarnat: ["Manifiesto de residuos peligrosos", "Manifest of hazardous waste"],
  mx_special_handling: ["Manifiesto de manejo especial", "Manifest of special handling waste"],
  transport_document: ["Documento de transporte", "Transport document"],
  passport: ["Pasaporte", "Passport"],
  checks: ["Comprobaciones", "Checks"],
  "check-trust": ["Confianza: el archivo de confianza nombra este registro", "Trust: the trust file names this ledger"],
  "check-checkpoint": ["Punto de control firmado por el registro", "Checkpoint signed by the ledger"],
  "check-proofs": ["Declaraciones demostradas dentro del registro: {number}", "Statements proven to be in the ledger: {number}"],
  "check-content": ["Leídas de sus bytes, como dice el índice: {number}", "Read from their bytes, as the index says: {number}"],
  "check-signatures": ["Firmas, cada una con llave vigente: {number}", "Signatures, each by a key in force: {number}"],
  "check-envelopes": ["Sobres, para este registro: {number}", "Envelopes, for this ledger: {number}"],
  "check-chains": ["Enlazadas, sin cortes: {number}", "Linked, without a gap: {number}"],
  "check-signers": [
    "Firmantes: cada asiento, de quien podía firmarlo, y cada cosa, movida por quien la tenía",
    "Signers: each entry by who could sign it, each thing moved by who had it",
  ],
  "check-heads": ["Cabezas, nada oculto: {number}", "Heads, nothing hidden: {number}"],
  "check-complete": ["Completo en lo que dice traer", "Complete in what it says it holds"],
  "check-beside": ["Secciones, tablas y anexos con su huella: {number}", "Sections, tables and attachments as named: {number}"],
  "check-print": [
    "Lo impreso: compárelo a la vista; si es lo que se emitió lo sabe el registro",
    "The print: compare it by eye; whether it is what was issued the ledger knows",
  ],
  wrong: ["Qué está mal", "What is wrong"],
  entry: ["asiento {entry}", "entry {entry}"],
  missing: ["Qué falta", "What is missing"],
  more: ["y {count} más", "and {count} more"],
  ledger: ["Registro", "Ledger"],
  "log-key": ["Llave del registro", "Key of the ledger"],
  origin: ["Nombre", "Name"],
  size: ["Asientos", "Entries"],
  root: ["Raíz", "Root"],
  "key-id": ["Identificador de la llave", "Key id"],
  "key-print": ["Huella de la llave", "Fingerprint of the key"],
  witnesses: ["Testigos", "Witnesses"],
  sign: ["bien: , mal: , sin decidir: , no se lee: ", "good: , wrong: , undecided: , not readable: "],
  "paper.data-lacks": ["Se quitó un asiento del archivo; su prueba sigue ahí", "An entry was taken out of the file; its proof is still there"],
  "paper.other-proof": ["La prueba es la de otro asiento", "The proof is that of another entry"],
  "paper.other-bytes": ["El asiento del archivo no es el de su código", "The entry in the file is not the one of its code"],
  "paper.data-unreadable": ["Un archivo dentro del papel no se puede leer", "A file inside the paper cannot be read"],
  "paper.data-missing": ["El archivo no lleva datos firmados que se puedan leer", "The file carries no signed data that can be read"],
  "paper.data-two-logs": ["Los asientos son de dos registros", "The entries are of two ledgers"],
  "paper.data-note": ["El punto de control no lo firmó el registro", "The checkpoint is not signed by the ledger"],
  "paper.data-path": ["La prueba no lleva al punto de control", "The proof does not lead to the checkpoint"],
  "paper.print-changed": ["El PDF se cambió después de hacerse", "The PDF was changed after it was made"],
  "paper.print-added": ["Al PDF se le agregó algo después de hacerse", "Something was added to the PDF after it was made"],
  "open-entry": ["No se juzgó un asiento; falta {missing}", "An entry was not judged; {missing} is missing"],
  "open-marks": [
    "No se muestra cuál es la última marca de tiempo debajo de un asiento, ni así cuándo se asentó",
    "It is not shown which time mark is the last below an entry, so not when it was recorded",
  ],
  "open-days": [
    "Falta la marca de tiempo del asiento {missing}: no se muestra que esté todo de esos días",
    "The time mark of entry {missing} is missing: it is not shown that all of these days is in it",
  ],
  "open-rule": ["No se juzgó quién podía firmar un asiento; falta {missing}", "Who could sign an entry was not judged; {missing} is missing"],
  "open-scope": ["Falta {missing}", "{missing} is missing"],
  "open-BP-L004": ["Falta la raíz del tamaño que vio quien firmó: {missing}", "The root of the size that the signer had seen is missing: {missing}"],
  "open-key": ["Falta la llave de {missing} en ese momento", "The key of {missing} at that time is missing"],
  "open-signature": ["Este navegador no puede comprobar estas firmas", "This browser cannot check these signatures"],
  "open-data": ["No hay datos firmados que se puedan leer", "There is no signed data that can be read"],
};
const SIGNS = { yes: ["✓", 0], no: ["✗", 1], open: ["?", 2], unread: ["!", 3] };

/** The languages of the page, the first as it opens where the browser speaks neither. */
export const LANGUAGES = ["es", "en"];

/** Say a text in a language, with values in its braces. */
export function say(name, lang, values = {}) {
  const text = TEXTS[name]?.[LANGUAGES.indexOf(lang)] ?? name;
  return text.replace(/\{([a-z]+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** Give the name of a finding: the program's for its codes, our own for papers. */
export function titleOf(code, lang, titles) {
  return titles[code]?.[LANGUAGES.indexOf(lang)] ?? say(code, lang);
}

/** Give the sign of an answer, and the word that a screen reader says for it. */
export function signOf(answer, lang) {
  const [sign, place] = SIGNS[answer];
  return { sign, word: say("sign", lang).split(", ")[place] };
}
