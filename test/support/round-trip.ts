// Every field in every format at hand, through the real writer and the real ExifTool, with hostile values.
import fc from 'fast-check';
import { expect } from 'vitest';
import { canonicalJson } from '../../shared/core/equal/json.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { placeMembers } from '../../shared/core/interpret/places.ts';
import { interpret } from '../../shared/core/interpret.ts';
import type { WritePolicy } from '../../shared/core/library.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import type { Snapshot } from '../../shared/core/snapshot.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { edits, fieldValue } from './field-values.ts';
import { exiftool, makePicture } from './pictures.ts';
import { makeMedia } from './tiny-media.ts';
import type { Bench } from './writing.ts';

const iptc = ['-codedcharacterset=utf8', '-IPTC:Keywords=Zürich', '-IPTC:City=Köln'];
const latin = ['-charset', 'iptc=latin', '-IPTC:City=Zürich', '-IPTC:By-line=Jörg'];
const windows = ['-XPKeywords=a;b', '-XPTitle=t', '-IFD0:Rating=2', '-IFD0:RatingPercent=25'];
const phone = [
  '-Keys:GPSCoordinates=48.1 11.5 500',
  '-Keys:CreationDate=2020:01:02 03:04:05+01:00',
  '-Keys:Title=t',
];

type Row = readonly [about: string, name: string, tags: readonly string[], policy?: WritePolicy];

export const everyFormat: readonly Row[] = [
  ['a JPEG', 'plain.jpg', []],
  ['a JPEG with IPTC', 'iptc.jpg', iptc],
  ['a JPEG with Latin-1 IPTC', 'latin.jpg', latin],
  ['a JPEG with Windows’ tags', 'windows.jpg', windows],
  ['a TIFF with IPTC', 'iptc.tif', iptc],
  ['a PNG', 'plain.png', []],
  ['a WebP', 'plain.webp', []],
  ['an AVIF', 'plain.avif', []],
  ['a DNG', 'plain.dng', []],
  ['a DNG (sidecar)', 'beside.dng', [], 'sidecar'],
  ['a GIF (sidecar)', 'plain.gif', []],
  ['a GIF (inside)', 'inside.gif', [], 'embedded'],
  ['a film of a phone', 'phone.mp4', phone],
  ['a film', 'plain.mov', []],
  ['a PDF (inside)', 'inside.pdf', [], 'embedded'],
  ['a PDF (sidecar)', 'plain.pdf', []],
  ['a Photoshop file with IPTC (inside)', 'inside.psd', iptc, 'embedded'],
];

/** A film tells by its own clock when it was taken, if nothing else does; that clock is not written. */
const isClock = (name: string, field: FieldName, after: MaybeValue): boolean =>
  /\.(mp4|mov)$/.test(name) && field === 'captureTime' && after === null;

// A place and the location that shows it move together; they have tests of their own in test/core.
const isPlace = (field: FieldName): boolean =>
  field === 'locationShown' || placeMembers.some((name) => name === field);

type Edit = { readonly field: FieldName; readonly after: MaybeValue };

/** A small file of the format its name promises, with tags as ExifTool writes them. */
export async function makeTagged(path: string, tags: readonly string[]): Promise<void> {
  if (!/\.(mp4|mov|pdf|psd)$/.test(path)) {
    await makePicture(path, 1, tags);
    return;
  }
  makeMedia(path);
  if (tags.length > 0) await exiftool('-q', '-n', '-overwrite_original', ...tags, path);
}

async function snapshotOf(bench: Bench, name: string): Promise<Snapshot> {
  const read = await bench.reader.read(bench.file(name), { hash: false });
  if (!read.ok) throw new Error(read.problem.message);
  return interpret(read.raw);
}

/** Edits that follow one another: all fields, `numRuns` generated ones, then none. */
function roundsOf(numRuns: number, seed: number): readonly (readonly Edit[])[] {
  const all = fc.sample(fc.tuple(...fieldNames.map(fieldValue)), { numRuns: 1, seed })[0]!;
  return [
    fieldNames
      .map((field, at) => ({ field, after: all[at]! }))
      .filter(({ field }) => field !== 'locationShown'),
    ...fc.sample(edits, { numRuns, seed }),
    fieldNames.map((field) => ({ field, after: null })),
  ];
}

async function oneRound(bench: Bench, [, name, , policy]: Row, wanted: readonly Edit[]): Promise<void> {
  const target = bench.file(name, policy === undefined ? {} : { writes: policy });
  const before = (await snapshotOf(bench, name)).values;
  const changes = wanted.map(({ field, after }) => ({ field, before: before[field] ?? null, after }));
  const written = await bench.write(target, changes);
  const said = JSON.stringify(wanted).slice(0, 300);
  expect(written.ok ? '' : `${said}: ${written.problem.message} ${written.problem.detail}`).toBe('');
  const now = await snapshotOf(bench, name);
  for (const { field, after } of wanted) {
    if (isPlace(field) || isClock(name, field, after)) continue;
    const same = sameValue(fieldDef(field), now.values[field], after);
    expect(same, `${field}: ${canonicalJson(now.values[field])} for ${canonicalJson(after)}`).toBe(true);
    expect(now.disagreements[field], field).toBeUndefined();
  }
  for (const field of fieldNames) {
    if (isPlace(field) || wanted.some((one) => one.field === field)) continue;
    expect(sameValue(fieldDef(field), now.values[field], before[field]), field).toBe(true);
  }
}

/** Writes round after round into one file; each must read back as meant and leave every other field alone. */
export async function roundTrip(bench: Bench, row: Row, numRuns: number, seed: number): Promise<void> {
  await makeTagged(`${bench.root}/${row[1]}`, row[2]);
  for (const wanted of roundsOf(numRuns, seed)) await oneRound(bench, row, wanted);
}
