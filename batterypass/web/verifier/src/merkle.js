/** The Merkle tree of the log: RFC 6962, 2.1, and the proofs of RFC 9162, 2.1 (docs/formats/merkle-tree.md). */

import { Broken, same } from "./bytes.js";
import { sha256 } from "./sha256.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
export const EMPTY_ROOT = sha256();

/** Hash an entry. */
export function leafHash(entry) {
  return sha256(LEAF, entry);
}

/** Hash two nodes. */
export function nodeHash(left, right) {
  return sha256(NODE, left, right);
}

/** Give a function from a size to the root of that many of the leaves. */
export function rootsOf(leaves) {
  const rows = [leaves];
  while (rows.at(-1).length > 1) {
    const below = rows.at(-1);
    rows.push(Array.from({ length: half(below.length) }, (_, at) => nodeHash(below[2 * at], below[2 * at + 1])));
  }
  return (size) => {
    const peaks = [];
    let start = 0;
    for (let height = rows.length - 1; height >= 0; height--) {
      const width = 2 ** height;
      if (size - start < width) continue;
      peaks.push(rows[height][start / width]);
      start += width;
    }
    return peaks.length ? peaks.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT;
  };
}

const half = (value) => Math.floor(value / 2);

/** Give the root over all leaf hashes. */
export function rootOf(leaves) {
  return rootsOf(leaves)(leaves.length);
}

/** Prove that a leaf is at an index of the log of this size and root. Raises Broken. */
export function verifyInclusion(leaf, index, size, path, root) {
  if (index >= size) throw new Broken(`entry ${index} is not below the size ${size}`);
  let f = index;
  let s = size - 1;
  let hash = leaf;
  for (const one of path) {
    if (s === 0) throw new Broken("the path is too long");
    if (f % 2 || f === s) {
      hash = nodeHash(one, hash);
      while (f % 2 === 0 && f !== 0) {
        f = half(f);
        s = half(s);
      }
    } else {
      hash = nodeHash(hash, one);
    }
    f = half(f);
    s = half(s);
  }
  if (s !== 0 || !same(hash, root)) throw new Broken("the path does not lead to the root");
}

/** Prove that the log of the new size and root extends the old one. Raises Broken. */
export function verifyConsistency(oldSize, newSize, oldRoot, newRoot, proof) {
  if (oldSize > newSize || oldSize === 0) throw new Broken("there is nothing to prove");
  if (oldSize === newSize) {
    if (proof.length || !same(oldRoot, newRoot)) throw new Broken("the roots differ");
    return;
  }
  if (!proof.length) throw new Broken("the proof is empty");
  const isPower = Number.isInteger(Math.log2(oldSize));
  const hashes = isPower ? [oldRoot, ...proof] : proof;
  let f = oldSize - 1;
  let s = newSize - 1;
  while (f % 2) {
    f = half(f);
    s = half(s);
  }
  let [a] = hashes;
  let b = a;
  for (const one of hashes.slice(1)) {
    if (s === 0) throw new Broken("the proof is too long");
    if (f % 2 || f === s) {
      a = nodeHash(one, a);
      b = nodeHash(one, b);
      while (f % 2 === 0 && f !== 0) {
        f = half(f);
        s = half(s);
      }
    } else {
      b = nodeHash(b, one);
    }
    f = half(f);
    s = half(s);
  }
  if (s !== 0 || !same(a, oldRoot) || !same(b, newRoot)) throw new Broken("the proof does not lead to both roots");
}
