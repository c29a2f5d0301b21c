/** Steps of a consignment in parts `i/n`: complete only when all are in (the program's domain/parting.py). */

/** Kind -> the step of which it can be a part; what stands on paper names its step. */
export const STEPS = {
  "consignment.offered": "offered",
  "consignment.collected": "collected",
  "consignment.received": "received",
  "consignment.partially-received": "received",
  "consignment.rejected": "received",
  "consignment.voided": "voided",
};
export const RECEPTIONS = ["consignment.received", "consignment.partially-received"];
const ON_PAPER = "consignment.recorded-on-paper";

/** Tell whether a kind may come in parts. */
export const isParted = (kind) => kind === ON_PAPER || Object.hasOwn(STEPS, kind);

/** Give the step of which an event can be a part. */
export const stepOf = (event) => (event.kind === ON_PAPER ? event.step : STEPS[event.kind]);

/** Tell whether every part of a step is in. */
export const isWholeStep = (record) => record.seqs.length === record.of;

/** Note a part; give what the whole step reaches, empty while parts are to come. */
export function takePart(state, event, index, reached) {
  const step = stepOf(event);
  const before = state.parts[step] ?? { of: event.parts, seqs: [], reached: [] };
  const all = [...new Set([...before.reached, reached])];
  const record = { of: before.of, seqs: [...before.seqs, event.subjects[0].seq], reached: all };
  state.parts = { ...state.parts, [step]: record };
  if (!isWholeStep(record)) return "";
  return step === "received" && all.length > 1 ? "partially_received" : reached;
}

/** Let a step that is whole be taken again in parts: by the next carrier. */
export function forgetPart(state, step) {
  const record = state.parts[step];
  if (!record || !isWholeStep(record)) return;
  state.parts = Object.fromEntries(Object.entries(state.parts).filter(([name]) => name !== step));
}

/** BP-L007: a part and how many there are go together. */
export function isPartOfNone(event) {
  const part = event.part ?? null;
  const parts = event.parts ?? null;
  if (part === null && parts === null) return false;
  const isOne = part !== null && parts !== null && part <= parts && parts > 1;
  return !isOne || (event.kind === ON_PAPER && event.step === "delivered");
}

/** BP-L008: parts come in their order, once each and all of one number. */
export function isOutOfPlace(event, state) {
  const part = event.part ?? null;
  const parts = event.parts ?? null;
  const step = stepOf(event);
  const record = state?.parts[step];
  if (parts === null) {
    return event.kind !== "consignment.offered" && record !== undefined && !isWholeStep(record);
  }
  if (part === null) return false;
  if (state && step === "offered" && state.state !== "offering") return true;
  if (!record) return part !== 1;
  return isWholeStep(record) || part !== record.seqs.length + 1 || parts !== record.of;
}
