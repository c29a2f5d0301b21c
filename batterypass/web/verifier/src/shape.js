/**
 * The form of an event, by the schemas of its kind: they are generated from the program's own models
 * and stand in the page as data, KINDS and SHAPES.
 */

import { Malformed } from "./bytes.js";
import { isSayable } from "./forms.js";

const HEX64 = /^[0-9a-f]{64}$/;

/** Name the first place where a value is not of a shape; null where it is. */
function misfit(shape, value, shapes, path) {
  if (shape.$ref) return misfit(shapes[shape.$ref.slice("#/$defs/".length)], value, shapes, path);
  if (shape.anyOf || shape.oneOf) {
    const some = shape.anyOf ?? shape.oneOf;
    return some.some((one) => misfit(one, value, shapes, path) === null) ? null : path;
  }
  if (shape.const !== undefined && value !== shape.const) return path;
  if (shape.enum && !shape.enum.includes(value)) return path;
  if (shape.type === "null") return value === null ? null : path;
  if (shape.type === "boolean") return typeof value === "boolean" ? null : path;
  if (shape.type === "integer") return isNumber(shape, value) ? null : path;
  if (shape.type === "string") return isText(shape, value) ? null : path;
  if (shape.type === "array") return misfitInList(shape, value, shapes, path);
  if (shape.type === "object") return misfitInObject(shape, value, shapes, path);
  return null;
}

function isNumber({ minimum = -Infinity, maximum = Infinity }, value) {
  return Number.isInteger(value) && minimum <= value && value <= maximum;
}

function isText({ minLength = 0, maxLength = Infinity, pattern }, value) {
  if (typeof value !== "string") return false;
  const length = [...value].length;
  return minLength <= length && length <= maxLength && (!pattern || expression(pattern).test(value));
}

const expressions = new Map();

function expression(pattern) {
  if (!expressions.has(pattern)) expressions.set(pattern, new RegExp(pattern));
  return expressions.get(pattern);
}

function misfitInList({ items = {}, minItems = 0, maxItems = Infinity }, value, shapes, path) {
  if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return path;
  for (const [place, one] of value.entries()) {
    const found = misfit(items, one, shapes, `${path}.${place}`);
    if (found !== null) return found;
  }
  return null;
}

function misfitInObject(shape, value, shapes, path) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return path;
  const { properties = {}, required = [], patternProperties = {}, propertyNames } = shape;
  const keys = Object.keys(value);
  const { minProperties = 0, maxProperties = Infinity } = shape;
  if (keys.length < minProperties || keys.length > maxProperties) return path;
  const missing = required.find((name) => !keys.includes(name));
  if (missing !== undefined) return `${path}.${missing}`;
  for (const key of keys) {
    const where = `${path}.${key}`;
    if (propertyNames && misfit(propertyNames, key, shapes, where) !== null) return where;
    const known = Object.hasOwn(properties, key)
      ? properties[key]
      : (Object.entries(patternProperties).find(([name]) => expression(name).test(key))?.[1] ??
        shape.additionalProperties);
    if (known === false) return where;
    const found = typeof known === "object" ? misfit(known, value[key], shapes, where) : null;
    if (found !== null) return found;
  }
  return null;
}

/**
 * Read a payload as an event of its kind, or by the common fields alone where nobody here knows the
 * kind. Gives the payload with its time in milliseconds since 1970, UTC. Raises Malformed.
 */
export function eventOf(payload, { kinds, shapes, forms }) {
  const known = payload.version === 1 && Object.hasOwn(kinds, payload.kind) ? kinds[payload.kind] : null;
  let value = payload;
  if (known === null) {
    const names = Object.keys(shapes.Unknown.properties).filter((name) => name in payload);
    value = Object.fromEntries(names.map((name) => [name, payload[name]]));
  }
  const where = misfit(known ? known.shape : shapes.Unknown, value, shapes, payload.kind ?? "-");
  if (where !== null) throw new Malformed(`field ${where} is not as its kind says`);
  const fits = (shape, one) => misfit(shape, one, shapes, "") === null;
  if (!isSayable({ ...value, kind: known ? payload.kind : "" }, forms, fits)) throw new Malformed(`${payload.kind} cannot say this`);
  return { ...value, known, ms: instantOf(payload.event_time) };
}

/** Give an event time as milliseconds since 1970, UTC. */
export function instantOf(time) {
  const found = Date.parse(time);
  if (Number.isNaN(found)) throw new Malformed(`time ${time}: no such time`);
  return found;
}

/** Give the instant at which a calendar day begins in UTC. */
export function dayStarts(day) {
  return instantOf(`${day}T00:00:00Z`);
}

/** Tell whether a value is a record with exactly these fields, each as its test says. */
export function isRecord(value, fields, optional = {}) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const names = Object.keys(value);
  const all = { ...fields, ...optional };
  return (
    Object.keys(fields).every((name) => names.includes(name)) &&
    names.every((name) => Object.hasOwn(all, name) && all[name](value[name]))
  );
}

export const isHex64 = (value) => typeof value === "string" && HEX64.test(value);
export const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
