import { blend, type Canvas, type Colour, lighten } from './canvas.ts';
import { hash, layered } from './noise.ts';

export type Brush = (canvas: Canvas) => void;

function eachPixel({ width, height }: Canvas, from: number, paint: (x: number, y: number) => void): void {
  for (let y = Math.max(0, Math.floor(from * height)); y < height; y++) {
    for (let x = 0; x < width; x++) paint(x, y);
  }
}

/** Colours from top to bottom, evenly spaced. */
export const sky =
  (...stops: Colour[]): Brush =>
  (canvas) =>
    eachPixel(canvas, 0, (x, y) => {
      const place = (y / canvas.height) * (stops.length - 1);
      const upper = Math.min(stops.length - 2, Math.floor(place));
      blend(canvas, x, y, stops[upper]!, 1);
      blend(canvas, x, y, stops[upper + 1]!, place - upper);
    });

/** Light around a point; `radius` is a fraction of the height. */
export const glow =
  (cx: number, cy: number, radius: number, paint: Colour, strength: number): Brush =>
  (canvas) =>
    eachPixel(canvas, 0, (x, y) => {
      const distance = Math.hypot(x - cx * canvas.width, y - cy * canvas.height) / (radius * canvas.height);
      lighten(canvas, x, y, paint, strength * Math.exp(-distance * distance * 2));
    });

/** A filled circle with a soft edge. */
export const disc =
  (cx: number, cy: number, radius: number, paint: Colour, cover = 1): Brush =>
  (canvas) => {
    const [px, py, r] = [cx * canvas.width, cy * canvas.height, radius * canvas.height];
    for (let y = Math.floor(py - r - 1); y <= py + r + 1; y++) {
      for (let x = Math.floor(px - r - 1); x <= px + r + 1; x++) {
        const inside = r + 0.5 - Math.hypot(x - px, y - py);
        blend(canvas, x, y, paint, Math.min(1, inside) * cover);
      }
    }
  };

/** A filled outline; corners as fractions. */
export const shape =
  (paint: Colour, ...corners: (readonly [number, number])[]): Brush =>
  (canvas) => {
    const points = corners.map(([x, y]) => [x * canvas.width, y * canvas.height] as const);
    const rows = points.map(([, y]) => y);
    for (let y = Math.floor(Math.min(...rows)); y <= Math.max(...rows); y++) {
      const crossings = points
        .flatMap(([x, top], at) => {
          const [nextX, bottom] = points[(at + 1) % points.length]!;
          const crosses = top <= y + 0.5 !== bottom <= y + 0.5;
          return crosses ? [x + ((y + 0.5 - top) / (bottom - top)) * (nextX - x)] : [];
        })
        .sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        for (let x = Math.round(crossings[pair]!); x < crossings[pair + 1]!; x++)
          blend(canvas, x, y, paint, 1);
      }
    }
  };

/** Clouds between two heights, fading out towards both. */
export const clouds =
  (seed: number, top: number, bottom: number, paint: Colour, density: number): Brush =>
  (canvas) =>
    eachPixel(canvas, top, (x, y) => {
      const place = (y / canvas.height - top) / (bottom - top);
      if (place > 1) return;
      const cloud = layered(seed, (x / canvas.width) * 5, (y / canvas.height) * 14, 5);
      blend(canvas, x, y, paint, Math.max(0, cloud - 0.45) * 3 * density * Math.sin(place * Math.PI));
    });

/** A line of hills: all below it in one colour, paler towards its foot as in haze. */
export const ridge =
  (
    seed: number,
    base: number,
    rise: number,
    roughness: number,
    paint: Colour,
    haze: Colour,
    mist = 0.4,
  ): Brush =>
  (canvas) => {
    for (let x = 0; x < canvas.width; x++) {
      const crest = (base - rise * layered(seed, (x / canvas.width) * roughness, 0.5, 6)) * canvas.height;
      for (let y = Math.max(0, Math.floor(crest)); y < canvas.height; y++) {
        blend(canvas, x, y, paint, Math.min(1, y - crest + 0.5));
        blend(canvas, x, y, haze, Math.min(mist, ((y - crest) / canvas.height) * mist * 4));
      }
    }
  };

/** Firs side by side; `tall` is a fraction of the height. */
export const firs =
  (seed: number, base: number, tall: number, number: number, paint: Colour): Brush =>
  (canvas) => {
    for (let tree = 0; tree < number; tree++) {
      const x = (tree + hash(seed, tree, 1)) / number;
      const height = tall * (0.5 + 0.5 * hash(seed, tree, 2));
      const foot = base + 0.02 * hash(seed, tree, 3);
      for (let tier = 0; tier < 4; tier++) {
        const top = foot - height * (1 - tier * 0.2);
        const half = height * (0.05 + tier * 0.045);
        shape(paint, [x, top], [x + half, top + height * 0.4], [x - half, top + height * 0.4])(canvas);
      }
      shape(
        paint,
        [x - 0.004, foot - height * 0.2],
        [x + 0.004, foot - height * 0.2],
        [x + 0.004, 1],
        [x - 0.004, 1],
      )(canvas);
    }
  };

/** Water below a line: what is above it, mirrored and rippled. */
export const water =
  (seed: number, line: number, tint: Colour, depth = 0.35): Brush =>
  (canvas) => {
    const source = Float32Array.from(canvas.data);
    const edge = Math.floor(line * canvas.height);
    eachPixel(canvas, line, (x, y) => {
      const far = (y - edge) / (canvas.height - edge);
      const ripple = layered(seed, (x / canvas.width) * 8, (y / canvas.height) * 90, 3) - 0.5;
      const mirror = Math.max(
        0,
        Math.min(canvas.height - 1, Math.floor(edge - (y - edge) * 1.1 + ripple * 24 * far)),
      );
      const column = Math.max(0, Math.min(canvas.width - 1, Math.floor(x + ripple * 40 * far)));
      const at = (mirror * canvas.width + column) * 3;
      blend(canvas, x, y, [source[at]!, source[at + 1]!, source[at + 2]!], 1);
      blend(canvas, x, y, tint, depth + far * 0.25);
      lighten(canvas, x, y, [1, 1, 1], Math.max(0, ripple - 0.18) * 0.5);
    });
  };

export const stars =
  (seed: number, number: number, lowest: number): Brush =>
  (canvas) => {
    for (let star = 0; star < number; star++) {
      const bright = hash(seed, star, 3);
      const place = [hash(seed, star, 1), hash(seed, star, 2) * lowest] as const;
      disc(...place, 0.0008 + bright * bright * 0.0016, [1, 1, 0.95], 0.3 + bright * 0.7)(canvas);
    }
  };

/** Darker corners and the grain of a sensor, which also makes every picture's data its own. */
export const finish =
  (seed: number): Brush =>
  (canvas) =>
    eachPixel(canvas, 0, (x, y) => {
      const off = Math.hypot(x / canvas.width - 0.5, y / canvas.height - 0.5);
      blend(canvas, x, y, [0, 0, 0], Math.max(0, off - 0.35) * 0.7);
      lighten(canvas, x, y, [1, 1, 1], (hash(seed, x, y) - 0.5) * 0.03);
    });
