import { type Brush, disc, shape } from './brushes.ts';
import { type Colour, colour } from './canvas.ts';
import { hash, noise } from './noise.ts';

const all =
  (brushes: readonly Brush[]): Brush =>
  (canvas) => {
    for (const brush of brushes) brush(canvas);
  };

/** A heron standing in the shallows, as a silhouette. */
export const heron = (x: number, y: number, size: number, paint: Colour): Brush => {
  const at = (dx: number, dy: number) => [x + dx * size * 0.7, y + dy * size] as const;
  return all([
    shape(paint, at(-0.5, -0.9), at(-0.1, -1.15), at(0.2, -1.0), at(0.05, -0.75), at(-0.3, -0.7)),
    shape(
      paint,
      at(0.0, -1.1),
      at(0.2, -1.0),
      at(0.34, -1.35),
      at(0.22, -1.6),
      at(0.14, -1.58),
      at(0.24, -1.35),
    ),
    shape(paint, at(0.12, -1.62), at(0.28, -1.72), at(0.68, -1.62), at(0.26, -1.56)),
    shape(paint, at(-0.06, -0.8), at(-0.02, -0.8), at(0.0, 0), at(-0.04, 0)),
    shape(paint, at(0.06, -0.85), at(0.1, -0.85), at(0.08, 0), at(0.04, 0)),
  ]);
};

/** Houses at night with lit windows. */
export const city = (seed: number, base: number, tall: number, number: number, wall: Colour): Brush => {
  const parts: Brush[] = [];
  const lamp = colour('#ffd58a');
  for (let house = 0; house < number; house++) {
    const left = house / number + (hash(seed, house, 1) - 0.5) * 0.02;
    const wide = (0.75 + 0.4 * hash(seed, house, 2)) / number;
    const top = base - tall * (0.25 + 0.75 * hash(seed, house, 3) ** 2);
    parts.push(shape(wall, [left, top], [left + wide, top], [left + wide, base], [left, base]));
    for (let row = 0; row < (base - top) / 0.026 - 1; row++) {
      for (let column = 0; column < wide / 0.011 - 1; column++) {
        if (hash(seed + house, row, column) < 0.55) continue;
        const [wx, wy] = [left + 0.004 + column * 0.011, top + 0.01 + row * 0.026];
        parts.push(shape(lamp, [wx, wy], [wx + 0.005, wy], [wx + 0.005, wy + 0.011], [wx, wy + 0.011]));
      }
    }
  }
  return all(parts);
};

/** A hot-air balloon with stripes. */
export const balloon = (x: number, y: number, size: number, paint: Colour, stripe: Colour): Brush =>
  all([
    disc(x, y, size, paint),
    ...[-0.62, 0, 0.62].map((part) => disc(x + part * size * 0.62, y, size * 0.2, stripe, 0.75)),
    shape(
      paint,
      [x - size * 0.52, y + size * 0.6],
      [x + size * 0.52, y + size * 0.6],
      [x + size * 0.1, y + size * 1.35],
      [x - size * 0.1, y + size * 1.35],
    ),
    shape(
      colour('#4a3420'),
      [x - size * 0.1, y + size * 1.5],
      [x + size * 0.1, y + size * 1.5],
      [x + size * 0.08, y + size * 1.75],
      [x - size * 0.08, y + size * 1.75],
    ),
  ]);

export const sailboat = (x: number, y: number, size: number, sail: Colour, hull: Colour): Brush =>
  all([
    shape(sail, [x, y - size], [x + size * 0.42, y - size * 0.12], [x, y - size * 0.12]),
    shape(
      sail,
      [x - size * 0.02, y - size * 0.85],
      [x - size * 0.02, y - size * 0.12],
      [x - size * 0.28, y - size * 0.12],
    ),
    shape(
      hull,
      [x - size * 0.35, y - size * 0.08],
      [x + size * 0.45, y - size * 0.08],
      [x + size * 0.3, y + size * 0.06],
      [x - size * 0.22, y + size * 0.06],
    ),
  ]);

