import { describe, expect, test } from 'vitest';
import { cropStyle, shownBox } from '../../renderer/lib/region-box.ts';

// A face in the upper left corner of the stored picture, wider than high.
const box = { x: 0.1, y: 0.2, w: 0.12, h: 0.08 };

describe('a region of the stored picture, as it is shown', () => {
  test.each([
    ['upright', 1, { x: 0.1, y: 0.2, w: 0.12, h: 0.08 }],
    ['mirrored', 2, { x: 0.9, y: 0.2, w: 0.12, h: 0.08 }],
    ['upside down', 3, { x: 0.9, y: 0.8, w: 0.12, h: 0.08 }],
    ['flipped', 4, { x: 0.1, y: 0.8, w: 0.12, h: 0.08 }],
    ['transposed', 5, { x: 0.2, y: 0.1, w: 0.08, h: 0.12 }],
    ['turned right: upper left comes to the upper right', 6, { x: 0.8, y: 0.1, w: 0.08, h: 0.12 }],
    ['transversed', 7, { x: 0.8, y: 0.9, w: 0.08, h: 0.12 }],
    ['turned left: upper left comes to the lower left', 8, { x: 0.2, y: 0.9, w: 0.08, h: 0.12 }],
  ])('%s (%i)', (_, orientation, wanted) => {
    const shown = shownBox(box, orientation);
    for (const side of ['x', 'y', 'w', 'h'] as const) expect(shown[side]).toBeCloseTo(wanted[side]);
  });

  test('without an orientation it is as stored', () => expect(shownBox(box)).toEqual(box));
});

test('a crop shows the middle of the region in the middle of the square, with some air around it', () => {
  const style = cropStyle({ x: 0.25, y: 0.5, w: 0.1, h: 0.2 }, 1.5, 28);
  expect(style.width / style.height).toBeCloseTo(1.5);
  expect(style.left + 0.25 * style.width).toBeCloseTo(14);
  expect(style.top + 0.5 * style.height).toBeCloseTo(14);
  expect(0.2 * style.height).toBeCloseTo(28 / 1.25);
});
