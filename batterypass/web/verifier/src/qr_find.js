/**
 * Finding a QR symbol in a picture: crooked, at an angle, a little blurred.
 *
 * The three finder patterns give a first grid; the alignment patterns, of which the large symbols on
 * papers have many, correct it.
 */

import { alignmentPlaces, readSymbol } from "./qr_code.js";

/** What is around a pixel reaches as far as a picture's side divided by one of these. */
const PARTS = [60, 24];
const MOST_CANDIDATES = 24;
const MOST_TRIPLES = 12;
/** Largest number of pixels across in which a code is looked for. */
const MOST_ACROSS = 2600;

/** A picture in grey: `data` has a byte for each pixel. */
export function greyOf(rgba, width, height) {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at++) {
    const [r, g, b] = [rgba[4 * at], rgba[4 * at + 1], rgba[4 * at + 2]];
    data[at] = (r * 77 + g * 151 + b * 28) >> 8;
  }
  return { data, width, height };
}

function halved({ data, width, height }) {
  const [across, down] = [width >> 1, height >> 1];
  const found = new Uint8Array(across * down);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const at = 2 * y * width + 2 * x;
      found[y * across + x] = (data[at] + data[at + 1] + data[at + width] + data[at + width + 1] + 2) >> 2;
    }
  }
  return { data: found, width: across, height: down };
}

/** Give a function from a pixel to the mean of the square around it. */
function meansOf({ data, width, height }, reach) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return (x, y) => {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    const sum =
      sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right] -
      sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left];
    return sum / ((bottom - top) * (right - left));
  };
}

/** Give for each pixel the grey below which it is dark, and whether it is. */
function binarized(grey, reach) {
  const { data, width, height } = grey;
  const mean = meansOf(grey, reach);
  const dark = new Uint8Array(width * height);
  const limits = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      // A little below the mean: paper without print is light.
      limits[at] = mean(x, y) * 0.93;
      dark[at] = data[at] < limits[at] ? 1 : 0;
    }
  }
  return { dark, limits, width, height };
}

/** Draw edges sharper than a blurred picture has them. */
function sharpened(grey) {
  const { data, width, height } = grey;
  const mean = meansOf(grey, 2);
  const found = new Uint8ClampedArray(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) found[at] = data[at] + 2.5 * (data[at] - mean(x, y));
  }
  return { data: found, width, height };
}

/** Give the grey between pixels. */
function greyAt({ data, width, height }, x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (!(left >= 0 && top >= 0 && left + 1 < width && top + 1 < height)) return 255;
  const [fx, fy, at] = [x - left, y - top, top * width + left];
  const above = data[at] * (1 - fx) + data[at + 1] * fx;
  const below = data[at + width] * (1 - fx) + data[at + width + 1] * fx;
  return above * (1 - fy) + below * fy;
}

/** Tell whether five runs are as 1:1:3:1:1; give the size of a module, or 0. */
function moduleOf(runs) {
  const total = runs.reduce((sum, one) => sum + one, 0);
  const module = total / 7;
  const most = module * 0.65;
  const fits = runs.every((run, at) => (at === 2 ? Math.abs(run - 3 * module) < 3 * most * 0.7 : Math.abs(run - module) < most));
  return total >= 7 && fits ? module : 0;
}

/** Measure the five runs through a dark point along an axis; give middle and module, or null. */
function cross({ dark, width, height }, x, y, dx, dy) {
  const isDark = (step) => {
    const [px, py] = [x + step * dx, y + step * dy];
    return px < 0 || py < 0 || px >= width || py >= height ? -1 : dark[py * width + px];
  };
  const side = (way) => {
    const runs = [0, 0, 0];
    let step = way > 0 ? 0 : -1;
    for (let run = 0; run < 3; run++) {
      const wanted = run === 1 ? 0 : 1;
      while (isDark(step) === wanted) {
        runs[run]++;
        step += way;
      }
      if (!runs[run]) return null;
    }
    return runs;
  };
  const [after, before] = [side(1), side(-1)];
  if (!after || !before) return null;
  const module = moduleOf([before[2], before[1], before[0] + after[0], after[1], after[2]]);
  return module ? { middle: (after[0] - before[0] - 1) / 2, module } : null;
}

