import { describe, expect, it } from 'vitest';
import { carry, interpret } from '../../shared/core/interpret.ts';
import type { RawTags, RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const file = (tags: Tags): RawTags => ({ stores: [rawStore(tags)] });

type Row = readonly [about: string, before: Tags, now: Tags, field: FieldName, value: MaybeValue];
const rows: readonly Row[] = [
  [
    'the store that changed wins, whatever the read order',
    { 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'old' },
    { 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'new' },
    'headline',
    'new',
  ],
  [
    'a text removed from XMP does not come back from IPTC',
    { 'XMP-photoshop:Headline': 'x', 'IPTC:Headline': 'x', 'XMP-xmp:Rating': '1' },
    { 'IPTC:Headline': 'x', 'XMP-xmp:Rating': '1' },
    'headline',
    null,
  ],
  [
    'XMP stripped as a whole is no edit of the text',
    { 'XMP-photoshop:Headline': 'x', 'IPTC:Headline': 'x' },
    { 'IPTC:Headline': 'x' },
    'headline',
    'x',
  ],
  [
    'a default text that digiKam repeats in other tags leaves the languages alone',
    { 'XMP-dc:Description': 'a', 'XMP-dc:Description-de': 'b', 'IFD0:ImageDescription': 'a' },
    {
      'XMP-dc:Description': 'a',
      'XMP-dc:Description-de': 'b',
      'IFD0:ImageDescription': 'a',
      'XMP-tiff:ImageDescription': 'a',
      'IPTC:Caption-Abstract': 'a',
      'ExifIFD:UserComment': 'a',
    },
    'description',
    { 'x-default': 'a', de: 'b' },
  ],
  [
    'a default text changed in a mirror is an edit all the same',
    { 'XMP-dc:Description': 'a', 'IFD0:ImageDescription': 'a' },
    { 'XMP-dc:Description': 'a', 'IFD0:ImageDescription': 'new' },
    'description',
    { 'x-default': 'new' },
  ],
  [
    'a keyword removed by Lightroom does not come back from digiKam’s list',
    {
      'XMP-digiKam:TagsList': ['a/b', 'c'],
      'XMP-lr:HierarchicalSubject': ['a|b', 'c'],
      'XMP-dc:Subject': ['b', 'c'],
    },
    { 'XMP-digiKam:TagsList': ['a/b', 'c'], 'XMP-lr:HierarchicalSubject': ['c'], 'XMP-dc:Subject': ['c'] },
    'keywords',
    ['c'],
  ],
  [
    'a keyword removed from the flat names only is removed',
    { 'XMP-lr:HierarchicalSubject': ['a|b', 'c'], 'XMP-dc:Subject': ['b', 'c'] },
    { 'XMP-lr:HierarchicalSubject': ['a|b', 'c'], 'XMP-dc:Subject': ['c'] },
    'keywords',
    ['c'],
  ],
  [
    'a keyword moved by one program is moved',
    { 'XMP-digiKam:TagsList': ['a/x'], 'XMP-lr:HierarchicalSubject': ['a|x'], 'XMP-dc:Subject': ['x'] },
    { 'XMP-digiKam:TagsList': ['a/x'], 'XMP-lr:HierarchicalSubject': ['b|x'], 'XMP-dc:Subject': ['x'] },
    'keywords',
    ['b|x'],
  ],
  [
    'another path with the same last level stays',
    {
      'XMP-digiKam:TagsList': ['a/x', 'c/x'],
      'XMP-lr:HierarchicalSubject': ['a|x', 'c|x'],
      'XMP-dc:Subject': ['x'],
    },
    {
      'XMP-digiKam:TagsList': ['a/x', 'c/x'],
      'XMP-lr:HierarchicalSubject': ['c|x'],
      'XMP-dc:Subject': ['x'],
    },
    'keywords',
    ['c|x'],
  ],
  [
    'a backup without levels brings back its flat keywords, and they count',
    { 'XMP-lr:HierarchicalSubject': ['a|b', 'c'], 'XMP-dc:Subject': ['b', 'c'], 'XMP-xmp:Rating': '1' },
    { 'XMP-dc:Subject': ['c'], 'XMP-xmp:Rating': '1' },
    'keywords',
    ['c'],
  ],
  [
    'a store of several keywords that is stripped removes none that another store names',
    { 'XMP-lr:HierarchicalSubject': ['a|b', 'c'], 'XMP-dc:Subject': ['b', 'c'], 'XMP-xmp:Rating': '1' },
    { 'XMP-dc:Subject': ['b', 'c'], 'XMP-xmp:Rating': '1' },
    'keywords',
    ['b', 'c'],
  ],
  [
    'a backup of a single keyword, from before it got its place in the tree',
    { 'XMP-lr:HierarchicalSubject': ['a|b'], 'XMP-dc:Subject': ['b'], 'XMP-xmp:Rating': '1' },
    { 'XMP-dc:Subject': ['b'], 'XMP-xmp:Rating': '1' },
    'keywords',
    ['b'],
  ],
  [
    'the only keyword, removed by a program that knows no IPTC, is removed',
    { 'IPTC:Keywords': ['b'], 'XMP-dc:Subject': ['b'], 'XMP-xmp:Rating': '1' },
    { 'IPTC:Keywords': ['b'], 'XMP-xmp:Rating': '1' },
    'keywords',
    null,
  ],
  [
    'what one hand kept in a store that it took another keyword from was meant to stay',
    { 'XMP-digiKam:TagsList': ['b', 'c'], 'XMP-dc:Subject': ['b', 'c'] },
    { 'XMP-digiKam:TagsList': ['c'], 'XMP-dc:Subject': ['b'] },
    'keywords',
    ['b', 'c'],
  ],
  [
    'a keyword added to one store is added',
    { 'IPTC:Keywords': ['a'], 'XMP-dc:Subject': ['a'] },
    { 'IPTC:Keywords': ['a', 'b'], 'XMP-dc:Subject': ['a'] },
    'keywords',
    ['a', 'b'],
  ],
];

describe('what was read before tells who edited', () => {
  it.each(rows)('%s', (_about, before, now, field, value) => {
    const [last, raw] = [file(before), file(now)];
    expect(interpret(raw, last).values[field] ?? null).toEqual(value);
  });

  it.each(rows)('it stays so when another field is edited later: %s', (_about, before, now, field, value) => {
    const [last, raw] = [file(before), file(now)];
    const kept = carry(raw, last);
    const later = file({ ...now, 'XMP-dc:Title': 'something else' });
    expect(interpret(later, kept).values[field] ?? null).toEqual(value);
    expect(interpret(carry(later, kept)).values[field] ?? null).toEqual(value);
  });

  it('the store that lost is shown as disagreeing', () => {
    const last = file({ 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'old' });
    const raw = file({ 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'new' });
    expect(interpret(raw, last).disagreements.headline?.map(({ value }) => value)).toEqual(['new', 'old']);
  });

  it('a mark is gone as soon as the marked value changes', () => {
    const last = file({ 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'old' });
    const kept = carry(file({ 'XMP-photoshop:Headline': 'old', 'IPTC:Headline': 'new' }), last);
    const again = file({ 'XMP-photoshop:Headline': 'newest', 'IPTC:Headline': 'new' });
    expect(interpret(again, kept).values.headline).toBe('newest');
  });
});
