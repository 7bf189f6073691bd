// Every field in every format at hand, through the real writer and the real ExifTool, with hostile values.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/core/equal/json.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { placeMembers } from '../../shared/core/interpret/places.ts';
import { interpret } from '../../shared/core/interpret.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import { edits, fieldValue } from '../support/field-values.ts';
import { makePicture } from '../support/pictures.ts';
import { type Bench, openBench } from '../support/writing.ts';

const seed = Number(process.env['TAGBRIDGE_SEED'] ?? 20240501);
const iptc = ['-codedcharacterset=utf8', '-IPTC:Keywords=Zürich', '-IPTC:City=Köln'];
const latin = ['-charset', 'iptc=latin', '-IPTC:City=Zürich', '-IPTC:By-line=Jörg'];
const windows = ['-XPKeywords=a;b', '-XPTitle=t', '-IFD0:Rating=2', '-IFD0:RatingPercent=25'];
const files: readonly (readonly [about: string, name: string, tags: string[]])[] = [
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
];

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

  it.each(files)('%s holds every field, then some others, then none', async (_about, name, tags) => {
    await makePicture(`${bench.root}/${name}`, 1, tags);
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
      const written = await bench.write(bench.file(name), changes);
      expect(
        written.ok
          ? ''
          : `${JSON.stringify(wanted).slice(0, 300)}: ` +
              `${written.problem.message} ${written.problem.detail}`,
      ).toBe('');
      const now = await values(name);
      for (const { field, after } of wanted.filter((one) => !isPlace(one.field))) {
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