/** List the middles of what may be finder patterns, those seen most often first. */
function findFinders(picture) {
  const { dark, width, height } = picture;
  const found = [];
  for (let y = 0; y < height; y++) {
    const ends = [];
    const row = y * width;
    for (let x = 1; x <= width; x++) if (x === width || dark[row + x] !== dark[row + x - 1]) ends.push(x);
    for (let at = 4; at < ends.length; at++) {
      const first = ends[at - 5] ?? 0;
      if (!dark[row + first]) continue;
      const runs = [0, 1, 2, 3, 4].map((one) => ends[at - 4 + one] - (ends[at - 5 + one] ?? 0));
      if (!moduleOf(runs)) continue;
      const middle = Math.round((ends[at - 3] + ends[at - 2] - 1) / 2);
      const down = cross(picture, middle, y, 0, 1);
      if (!down) continue;
      const cy = y + down.middle;
      const over = cross(picture, middle, Math.round(cy), 1, 0);
      if (!over) continue;
      add(found, middle + over.middle, cy, (down.module + over.module) / 2);
    }
  }
  return found.filter((one) => one.count > 1).sort((one, other) => other.count - one.count).slice(0, MOST_CANDIDATES);
}

function add(found, x, y, module) {
  const near = found.find((one) => Math.hypot(one.x - x, one.y - y) < 2 * one.module);
  if (!near) {
    found.push({ x, y, module, count: 1 });
    return;
  }
  near.count++;
  for (const [name, value] of Object.entries({ x, y, module })) near[name] += (value - near[name]) / near.count;
}

/** List threes of finders that stand like the corners of a square, the most square first. */
function triplesOf(finders) {
  const found = [];
  for (const corner of finders) {
    for (const [place, right] of finders.entries()) {
      for (const below of finders.slice(place + 1)) {
        if (corner === right || corner === below) continue;
        const sizes = [corner.module, right.module, below.module];
        const spread = Math.max(...sizes) / Math.min(...sizes);
        const [ax, ay, bx, by] = [right.x - corner.x, right.y - corner.y, below.x - corner.x, below.y - corner.y];
        const [one, other] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
        const cosine = Math.abs(ax * bx + ay * by) / (one * other);
        const ratio = Math.max(one, other) / Math.min(one, other);
        if (spread > 1.6 || cosine > 0.4 || ratio > 1.6 || Math.min(one, other) < 12 * sizes[0]) continue;
        const isRight = ax * by - ay * bx > 0;
        const [b, c] = isRight ? [right, below] : [below, right];
        found.push({ a: corner, b, c, score: spread + cosine + ratio });
      }
    }
  }
  return found.sort((one, other) => one.score - other.score).slice(0, MOST_TRIPLES);
}

/** Measure seven modules through a finder along the line to another one. */
function acrossFinder({ dark, width, height }, from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const edge = (way) => {
    let wanted = 1;
    let changes = 0;
    for (let step = 0; step < length; step += 0.25) {
      const x = Math.round(from.x + way * step * dx);
      const y = Math.round(from.y + way * step * dy);
      const value = x < 0 || y < 0 || x >= width || y >= height ? 0 : dark[y * width + x];
      if (value === wanted) continue;
      if (++changes === 3) return step;
      wanted = value;
    }
    return NaN;
  };
  return edge(1) + edge(-1);
}

/** Solve a square system; null where it has no one solution. */
function solve(rows) {
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let best = at;
    for (let row = at + 1; row < size; row++) if (Math.abs(rows[row][at]) > Math.abs(rows[best][at])) best = row;
    if (Math.abs(rows[best][at]) < 1e-12) return null;
    [rows[at], rows[best]] = [rows[best], rows[at]];
    for (let row = 0; row < size; row++) {
      if (row === at) continue;
      const factor = rows[row][at] / rows[at][at];
      for (let column = at; column <= size; column++) rows[row][column] -= factor * rows[at][column];
    }
  }
  return rows.map((row, at) => row[size] / row[at]);
}

/** Fit the perspective that leads from modules to pixels, by least squares; a function, or null. */
function fit(points, side) {
  const rows = Array.from({ length: 8 }, () => new Array(9).fill(0));
  for (const { u, v, x, y, weight = 1 } of points) {
    const [p, q] = [u / side, v / side];
    for (const line of [[p, q, 1, 0, 0, 0, -p * x, -q * x, x], [0, 0, 0, p, q, 1, -p * y, -q * y, y]]) {
      for (let row = 0; row < 8; row++) for (let column = 0; column < 9; column++) rows[row][column] += weight * line[row] * line[column];
    }
  }
  const found = solve(rows);
  if (!found) return null;
  const [a, b, c, d, e, f, g, h] = found;
  return (u, v) => {
    const [p, q] = [u / side, v / side];
    const w = g * p + h * q + 1;
    return { x: (a * p + b * q + c) / w, y: (d * p + e * q + f) / w };
  };
}

