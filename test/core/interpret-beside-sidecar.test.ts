import { describe, expect, it } from 'vitest';
import { carry, interpret, settled } from '../../shared/core/interpret.ts';
import type { RawTags, RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const ours = { 'XMP-photoshop:SidecarForExtension': 'JPG' };
const file = (format: string, own: Tags, sidecar: Tags): RawTags => ({
  stores: [
    rawStore({ 'File:FileType': format, ...own }),
    rawStore({ ...ours, ...sidecar }, format === 'JPEG' ? 'sidecarFull' : 'sidecar'),
  ],
});
const head = (text: string): Tags => ({ 'XMP-photoshop:Headline': text });
const words = (...all: string[]): Tags => ({ 'XMP-dc:Subject': all });

type Row = readonly [
  about: string,
  before: readonly [own: Tags, sidecar: Tags],
  now: readonly [own: Tags, sidecar: Tags],
  field: FieldName,
  value: MaybeValue,
  sides: number,
];
const rows: readonly Row[] = [
  ['a text edited in the file', [head('a'), head('a')], [head('b'), head('a')], 'headline', 'b', 2],
  ['a text put into the file', [{}, {}], [head('b'), {}], 'headline', 'b', 2],
  ['the first keyword put into the file', [{}, {}], [words('b'), {}], 'keywords', ['b'], 2],
  [
    'a text taken out of the file',
    [{ ...head('a'), 'XMP-xmp:Rating': '1' }, head('a')],
    [{ 'XMP-xmp:Rating': '1' }, head('a')],
    'headline',
    null,
    1,
  ],
  ['a text edited in the sidecar', [head('a'), head('a')], [head('a'), head('b')], 'headline', 'b', 0],
  ['both edited: the sidecar', [head('a'), head('a')], [head('c'), head('b')], 'headline', 'b', 0],
  [
    'a keyword put into the file',
    [words('a'), words('a')],
    [words('a', 'b'), words('a')],
    'keywords',
    ['a', 'b'],
    2,
  ],
  [
    'a keyword taken out of the file',
    [words('a', 'b'), words('a', 'b')],
    [words('a'), words('a', 'b')],
    'keywords',
    ['a'],
    1,
  ],
  [
    'a keyword taken out of the sidecar',
    [words('a', 'b'), words('a', 'b')],
    [words('a', 'b'), words('a')],
    'keywords',
    ['a'],
    0,
  ],
];

describe('beside a sidecar that decides alone, a later edit of the file itself is heard and shown (RAW)', () => {
  it.each(rows)('%s', (_about, before, now, field, value, sides) => {
    const last = file('CR2', ...before);
    const snapshot = interpret(file('CR2', ...now), last);
    expect(snapshot.values[field] ?? null).toEqual(value);
    expect(snapshot.disagreements[field]?.length ?? 0).toBe(sides);
  });

  it.each(rows)('it stays so when another field is edited: %s', (_about, before, now, field, value) => {
    const kept = carry(file('CR2', ...now), file('CR2', ...before));
    const later = file('CR2', now[0], { ...now[1], 'XMP-dc:Title': 'else' });
    expect(interpret(later, kept).values[field] ?? null).toEqual(value);
  });

  it.each(rows)('for a JPEG the value is the same: %s', (_about, before, now, field, value) => {
    const snapshot = interpret(file('JPEG', ...now), file('JPEG', ...before));
    expect(snapshot.values[field] ?? null).toEqual(value);
  });
});

describe('what our own write of a sidecar leaves in the file', () => {
  const { raw: left, snapshot } = settled(file('JPEG', head('a'), head('b')), ['headline']);

  it('is no disagreement', () => {
    expect(interpret(file('JPEG', head('a'), head('b'))).disagreements.headline?.length).toBe(2);
    const { values, disagreements } = interpret(left);
    expect([values.headline, disagreements.headline]).toEqual(['b', undefined]);
    expect(snapshot).toEqual(interpret(left));
  });

  it('is one again as soon as somebody edits it', () => {
    const { values, disagreements } = interpret(file('JPEG', head('c'), head('b')), left);
    expect([values.headline, disagreements.headline?.length]).toEqual(['c', 2]);
  });

  it('a value that our write gave back to the sidecar is no longer overruled', () => {
    const edited = carry(file('JPEG', head('b'), head('a')), file('JPEG', head('a'), head('a')));
    expect(interpret(edited).values.headline).toBe('b');
    const { values, disagreements } = settled(edited, ['headline']).snapshot;
    expect([values.headline, disagreements.headline]).toEqual(['a', undefined]);
  });

  it('a keyword that our write removed stays removed, and the list in the file is no disagreement', () => {
    const { raw: kept } = settled(file('JPEG', words('a', 'b'), words('a')), ['keywords']);
    const { values, disagreements } = interpret(kept);
    expect([values.keywords, disagreements.keywords]).toEqual([['a'], undefined]);
  });
});
