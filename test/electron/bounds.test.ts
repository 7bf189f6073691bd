import { expect, test } from 'vitest';
import { fitBounds } from '../../electron/bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };

test.each([
  [
    'nothing remembered: centred',
    undefined,
    [screen],
    { x: 240, y: 90, width: 1440, height: 900, maximized: false },
  ],
  [
    'where it was',
    { x: 10, y: 20, width: 1000, height: 700, maximized: false },
    [screen],
    { x: 10, y: 20, width: 1000, height: 700, maximized: false },
  ],
  [
    'on the second screen',
    { x: 2000, y: 20, width: 1000, height: 700, maximized: true },
    [screen, second],
    { x: 2000, y: 20, width: 1000, height: 700, maximized: true },
  ],
  [
    'the second screen is gone: centred on the first',
    { x: 2000, y: 20, width: 1000, height: 700, maximized: false },
    [screen],
    { x: 460, y: 190, width: 1000, height: 700, maximized: false },
  ],
  [
    'larger than any screen: as large as the screen',
    { x: 0, y: 0, width: 9000, height: 9000, maximized: false },
    [screen],
    { x: 0, y: 0, width: 1920, height: 1080, maximized: false },
  ],
  [
    'too small to use: the smallest size',
    { x: 0, y: 0, width: 10, height: 10, maximized: false },
    [screen],
    { x: 0, y: 0, width: 900, height: 600, maximized: false },
  ],
  [
    'a file somebody broke: as if nothing was remembered',
    { x: 'a', y: null },
    [screen],
    { x: 240, y: 90, width: 1440, height: 900, maximized: false },
  ],
])('%s', (_what, remembered, areas, wanted) => {
  expect(fitBounds(remembered, areas)).toEqual(wanted);
});