/** How far dark and light are apart in an alignment pattern whose middle is at (u, v); below 0 for none. */
function alignmentScore(grey, place, u, v) {
  let [dark, light] = [0, 0];
  for (let dv = -2; dv <= 2; dv++) {
    for (let du = -2; du <= 2; du++) {
      const { x, y } = place(u + du, v + dv);
      if (!(x >= 0 && y >= 0 && x < grey.width - 1 && y < grey.height - 1)) return -1;
      const value = greyAt(grey, x, y);
      const isDark = Math.max(Math.abs(du), Math.abs(dv)) !== 1;
      if (isDark) dark += value / 17;
      else light += value / 8;
    }
  }
  return light - dark;
}

/** Look for an alignment pattern near where it should be; give its pixel, or null. */
function findAlignment(grey, place, u, v, reach, step) {
  let best = { score: 0 };
  for (let dv = -reach; dv <= reach; dv += step) {
    for (let du = -reach; du <= reach; du += step) {
      const score = alignmentScore(grey, place, u + du, v + dv) - (Math.abs(du) + Math.abs(dv)) * 0.5;
      if (score > best.score) best = { score, du, dv };
    }
  }
  return best.score > 40 ? { ...place(u + best.du, v + best.dv), score: best.score } : null;
}

/** Lay a grid of a version over the symbol, better with each alignment pattern that is found. */
function gridOf(grey, { a, b, c }, version, tables) {
  const side = 17 + 4 * version;
  const far = side - 3.5;
  const corners = [{ u: 3.5, v: 3.5, x: a.x, y: a.y }, { u: far, v: 3.5, x: b.x, y: b.y }, { u: 3.5, v: far, x: c.x, y: c.y }];
  const fourth = { u: far, v: far, x: b.x + c.x - a.x, y: b.y + c.y - a.y };
  let place = fit([...corners, fourth], side);
  const places = alignmentPlaces(version, tables);
  if (!place || !places.length) return place;
  const last = side - 6.5;
  const end = findAlignment(grey, place, last, last, Math.min(10, 3 + side * 0.05), 0.5);
  if (end) place = fit([...corners, { u: last, v: last, ...end }], side) ?? place;
  for (let round = 0; round < 2; round++) {
    const points = [];
    for (const u of places) {
      for (const v of places) {
        const isFinder = (u === 6 && (v === 6 || v === side - 7)) || (v === 6 && u === side - 7);
        const found = isFinder ? null : findAlignment(grey, place, u + 0.5, v + 0.5, round ? 0.75 : 1.5, 0.25);
        if (found) points.push({ u: u + 0.5, v: v + 0.5, x: found.x, y: found.y });
      }
    }
    place = points.length > 1 ? (fit([...corners, ...points], side) ?? place) : place;
  }
  return place;
}

/** Read the symbol at three finders; null where it cannot be read. */
function readAt(grey, picture, triple, tables) {
  const { a, b, c } = triple;
  const widths = [[a, b], [a, c], [b, a], [c, a]].map(([from, to]) => acrossFinder(picture, from, to) / 7);
  const good = widths.filter((one) => one > 0);
  if (!good.length) return null;
  const module = good.reduce((sum, one) => sum + one, 0) / good.length;
  const length = (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - a.x, c.y - a.y)) / 2;
  const near = (length / module + 7 - 17) / 4;
  const versions = [0, 1, -1, 2, -2].map((more) => Math.round(near) + more).filter((one) => one >= 1 && one <= 40);
  for (const version of versions) {
    const place = gridOf(grey, triple, version, tables);
    if (!place) continue;
    const { limits, width } = picture;
    const isDark = (x, y) => {
      const pixel = place(x + 0.5, y + 0.5);
      const limit = limits[Math.round(pixel.y) * width + Math.round(pixel.x)];
      return greyAt(grey, pixel.x, pixel.y) < limit ? 1 : 0;
    };
    const bytes = readSymbol(isDark, version, tables);
    if (bytes) return bytes;
  }
  return null;
}

/**
 * Read the QR symbols of a grey picture; `tables` are TABLES.qr. Gives the bytes of each that can be
 * read: as the picture is, sharpened, and at half its size, until one is.
 */
export function readCodes(grey, tables) {
  let whole = grey;
  while (Math.max(whole.width, whole.height) > MOST_ACROSS) whole = halved(whole);
  for (const make of [() => whole, () => sharpened(whole), () => halved(whole)]) {
    const looked = make();
    for (const part of PARTS) {
      const reach = Math.max(8, Math.round(Math.min(looked.width, looked.height) / part));
      const picture = binarized(looked, reach);
      const found = [];
      for (const triple of triplesOf(findFinders(picture))) {
        const bytes = readAt(looked, picture, triple, tables);
        if (bytes && !found.some((one) => `${one}` === `${bytes}`)) found.push(bytes);
      }
      if (found.length) return found;
    }
  }
  return [];
}
