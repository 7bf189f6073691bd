// A proof from the bytes passes over tags in which no field is kept: none of them may tell of one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawTags } from '../../shared/core/raw-tags.ts';
import { fields } from '../../shared/core/registry.ts';
import { holdsNoField } from '../../shared/engine/metadata/compare-dumps.ts';

const folder = join(import.meta.dirname, '../fixtures/raw-tags');
const passedOver = {
  'XMP-x:XMPToolkit': 'another',
  'File:ExifByteOrder': 'II',
  'IFD0:XResolution': '300',
  'IFD0:YResolution': '300',
  'IFD0:ResolutionUnit': '2',
  'IFD0:YCbCrPositioning': '2',
  'ExifIFD:ExifVersion': '0232',
  'ExifIFD:ComponentsConfiguration': '1 2 3 0',
  'ExifIFD:FlashpixVersion': '0100',
  'ExifIFD:ColorSpace': '1',
  'GPS:GPSVersionID': '2 3 0 0',
};

test('what is passed over is no field’s', () => {
  expect(Object.keys(passedOver).every(holdsNoField)).toBe(true);
  for (const { name, read, write, clear } of fields)
    expect([...read, ...write, ...clear].filter(holdsNoField), name).toEqual([]);
});

test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
  '%s means the same without it and with other values in it',
  (name) => {
    const { raw } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { raw: RawTags };
    const withTags = (tags: (old: RawTags['stores'][number]['tags']) => RawTags['stores'][number]['tags']) =>
      interpret({ stores: raw.stores.map((store) => ({ ...store, tags: tags(store.tags) })) });
    const whole = interpret(raw);
    expect(Object.keys(whole.values).length).toBeGreaterThan(0);
    expect(withTags((old) => ({ ...old, ...passedOver }))).toEqual(whole);
    expect(
      withTags((old) => Object.fromEntries(Object.entries(old).filter(([tag]) => !holdsNoField(tag)))),
    ).toEqual(whole);
  },
);
