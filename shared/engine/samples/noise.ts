/** A number in [0, 1) that depends on its arguments alone: the same pictures on every machine. */
export function hash(seed: number, x: number, y = 0): number {
  let state = Math.imul(seed + 101, 374761393) ^ Math.imul(x | 0, 668265263) ^ Math.imul(y | 0, 2147483647);
  state = Math.imul(state ^ (state >>> 13), 1274126177);
  state = Math.imul(state ^ (state >>> 16), 2246822519);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
}

const smooth = (t: number) => t * t * (3 - 2 * t);
const mix = (a: number, b: number, t: number) => a + (b - a) * t;

/** Smooth noise in [0, 1) along a plane. */
export function noise(seed: number, x: number, y = 0): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [smooth(x - left), smooth(y - top)];
  const upper = mix(hash(seed, left, top), hash(seed, left + 1, top), dx);
  const lower = mix(hash(seed, left, top + 1), hash(seed, left + 1, top + 1), dx);
  return mix(upper, lower, dy);
}

/** Noise of several sizes laid over each other, in [0, 1). */
export function layered(seed: number, x: number, y: number, octaves: number): number {
  let [sum, weight, total, scale] = [0, 1, 0, 1];
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise(seed + octave, x * scale, y * scale);
    total += weight;
    weight *= 0.5;
    scale *= 2;
  }
  return sum / total;
}
