/** Heads: that nothing of a subject is left out (docs/formats/heads.md). */

import { Malformed, compare, same, toHex, utf8 } from "./bytes.js";
import { parseCbor } from "./cbor.js";
import { nodeHash } from "./merkle.js";
import { sha256 } from "./sha256.js";

const HEIGHT = 16;
const LANES = ["main", "record", "acted"];
const MAX_BYTES = 8388608;
const EMPTY_ACC = new Uint8Array(32);

/** A lane in which nothing is yet: its count, and the running digest over its statements. */
export const noHead = () => ({ count: 0, acc: EMPTY_ACC });

/** Add a statement to a lane. */
export function extendHead(head, digest) {
  head.count += 1;
  head.acc = sha256(head.acc, digest);
}

function leafBytes(subjectHash, lane, count, acc) {
  const name = utf8(lane);
  const bytes = [0x84, 0x58, 0x20, ...subjectHash, 0x60 + name.length, ...name];
  if (count < 24) bytes.push(count);
  else {
    const size = count < 256 ? 1 : count < 65536 ? 2 : count < 4294967296 ? 4 : 8;
    bytes.push(0x18 + Math.log2(size));
    for (let place = size - 1; place >= 0; place--) bytes.push(Math.floor(count / 256 ** place) % 256);
  }
  return Uint8Array.from([...bytes, 0x58, 0x20, ...acc]);
}

const bucketHash = (leaves) => sha256(Uint8Array.of(0), ...leaves);
const bucketOf = (hash) => hash[0] * 256 + hash[1];

/** Read the proof of a bucket; its root is not compared here. */
export function parseHeadProof(bytes) {
  const value = parseCbor(bytes, { maxBytes: MAX_BYTES, maxDepth: 3 });
  const refuse = (why) => {
    throw new Malformed(`heads: ${why}`);
  };
  if (!Array.isArray(value) || value.length !== 3) refuse("expected a bucket, leaves and siblings");
  const [bucket, leaves, siblings] = value;
  const isHash = (one) => one instanceof Uint8Array && one.length === 32;
  if (!Number.isInteger(bucket) || bucket < 0 || bucket > 65535) refuse("not a bucket");
  if (!Array.isArray(siblings) || siblings.length !== HEIGHT || !siblings.every(isHash)) refuse("not 16 siblings");
  if (!Array.isArray(leaves)) refuse("not a list of leaves");
  const encoded = [];
  const heads = new Map();
  for (const leaf of leaves) {
    const [hash, lane, count, acc] = Array.isArray(leaf) && leaf.length === 4 ? leaf : [];
    const isLeaf = isHash(hash) && LANES.includes(lane) && Number.isInteger(count) && count > 0 && isHash(acc);
    if (!isLeaf || bucketOf(hash) !== bucket) refuse("not a leaf of this bucket");
    const one = leafBytes(hash, lane, count, acc);
    const key = `${toHex(hash)} ${lane}`;
    if ((encoded.length && compare(one, encoded.at(-1)) <= 0) || heads.has(key)) refuse("a leaf out of order, or double");
    encoded.push(one);
    heads.set(key, { count, acc });
  }
  let root = bucketHash(encoded);
  siblings.forEach((sibling, height) => {
    root = (bucket >> height) & 1 ? nodeHash(sibling, root) : nodeHash(root, sibling);
  });
  return { bucket, heads, root };
}

/** Give the lanes of a subject in a proof of its bucket; null where it is of another bucket. */
export function headsOf(proof, subject) {
  const hash = sha256(utf8(subject));
  if (bucketOf(hash) !== proof.bucket) return null;
  return (lane) => proof.heads.get(`${toHex(hash)} ${lane}`) ?? noHead();
}

/** Computes the root over the heads of all subjects; only who has every entry can. */
export class AllHeads {
  constructor() {
    this.leaves = new Map();
    this.rows = Array.from({ length: HEIGHT + 1 }, () => new Map());
    this.empty = [bucketHash([])];
    for (let height = 0; height < HEIGHT; height++) this.empty.push(nodeHash(this.empty[height], this.empty[height]));
  }

  /** Take in the present lanes of the subjects that changed, a Map from names to chains; give the root. */
  root(changed) {
    let places = new Set();
    for (const [name, chain] of changed) {
      const hash = sha256(utf8(name));
      const bucket = bucketOf(hash);
      if (!this.leaves.has(bucket)) this.leaves.set(bucket, new Map());
      const lanes = LANES.filter((lane) => chain[lane].count);
      this.leaves.get(bucket).set(
        name,
        lanes.map((lane) => leafBytes(hash, lane, chain[lane].count, chain[lane].acc)),
      );
      places.add(bucket);
    }
    for (const bucket of places) {
      this.rows[0].set(bucket, bucketHash([...this.leaves.get(bucket).values()].flat().sort(compare)));
    }
    for (let height = 0; height < HEIGHT; height++) {
      places = new Set([...places].map((place) => place >> 1));
      for (const place of places) {
        const hash = nodeHash(this.node(height, 2 * place), this.node(height, 2 * place + 1));
        this.rows[height + 1].set(place, hash);
      }
    }
    return this.node(HEIGHT, 0);
  }

  node(height, place) {
    return this.rows[height].get(place) ?? this.empty[height];
  }
}

/** Tell whether two lanes are the same. */
export function sameHead(one, other) {
  return one.count === other.count && same(one.acc, other.acc);
}
