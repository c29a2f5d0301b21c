/** What a verification gathers: what is false, what is open, and the words that follow from both. */

export class Found {
  constructor() {
    this.findings = [];
    this.open = [];
    this.trust = "none";
  }

  /** Note what is false: a code, what it is about, the entry if it is one, and why. */
  add(code, subject, entry = null, why = "") {
    this.findings.push({ code, subject, entry, why });
  }

  /** Note what is missing, so that something could not be judged. */
  leave(what, subject, missing, entry = null) {
    if (this.open.some((one) => one.what === what && one.subject === subject && one.missing === missing)) return;
    this.open.push({ what, subject, missing, entry });
  }

  count(...prefixes) {
    return this.findings.filter(({ code }) => prefixes.some((prefix) => code.startsWith(prefix))).length;
  }

  /** A check by its name: null where it could not be decided, else whether none of the codes was found. */
  check(name, number, codes, isOpen = false) {
    const bad = this.count(...codes);
    return { name, ok: bad ? false : isOpen ? null : true, number, bad };
  }

  /** False where anything is false; null where anything is open; else true. */
  authentic() {
    if (this.findings.length) return false;
    return this.open.length || this.trust !== "pinned" ? null : true;
  }
}
