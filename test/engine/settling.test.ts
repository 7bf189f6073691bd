import { expect, test } from 'vitest';
import { createSettling } from '../../shared/engine/files/settling.ts';
import type { FileStat, Fingerprint } from '../../shared/engine/types.ts';

const stat = (ino: string, mtime: number, ctime: number, size = 1): FileStat => ({
  ...{ dev: '1', ino, size },
  ...{ mtimeNs: String(mtime * 1_000_000), ctimeNs: String(ctime * 1_000_000) },
});
const looks = (size: number, ctimeMs = 0): Fingerprint => ({
  media: stat('2', 0, ctimeMs, size),
  sidecars: [],
});

test('a file is at rest when it stood still: by its own time here, by what we saw elsewhere', () => {
  let now = 100_000;
  const own = createSettling({ clock: () => now, restMs: 2000, ownTimes: true });
  expect(own.wait('a', looks(1, 99_500))).toBe(1500);
  expect(own.wait('a', looks(1, 98_000))).toBe(0);
  // Times of the future (the clock was put back) tell nothing.
  expect(own.wait('b', looks(1, 200_000))).toBe(2000);
  now += 2000;
  expect(own.wait('b', looks(1, 200_000))).toBe(0);
  const share = createSettling({ clock: () => now, restMs: 10_000, ownTimes: false });
  expect(share.wait('a', looks(1))).toBe(10_000);
  now += 4000;
  expect(share.wait('a', looks(1))).toBe(6000);
  expect(share.wait('a', looks(2))).toBe(10_000);
  now += 10_000;
  expect(share.wait('a', looks(2))).toBe(0);
});

test.each([true, false])(
  'a clock that was put back does not keep a file from being read (own times: %s)',
  (ownTimes) => {
    let now = 100_000_000;
    const settling = createSettling({ clock: () => now, restMs: 2000, ownTimes });
    expect(settling.wait('a', looks(1, 200_000_000))).toBe(2000);
    now = 1_000_000;
    expect(settling.wait('a', looks(1, 200_000_000))).toBeLessThanOrEqual(2000);
    now += 2000;
    expect(settling.wait('a', looks(1, 200_000_000))).toBe(0);
  },
);

const known = stat('2', 1_000, 1_000);
const short = (of: FileStat) => ({ store: 'sidecar', name: 'p.xmp', stat: of }) as const;
const full = (of: FileStat) => ({ store: 'sidecarFull', name: 'p.jpg.xmp', stat: of }) as const;
const beside = [short(stat('4', 1_000, 1_000))];

type Row = [
  about: string,
  media: FileStat,
  sidecars: Fingerprint['sidecars'],
  wait: number,
  before?: Fingerprint['sidecars'],
];
test.each<Row>([
  ['saved beside it and renamed over it', stat('3', 99_800, 99_900), [], 0],
  ['renamed over it with times of long ago', stat('3', 5, 99_900), [], 0],
  ['written in place', stat('2', 99_900, 99_900), [], 900],
  ['its times set, the file still the same', stat('2', 5, 99_900), [], 900],
  ['made anew under its name, perhaps still being written', stat('3', 99_900, 99_900), [], 900],
  ['untouched, its sidecar renamed over', known, [short(stat('5', 99_800, 99_900))], 0, beside],
  ['untouched, its sidecar written in place', known, [short(stat('4', 99_900, 99_900))], 900, beside],
  ['untouched, a sidecar more', known, [...beside, full(stat('5', 99_800, 99_900))], 900, beside],
  ['untouched, its sidecar gone, perhaps for a moment', known, [], 1_000, beside],
])('a photo is whole at once where another file took its place in one step: %s', (...row) => {
  const [, media, sidecars, wait, before = []] = row;
  const of = (ownTimes: boolean) => createSettling({ clock: () => 100_000, restMs: 1_000, ownTimes });
  expect(of(true).wait('p.jpg', { media, sidecars }, { media: known, sidecars: before })).toBe(wait);
  expect(of(false).wait('p.jpg', { media, sidecars }, { media: known, sidecars: before })).toBe(1_000);
});

test('a file that nobody knew rests, however it came', () => {
  const settling = createSettling({ clock: () => 100_000, restMs: 1_000, ownTimes: true });
  expect(settling.wait('p.jpg', { media: stat('3', 5, 99_900), sidecars: [] })).toBe(900);
});

test('a sidecar that stays away is believed in the end', () => {
  let now = 100_000;
  const settling = createSettling({ clock: () => now, restMs: 1_000, ownTimes: true });
  const [gone, before] = [
    { media: known, sidecars: [] },
    { media: known, sidecars: beside },
  ];
  expect(settling.wait('p.jpg', gone, before)).toBe(1_000);
  now += 1_000;
  expect(settling.wait('p.jpg', gone, before)).toBe(0);
});
