/**
 * Which time marks a bundle proves to be the last below an entry (step 7 of docs/formats/bundle.md).
 *
 * The operator numbers what it signs in the lane record of the ledger. Where the statement of that
 * lane below an entry and the one above it have numbers that follow each other, none stands between.
 */

const OURS = ["ledger.time-marked", "ledger.heads-committed"];

/** The statements of the ledger's lane record that are in a file, and what they leave open. */
export class Marks {
  constructor(readings, ledger) {
    // Only what the operator signs counts. Who else links this lane dates nothing by it.
    const isOurs = (event) => event?.known && event.actor === ledger && OURS.includes(event.kind);
    this.places = [{ entry: 0, number: 0, mark: readings.get(0)?.event?.event_time ?? "-" }];
    for (const [entry, { event }] of readings) {
      if (!entry || !isOurs(event)) continue;
      const isMark = event.kind === "ledger.time-marked";
      this.places.push({ entry, number: event.number ?? null, mark: isMark ? event.event_time : "" });
    }
    let isMarked = true;
    let mark = "";
    this.places.forEach((one, place) => {
      const after = this.places[place + 1];
      mark = one.mark || mark;
      isMarked = (Boolean(one.mark) || isMarked) && after !== undefined && isNext(one, after);
      Object.assign(one, { isKnown: isMarked, last: mark });
    });
  }

  /** Tell whether the last mark below an entry is in the file, and shown to be the last. */
  isKnown(entry) {
    return !entry || this.below(entry).isKnown;
  }

  /** Give the time of the last mark in the file below an entry. */
  markBelow(entry) {
    return this.below(entry).last;
  }

  /** Tell whether an entry is a mark or heads of the operator. */
  has(entry) {
    return entry > 0 && this.below(entry + 1).entry === entry;
  }

  /** Give the time of the mark that an entry is; empty where it is none. */
  markAt(entry) {
    const found = this.below(entry + 1);
    return found.entry === entry ? found.mark : "";
  }

  /** List the entries with numbers that cannot be true: one grows with each statement, and no faster than the log. */
  wrong() {
    const found = [];
    let last = 0;
    this.places.forEach((one, place) => {
      const before = this.places[last];
      if (!place || one.number === null) return;
      const isShort = one.number < before.number + place - last;
      if (isShort || one.number > before.number + one.entry - before.entry) found.push(one.entry);
      last = place;
    });
    return found;
  }

  /** Give the last place below an entry. */
  below(entry) {
    let [least, most] = [0, this.places.length];
    while (most - least > 1) {
      const middle = (least + most) >> 1;
      if (this.places[middle].entry < entry) least = middle;
      else most = middle;
    }
    return this.places[least];
  }
}

function isNext(one, after) {
  return one.number !== null && after.number === one.number + 1;
}