export const lighthouse = (x: number, base: number, tall: number): Brush => {
  const bands = Array.from({ length: 6 }, (_, band) => {
    const [lower, upper] = [band / 6, (band + 1) / 6];
    const half = (part: number) => tall * (0.09 - 0.03 * part);
    const paint = band % 2 === 0 ? colour('#f4efe6') : colour('#c23b2e');
    return shape(
      paint,
      [x - half(lower), base - tall * lower],
      [x + half(lower), base - tall * lower],
      [x + half(upper), base - tall * upper],
      [x - half(upper), base - tall * upper],
    );
  });
  const room = base - tall;
  return all([
    ...bands,
    shape(
      colour('#ffe9a8'),
      [x - tall * 0.045, room],
      [x + tall * 0.045, room],
      [x + tall * 0.045, room - tall * 0.1],
      [x - tall * 0.045, room - tall * 0.1],
    ),
    shape(
      colour('#7d2a22'),
      [x - tall * 0.07, room - tall * 0.1],
      [x + tall * 0.07, room - tall * 0.1],
      [x, room - tall * 0.2],
    ),
  ]);
};

/** Poppies that grow larger towards the viewer. */
export const meadow = (seed: number, line: number, number: number, petals: readonly Colour[]): Brush =>
  all(
    Array.from({ length: number }, (_, flower) => {
      const near = (flower / number) ** 1.6;
      const [x, y] = [hash(seed, flower, 1), line + 0.02 + near * (1 - line) + hash(seed, flower, 2) * 0.03];
      const size = 0.003 + near * 0.024;
      const stalk = colour('#2f4a1f');
      return all([
        shape(
          stalk,
          [x - size * 0.1, y],
          [x + size * 0.1, y],
          [x + size * 0.3, y + size * 4],
          [x + size * 0.1, y + size * 4],
        ),
        disc(x, y, size, petals[flower % petals.length]!),
        disc(x + size * 0.4, y - size * 0.3, size * 0.75, petals[(flower + 1) % petals.length]!, 0.8),
        disc(x, y, size * 0.28, colour('#2a1414'), 0.9),
      ]);
    }),
  );

/** Curtains of northern light. */
export const aurora =
  (seed: number, paint: Colour, edge: Colour): Brush =>
  (canvas) => {
    for (let x = 0; x < canvas.width; x++) {
      const place = x / canvas.width;
      const foot = 0.52 + 0.16 * (noise(seed, place * 3) - 0.5) + 0.05 * Math.sin(place * 9);
      const strength = 0.25 + 0.75 * noise(seed + 5, place * 26) * noise(seed + 9, place * 5);
      for (let y = 0; y < foot * canvas.height; y++) {
        const up = foot - y / canvas.height;
        const light = strength * Math.exp(-up * 6.5) * Math.min(1, up * 40);
        const at = (y * canvas.width + x) * 3;
        for (let channel = 0; channel < 3; channel++) {
          canvas.data[at + channel]! += light * (paint[channel]! * (1 - up) + edge[channel]! * up * 1.6);
        }
      }
    }
  };

/** A cabin with one lit window. */
export const cabin = (x: number, y: number, size: number): Brush =>
  all([
    shape(
      colour('#3b2a20'),
      [x - size, y],
      [x + size, y],
      [x + size, y - size * 0.9],
      [x - size, y - size * 0.9],
    ),
    shape(
      colour('#e8edf4'),
      [x - size * 1.25, y - size * 0.85],
      [x, y - size * 2],
      [x + size * 1.25, y - size * 0.85],
    ),
    shape(
      colour('#ffc763'),
      [x - size * 0.5, y - size * 0.65],
      [x - size * 0.1, y - size * 0.65],
      [x - size * 0.1, y - size * 0.25],
      [x - size * 0.5, y - size * 0.25],
    ),
  ]);
