import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryAlpha2, countryAlpha3 } from '../../shared/core/countries.ts';
import { fromAcdsee, fromSlashPath, toAcdsee, toSlashPath } from '../../shared/core/keyword-paths.ts';
import { defaultPushFields, fieldDef, fieldNames, fields, isFieldName } from '../../shared/core/registry.ts';

describe('the registry of fields', () => {
  it.each(fields)('$name is told in plain words and stored somewhere', (field) => {
    expect(field.label).toMatch(/^[A-Z]/);
    expect(field.help.length).toBeGreaterThan(15);
    expect(field.help).toMatch(/[.]$/);
    expect(field.read.length).toBeGreaterThan(0);
    expect(field.write.length).toBeGreaterThan(0);
    for (const tag of [...field.read, ...field.write, ...field.clear]) {
      expect(tag).toMatch(/^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/);
    }
    const main = field.write.find((tag) => tag.startsWith('XMP-'));
    expect(field.read.includes(main!), `${main} is written, so it must be read`).toBe(true);
  });

  it('has each name once, and no other', () => {
    expect(new Set(fieldNames).size).toBe(fieldNames.length);
    expect(isFieldName('rating')).toBe(true);
    expect(isFieldName('constructor')).toBe(false);
    expect(() => fieldDef('nothing' as never)).toThrow(/no field "nothing"/);
  });

  it('keeps time, position and people out of an ordinary push', () => {
    const kept = fieldNames.filter((name) => !defaultPushFields.includes(name));
    expect(kept.sort()).toEqual(['captureTime', 'gps', 'people', 'regions']);
  });
});

const level = fc.stringMatching(/^[A-Za-z0-9 <>&"'äö]{1,12}$/).map((text) => text.trim() || 'x');
const path = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('|'));

describe('keyword paths of other programs', () => {
  it('survive digiKam’s form, also with a slash inside a level', () => {
    fc.assert(
      fc.property(path, (one) => {
        expect(fromSlashPath(toSlashPath(`${one}|AC/DC`))).toBe(`${one}|AC/DC`);
      }),
    );
  });

  it('survive ACDSee’s form', () => {
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 6 }), (paths) => {
        expect(fromAcdsee(toAcdsee(paths)).sort()).toEqual([...paths].sort());
      }),
    );
  });
});

describe('country codes', () => {
  it.each([
    ['DE', 'DEU'],
    ['ch', 'CHE'],
    ['AUS', 'AUS'],
    ['XX', 'XX'],
  ])('%s is %s in IPTC', (code, three) => {
    expect(countryAlpha3(code)).toBe(three);
    expect(countryAlpha3(countryAlpha2(three))).toBe(three);
  });
});
