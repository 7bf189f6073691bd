/** A picture being painted: RGB, 0 to 1, row by row. Places are fractions of the width and of the height. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export type Colour = readonly [number, number, number];

/** Reads `#rrggbb`. */
export const colour = (hex: string): Colour => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};

export const createCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  data: new Float32Array(width * height * 3),
});

/** Lays a colour over one pixel; `cover` from 0 (nothing) to 1 (all of it). */
export function blend(
  { width, height, data }: Canvas,
  x: number,
  y: number,
  paint: Colour,
  cover: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height || cover <= 0) return;
  const at = (y * width + x) * 3;
  const kept = 1 - Math.min(1, cover);
  for (let channel = 0; channel < 3; channel++) {
    data[at + channel] = data[at + channel]! * kept + paint[channel]! * (1 - kept);
  }
}

/** Adds light to one pixel. */
export function lighten({ width, data }: Canvas, x: number, y: number, paint: Colour, amount: number): void {
  const at = (y * width + x) * 3;
  for (let channel = 0; channel < 3; channel++) data[at + channel]! += paint[channel]! * amount;
}

/** The 8-bit pixels that an encoder takes. */
export function toBytes({ data }: Canvas): Buffer {
  const bytes = Buffer.alloc(data.length);
  for (let at = 0; at < data.length; at++)
    bytes[at] = Math.max(0, Math.min(255, Math.round(data[at]! * 255)));
  return bytes;
}
