/**
 * From the modules of a QR symbol to its bytes (ISO/IEC 18004): format, mask, error correction, segments.
 * Numbers of blocks and places of alignment patterns are data of the page, TABLES.qr.
 */

const FORMAT_MASK = 0x5412;
const LEVELS = ["M", "L", "H", "Q"];
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];
const BITS_OF_FORMAT = 15;

/** The field of 256 elements over x^8+x^4+x^3+x^2+1. */
const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 128 ? ((value << 1) ^ 0x11d) & 255 : value << 1;
}
const times = (one, other) => (one && other ? EXP[LOG[one] + LOG[other]] : 0);
const inverse = (one) => EXP[255 - LOG[one]];

/** Give the value at x of a polynomial, lowest power first. */
const valueAt = (polynomial, x) => polynomial.reduceRight((sum, one) => times(sum, x) ^ one, 0);

/** Correct a block in place; tell whether it is a codeword now. */
function correct(block, correction) {
  const syndromes = Array.from({ length: correction }, (_, power) =>
    block.reduce((sum, one) => times(sum, EXP[power]) ^ one, 0),
  );
  if (syndromes.every((one) => one === 0)) return true;
  const locator = locatorOf(syndromes);
  const errors = locator.length - 1;
  if (errors * 2 > correction) return false;
  const evaluator = syndromes.map((_, at) =>
    locator.reduce((sum, one, power) => sum ^ (power <= at ? times(one, syndromes[at - power]) : 0), 0),
  );
  let found = 0;
  for (let place = 0; place < block.length; place++) {
    const root = EXP[(255 - place) % 255];
    if (valueAt(locator, root)) continue;
    let slope = 0;
    for (let power = 1; power < locator.length; power += 2) {
      slope ^= times(locator[power], EXP[(LOG[root] * (power - 1)) % 255]);
    }
    if (!slope) return false;
    const size = times(valueAt(evaluator, root), inverse(slope));
    block[block.length - 1 - place] ^= times(size, EXP[place % 255]);
    found++;
  }
  return found === errors && syndromes.every((_, power) =>
    block.reduce((sum, one) => times(sum, EXP[power]) ^ one, 0) === 0);
}

/** Find the shortest recurrence of the syndromes (Berlekamp and Massey). */
function locatorOf(syndromes) {
  let locator = [1];
  let before = [1];
  let length = 0;
  let shift = 1;
  let last = 1;
  syndromes.forEach((syndrome, at) => {
    let gap = syndrome;
    for (let power = 1; power <= length; power++) gap ^= times(locator[power] ?? 0, syndromes[at - power]);
    if (!gap) {
      shift++;
      return;
    }
    const scale = times(gap, inverse(last));
    const next = [...locator];
    before.forEach((one, power) => {
      next[power + shift] = (next[power + shift] ?? 0) ^ times(one, scale);
    });
    for (let power = 0; power < next.length; power++) next[power] ??= 0;
    if (2 * length <= at) {
      length = at + 1 - length;
      before = locator;
      last = gap;
      shift = 1;
    } else {
      shift++;
    }
    locator = next;
  });
  return locator.slice(0, length + 1);
}

function formatBits(data) {
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((data << 10) | rest) ^ FORMAT_MASK;
}

const bitsIn = (value) => value.toString(2).replaceAll("0", "").length;

/** Read level and mask from the better of their two copies; null where neither is near to one. */
function readFormat(isDark, side) {
  let first = 0;
  let second = 0;
  for (let at = 0; at < BITS_OF_FORMAT; at++) {
    const x = at < 8 ? [0, 1, 2, 3, 4, 5, 7, 8][at] : 8;
    const y = at < 8 ? 8 : [7, 5, 4, 3, 2, 1, 0][at - 8];
    first = (first << 1) | isDark(x, y);
    const other = at < 7 ? [8, side - 1 - at] : [side - 15 + at, 8];
    second = (second << 1) | isDark(...other);
  }
  let best = null;
  for (let data = 0; data < 32; data++) {
    const bits = formatBits(data);
    const distance = Math.min(bitsIn(bits ^ first), bitsIn(bits ^ second));
    if (distance <= 3 && (!best || distance < best.distance)) best = { distance, level: LEVELS[data >> 3], mask: data & 7 };
  }
  return best;
}

/** Give the places along one side of the middles of alignment patterns. */
export function alignmentPlaces(version, { alignment }) {
  return alignment[version - 1];
}

/** Tell for a version which modules are no data. */
function functionMap(version, tables) {
  const side = 17 + 4 * version;
  const map = new Uint8Array(side * side);
  const fill = (left, top, width, height) => {
    for (let y = top; y < top + height; y++) map.fill(1, y * side + left, y * side + left + width);
  };
  fill(0, 0, 9, 9);
  fill(side - 8, 0, 8, 9);
  fill(0, side - 8, 9, 8);
  fill(6, 0, 1, side);
  fill(0, 6, side, 1);
  const places = alignmentPlaces(version, tables);
  for (const x of places) {
    for (const y of places) {
      const isFinder = (x === 6 && y === 6) || (x === 6 && y === side - 7) || (x === side - 7 && y === 6);
      if (!isFinder) fill(x - 2, y - 2, 5, 5);
    }
  }
  if (version >= 7) {
    fill(side - 11, 0, 3, 6);
    fill(0, side - 11, 6, 3);
  }
  return map;
}

/**
 * Read a symbol. `isDark(x, y)` gives 1 or 0 for a module. Gives the bytes of its byte segments, or
 * null where it cannot be read.
 */
export function readSymbol(isDark, version, tables) {
  const side = 17 + 4 * version;
  const format = readFormat(isDark, side);
  if (!format) return null;
  const words = readCodewords(isDark, version, MASKS[format.mask], tables);
  const [short, long, count, correction] = tables.blocks[format.level][version - 1];
  const blocks = Array.from({ length: short + long }, (_, at) => new Uint8Array(count + (at < short ? 0 : 1) + correction));
  let at = 0;
  for (let place = 0; place <= count; place++) {
    blocks.forEach((block, number) => {
      if (place < count || number >= short) block[place] = words[at++];
    });
  }
  for (let place = 0; place < correction; place++) {
    for (const block of blocks) block[block.length - correction + place] = words[at++];
  }
  if (!blocks.every((block) => correct(block, correction))) return null;
  const data = blocks.flatMap((block) => [...block.subarray(0, block.length - correction)]);
  return readSegments(data, version);
}

/** Walk the columns, two modules wide, from the right, upwards first. */
function readCodewords(isDark, version, mask, tables) {
  const side = 17 + 4 * version;
  const map = functionMap(version, tables);
  const words = [];
  let word = 0;
  let bits = 0;
  for (let right = side - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right--;
    for (let step = 0; step < side; step++) {
      const y = isUp ? side - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (map[y * side + x]) continue;
        word = (word << 1) | (isDark(x, y) ^ (mask(x, y) ? 1 : 0));
        if (++bits % 8 === 0) {
          words.push(word);
          word = 0;
        }
      }
    }
  }
  return words;
}

function readSegments(data, version) {
  let at = 0;
  const take = (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value = value * 2 + (((data[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  const bytes = [];
  while (data.length * 8 - at >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    // Codes of ours have one byte segment; another mode is not theirs.
    if (mode !== 4) return null;
    const count = take(version < 10 ? 8 : 16);
    if (at + 8 * count > data.length * 8) return null;
    for (let one = 0; one < count; one++) bytes.push(take(8));
  }
  return Uint8Array.from(bytes);
}
