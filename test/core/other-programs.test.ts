// What other programs read, by their own orders, once Tagbridge has edited a file that they or others had written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/core/change.ts';
import { encodeChanges } from '../../shared/core/encode.ts';
import { formatOfType, writeStores } from '../../shared/core/formats.ts';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawTags, StoreKind } from '../../shared/core/raw-tags.ts';
import { simulateWrites } from '../../shared/core/simulate.ts';
import { type Program, programs, seenTags } from '../support/programs.ts';
import { rawShapes } from '../support/raw-shapes.ts';

const folder = join(import.meta.dirname, '../fixtures/raw-tags');
const fixtures: (readonly [about: string, raw: RawTags])[] = [
  ...readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { about: string; raw: RawTags })
    .map(({ about, raw }) => [about, raw] as const),
  ...rawShapes
    .filter(([, format]) => format === 'JPEG' || format === 'TIFF')
    .map(([about, , store]) => [about, { stores: [store] }] as const),
];

const formatOf = (raw: RawTags): string => String(raw.stores[0]!.tags['File:FileType'] ?? 'JPEG');

const edited = (raw: RawTags, changes: readonly Change[]): RawTags => {
  const format = formatOf(raw);
  const there = raw.stores.map(({ store }) => store);
  const stores = writeStores(formatOfType(format)!, 'auto', 'adobe', there) as StoreKind[];
  return stores
    .filter((store) => there.includes(store))
    .reduce((all, store) => {
      const own = all.stores.find((one) => one.store === store);
      return simulateWrites(all, store, encodeChanges(changes, { store, format, raw: own }));
    }, raw);
};

const wanted = ['animals|birds|heron', 'lake'];
const shown = (program: Program, paths: readonly string[]): string[] =>
  (program.hierarchical ? [...paths] : paths.map((path) => path.split('|').at(-1)!)).sort();
const change = (field: Change['field'], after: Change['after']): Change => ({ field, before: null, after });

/** What darktable keeps for itself stays. */
const isInternal = (path: string): boolean => /^(darktable|exported|changed|jpg)(\||$)/.test(path);

/** Ancestors that Lightroom itself keeps beside the leaves are not counted. */
const leaves = (program: Program, found: readonly string[]): string[] =>
  found.filter((one) => program.hierarchical || !['animals', 'birds'].includes(one));

/** A RAW file is not written: what Windows reads from it, and not from the sidecar, stays. */
const isUnseen = (program: Program, raw: RawTags): boolean =>
  !program.sidecars && formatOfType(formatOf(raw))!.raw;

describe.each(programs.map((program) => [program.name, program] as const))('%s', (_name, program) => {
  it.each(fixtures)('shows the new keywords and no old one: %s', (_about, raw) => {
    const tags = seenTags(edited(raw, [change('keywords', wanted)]));
    const found = leaves(program, program.keywords(tags)).filter((path) => !isInternal(path));
    expect(found).toEqual(shown(program, wanted));
  });

  it.each(fixtures)('shows no keyword once all are removed: %s', (_about, raw) => {
    const tags = seenTags(edited(raw, [change('keywords', null)]));
    expect(program.keywords(tags).filter((path) => !isInternal(path))).toEqual([]);
  });

  it.each(fixtures)('shows the new values: %s', (_about, raw) => {
    const tags = seenTags(
      edited(raw, [
        change('rating', 4),
        change('label', 'green'),
        change('title', { 'x-default': 'New title' }),
        change('description', { 'x-default': 'New words' }),
        change('creators', ['Ann']),
        change('copyright', { 'x-default': '© Ann' }),
      ]),
    );
    if (isUnseen(program, raw)) return;
    expect(program.rating?.(tags) ?? 4).toBe(4);
    expect(program.title?.(tags) ?? 'New title').toBe('New title');
    expect(program.description?.(tags) ?? 'New words').toBe('New words');
    expect(program.creator?.(tags) ?? 'Ann').toBe('Ann');
    expect(program.copyright?.(tags) ?? '© Ann').toBe('© Ann');
    // A label stays in the language that the file already used, which digiKam and darktable may not know.
    if (interpret(raw).values.label === undefined) expect(program.label?.(tags) ?? 'green').toBe('green');
  });

  it.each(fixtures)('shows nothing once all is cleared: %s', (_about, raw) => {
    const fields = ['rating', 'label', 'title', 'description', 'creators', 'copyright'] as const;
    const tags = seenTags(
      edited(
        raw,
        fields.map((field) => change(field, null)),
      ),
    );
    const { title, description, creator, copyright } = program;
    // What the camera wrote stays where a file is not written, or where nobody takes it for a text.
    const camera = /DIGITAL CAMERA|^SONY DSC|^Camera Owner$/;
    if (isUnseen(program, raw)) return;
    expect(program.rating?.(tags) ?? 0).toBe(0);
    // The urgency of a news picture is no colour, though digiKam takes it for one: it is not ours to clear.
    const news = tags['XMP-photoshop:Urgency'] !== undefined && tags['XMP-digiKam:ColorLabel'] === undefined;
    if (!news) expect(program.label?.(tags) ?? 'none').toBe('none');
    for (const read of [title, description, creator, copyright]) {
      const text = read?.(tags);
      expect(text === undefined || camera.test(text) ? undefined : text).toBeUndefined();
    }
  });
});
