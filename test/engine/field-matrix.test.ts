// Every field in every format at hand, through the real writer and the real ExifTool, with hostile values.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/core/equal/json.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { placeMembers } from '../../shared/core/interpret/places.ts';
import { interpret } from '../../shared/core/interpret.ts';
import type { WritePolicy } from '../../shared/core/library.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import { edits, fieldValue } from '../support/field-values.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { makeMedia } from '../support/tiny-media.ts';
import { type Bench, openBench } from '../support/writing.ts';

const seed = Number(process.env['TAGBRIDGE_SEED'] ?? 20240501);
const iptc = ['-codedcharacterset=utf8', '-IPTC:Keywords=Zürich', '-IPTC:City=Köln'];
const latin = ['-charset', 'iptc=latin', '-IPTC:City=Zürich', '-IPTC:By-line=Jörg'];
const windows = ['-XPKeywords=a;b', '-XPTitle=t', '-IFD0:Rating=2', '-IFD0:RatingPercent=25'];
const phone = [
  '-Keys:GPSCoordinates=48.1 11.5 500',
  '-Keys:CreationDate=2020:01:02 03:04:05+01:00',
  '-Keys:Title=t',
];
const files: readonly (readonly [about: string, name: string, tags: string[], policy?: WritePolicy])[] = [
  ['a JPEG', 'plain.jpg', []],
  ['a JPEG with IPTC', 'iptc.jpg', iptc],
  ['a JPEG with Latin-1 IPTC', 'latin.jpg', latin],
  ['a JPEG with Windows’ tags', 'windows.jpg', windows],
  ['a TIFF with IPTC', 'iptc.tif', iptc],
  ['a PNG', 'plain.png', []],
  ['a WebP', 'plain.webp', []],
  ['an AVIF', 'plain.avif', []],
  ['a DNG', 'plain.dng', []],
  ['a GIF (sidecar)', 'plain.gif', []],
  ['a GIF (inside)', 'inside.gif', [], 'embedded'],
  ['a film of a phone', 'phone.mp4', phone],
  ['a film', 'plain.mov', []],
  ['a PDF (inside)', 'inside.pdf', [], 'embedded'],
  ['a PDF (sidecar)', 'plain.pdf', []],
  ['a Photoshop file with IPTC (inside)', 'inside.psd', iptc, 'embedded'],
];

/** A film tells by its own clock when it was taken, if nothing else does; that clock is not written. */
const isClock = (name: string, field: FieldName, after: unknown): boolean =>
  /\.(mp4|mov)$/.test(name) && field === 'captureTime' && after === null;

// A place and the location that shows it move together; they have tests of their own in test/core.
const isPlace = (field: FieldName): boolean =>
  field === 'locationShown' || placeMembers.some((name) => name === field);

describe('fields × formats', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  const values = async (name: string) => {
    const read = await bench.reader.read(bench.file(name), { hash: false });
    if (!read.ok) throw new Error(read.problem.message);
    return interpret(read.raw);
  };

  const made = async (name: string, tags: readonly string[]): Promise<void> => {
    const path = `${bench.root}/${name}`;
    if (!/\.(mp4|mov|pdf|psd)$/.test(name)) return void (await makePicture(path, 1, tags));
    makeMedia(path);
    if (tags.length > 0) await exiftool('-q', '-n', '-overwrite_original', ...tags, path);
  };

  it.each(files)('%s holds every field, then some others, then none', async (_about, name, tags, policy) => {
    await made(name, tags);
    const target = bench.file(name, policy === undefined ? {} : { writes: policy });
    const all = fc.sample(fc.tuple(...fieldNames.map(fieldValue)), { numRuns: 1, seed })[0]!;
    const rounds = [
      fieldNames
        .map((field, at) => ({ field, after: all[at]! }))
        .filter(({ field }) => field !== 'locationShown'),
      ...fc.sample(edits, { numRuns: 3, seed }),
      fieldNames.map((field) => ({ field, after: null })),
    ];
    for (const wanted of rounds) {
      const before = (await values(name)).values;
      const changes = wanted.map(({ field, after }) => ({ field, before: before[field] ?? null, after }));
      const written = await bench.write(target, changes);
      expect(
        written.ok
          ? ''
          : `${JSON.stringify(wanted).slice(0, 300)}: ` +
              `${written.problem.message} ${written.problem.detail}`,
      ).toBe('');
      const now = await values(name);
      const proven = wanted.filter((one) => !isPlace(one.field) && !isClock(name, one.field, one.after));
      for (const { field, after } of proven) {
        const same = sameValue(fieldDef(field), now.values[field], after);
        expect(same, `${field}: ${canonicalJson(now.values[field])} for ${canonicalJson(after)}`).toBe(true);
        expect(now.disagreements[field], field).toBeUndefined();
      }
      const kept = fieldNames.filter((name) => !isPlace(name) && !wanted.some((one) => one.field === name));
      for (const field of kept) {
        expect(sameValue(fieldDef(field), now.values[field], before[field]), field).toBe(true);
      }
    }
  });
});
