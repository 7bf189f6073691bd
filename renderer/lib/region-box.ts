import type { Box } from '../../shared/core/equal/regions.ts';

/**
 * Where a region lies in the picture as it is shown. Regions speak of the stored picture, before the camera's rotation
 * (`orientation`, EXIF 1 to 8); x and y are the centre, all in parts of width and height.
 */
export function shownBox({ x, y, w, h }: Box, orientation = 1): Box {
  const upright = { w, h };
  const turned = { w: h, h: w };
  switch (orientation) {
    case 2:
      return { x: 1 - x, y, ...upright };
    case 3:
      return { x: 1 - x, y: 1 - y, ...upright };
    case 4:
      return { x, y: 1 - y, ...upright };
    case 5:
      return { x: y, y: x, ...turned };
    case 6:
      return { x: 1 - y, y: x, ...turned };
    case 7:
      return { x: 1 - y, y: 1 - x, ...turned };
    case 8:
      return { x: y, y: 1 - x, ...turned };
    default:
      return { x, y, ...upright };
  }
}

export interface CropStyle {
  width: number;
  height: number;
  left: number;
  top: number;
}

/** How large a picture of this aspect (width by height, as shown) is drawn, and where, so that the box fills a square. */
export function cropStyle(box: Box, aspect: number, square: number): CropStyle {
  const longest = Math.max(box.w * aspect, box.h, 0.01) * 1.25;
  const height = square / longest;
  const width = height * aspect;
  return { width, height, left: square / 2 - box.x * width, top: square / 2 - box.y * height };
}
