/** Measures of the grid, in CSS pixels. */
export interface Layout {
  columns: number;
  cellWidth: number;
  imageHeight: number;
  rowHeight: number;
  gap: number;
}

const gap = 3;
/** Height of a picture's box to its width: landscape, and tall enough for portraits. */
const shape = 0.78;
/** Border, padding and the strip under the picture. */
const chrome = 10 + 18;

/** As many equal columns of at least `wanted` pixels as fit; the rest of the width is shared out. */
export function layoutOf(width: number, wanted: number, named: boolean): Layout {
  const inner = Math.max(1, width - gap);
  const columns = Math.max(1, Math.floor(inner / (wanted + gap)));
  const cellWidth = Math.max(24, Math.floor(inner / columns) - gap);
  const imageHeight = Math.round((cellWidth - 10) * shape);
  return { columns, cellWidth, imageHeight, rowHeight: imageHeight + chrome + (named ? 16 : 0) + gap, gap };
}

const sizes = [160, 320, 640, 1024];

/** Pixels to ask of the engine for a cell: a few fixed steps, so that the slider does not fetch at every stop. */
export function pixelsFor(width: number, ratio: number = globalThis.devicePixelRatio || 1): number {
  return sizes.find((size) => size >= width * ratio) ?? 1024;
}

/** Where a picture will be in its cell, before it is there: its own aspect, as large as fits, turned as the camera was. */
export function boxOf(
  picture: { width?: number; height?: number; orientation?: number },
  width: number,
  height: number,
): { width: number; height: number } {
  const turned = (picture.orientation ?? 1) >= 5;
  const w = (turned ? picture.height : picture.width) || 3;
  const h = (turned ? picture.width : picture.height) || 2;
  const scale = Math.min(width / w, height / h);
  return { width: Math.max(1, Math.round(w * scale)), height: Math.max(1, Math.round(h * scale)) };
}
