import { describe, expect, test } from 'vitest';
import {
  type FamilyFacts,
  familiesAmong,
  familyKinds,
  kinshipOf,
  mostInOneSecond,
  travelsInFamily,
} from '../../shared/core/family.ts';

const raw: FamilyFacts = {
  ...{ photo: 1, library: 'A', folder: '2024', name: 'IMG_1.CR2', sort: 'raw' },
  ...{ captured: '2024-05-01T10:20:30.12+02:00', model: 'Canon EOS R5', serial: '42' },
};
const jpeg: FamilyFacts = { ...raw, photo: 2, name: 'IMG_1.JPG', sort: 'camera' };
const shot = { serial: '42', captured: '2024:05:01 10:20:30.12', number: '7' };
/** Another name in another place, with nothing of the camera: only what a row adds tells of the shot. */
const export_: FamilyFacts = {
  ...{ photo: 3, library: 'B', folder: 'web', name: 'heron.jpg', sort: 'camera' },
  captured: '2024-05-01T10:20:30',
};

type Part = Partial<FamilyFacts>;

describe('two files', () => {
  test.each<[string, FamilyFacts, FamilyFacts, 'rawJpeg' | 'exports']>([
    ['RAW and JPEG side by side', raw, jpeg, 'rawJpeg'],
    ['names in another case', raw, { ...jpeg, name: 'img_1.jpg' }, 'rawJpeg'],
    ['sub-seconds known of one only', raw, { ...jpeg, captured: '2024-05-01T10:20:30' }, 'rawJpeg'],
    ['sub-seconds with fewer digits', raw, { ...jpeg, captured: '2024-05-01T10:20:30.1' }, 'rawJpeg'],
    [
      'another zone for the same wall clock',
      raw,
      { ...jpeg, captured: '2024-05-01T10:20:30.12Z' },
      'rawJpeg',
    ],
    ['camera known of one only', raw, { ...jpeg, model: undefined, serial: undefined }, 'rawJpeg'],
    ['a TIFF beside its RAW', raw, { ...jpeg, name: 'IMG_1.tif', sort: 'other' }, 'exports'],
    ['serial, time and number of the picture', { ...raw, shot }, { ...export_, shot }, 'exports'],
    ['the same original document', { ...raw, documentId: 'd' }, { ...export_, documentId: 'd' }, 'exports'],
    ['made from that document', { ...raw, documentId: 'd' }, { ...export_, derivedFrom: 'd' }, 'exports'],
    [
      'the same name and moment in another folder',
      raw,
      { ...export_, name: 'IMG_1.jpg', captured: raw.captured },
      'exports',
    ],
  ])('%s: a family', (_, a, b, kind) => {
    expect(kinshipOf(a, b)).toMatchObject({ kind });
    expect(kinshipOf(b, a)).toEqual(kinshipOf(a, b));
  });

  test.each<[string, FamilyFacts, FamilyFacts, string]>([
    ['another second', raw, { ...jpeg, captured: '2024-05-01T10:20:31' }, 'at different times'],
    [
      'another part of the second',
      raw,
      { ...jpeg, captured: '2024-05-01T10:20:30.55' },
      'at different times',
    ],
    ['another serial', raw, { ...jpeg, serial: '43' }, 'different cameras'],
    ['another model', raw, { ...jpeg, model: 'Pixel 8', serial: undefined }, 'different cameras'],
    ['no time', raw, { ...jpeg, captured: undefined }, 'when it was taken'],
    ['a day only', raw, { ...jpeg, captured: '2024-05-01' }, 'when it was taken'],
    [
      'a document that a template stamped on many',
      { ...raw, documentId: 'd' },
      { ...export_, documentId: 'd', captured: '2023-01-01T00:00:00' },
      'at different times',
    ],
    ['the name and the second alone', raw, { ...export_, name: 'IMG_1.jpg' }, 'no part of a second'],
  ])('%s: doubtful, and told why', (_, a, b, why) => {
    expect(kinshipOf(a, b)).toEqual({ kind: null, why: expect.stringContaining(why) });
    expect(kinshipOf(b, a)).toEqual(kinshipOf(a, b));
  });

  test.each<[string, Part]>([
    ['the second alone', {}],
    ['the camera and the second', { model: raw.model, serial: raw.serial }],
    ['the name at another time', { name: 'IMG_1.jpg', captured: '2020-01-01T00:00:00.5' }],
    ['empty ids', { documentId: ' ', derivedFrom: '' }],
  ])('%s says nothing', (_, part) => {
    expect(kinshipOf({ ...raw, documentId: ' ' }, { ...export_, ...part })).toBeUndefined();
  });
});

describe('families among files', () => {
  const joined = { ...export_, shot };
  const all = [{ ...raw, shot }, { ...jpeg, shot }, joined];

  test('over several steps, whatever the order, each photo once', () => {
    expect(familiesAmong(all, familyKinds)).toEqual([[1, 2, 3]]);
    expect(familiesAmong(all.toReversed(), familyKinds)).toEqual([[1, 2, 3]]);
    const copy = { ...raw, library: 'B', shot };
    expect(familiesAmong([copy, ...all], familyKinds)).toEqual([[1, 2, 3]]);
  });

  test('only of the kinds asked for', () => {
    expect(familiesAmong(all, ['rawJpeg'])).toEqual([[1, 2]]);
    expect(familiesAmong([raw, jpeg], ['exports'])).toEqual([]);
    expect(familiesAmong(all, [])).toEqual([]);
  });

  test('one that contradicts another of its family: there is no family', () => {
    const stranger = { ...export_, photo: 4, documentId: 'd', serial: '43' };
    expect(familiesAmong([{ ...raw, documentId: 'd' }, jpeg, stranger], familyKinds)).toEqual([[1, 2]]);
    const between = { ...jpeg, serial: undefined, documentId: 'd' };
    expect(familiesAmong([raw, between, stranger], familyKinds)).toEqual([]);
    expect(familiesAmong([stranger, between, raw], familyKinds)).toEqual([]);
  });

  test('a copy that was given another time speaks against it', () => {
    const moved = { ...jpeg, library: 'B', captured: '1999-01-01T00:00:00' };
    expect(familiesAmong([raw, jpeg, moved], familyKinds)).toEqual([]);
  });

  test('a clock that was never set makes no families', () => {
    const many = Array.from({ length: mostInOneSecond }, (_, n) => ({ ...export_, photo: 10 + n }));
    expect(familiesAmong([raw, jpeg, ...many], familyKinds)).toEqual([]);
    expect(familiesAmong([raw, jpeg, ...many.slice(2)], familyKinds)).toEqual([[1, 2]]);
  });
});

test.each<['keywords' | 'rating' | 'regions' | 'captureTime' | 'gps' | 'people', boolean, boolean]>([
  ['keywords', true, true],
  ['rating', true, true],
  ['regions', false, false],
  ['captureTime', false, false],
  ['gps', false, true],
  ['people', false, true],
])('%s travels by itself: %s; where the bridge names its fields: %s', (field, alone, named) => {
  expect([travelsInFamily(field, false), travelsInFamily(field, true)]).toEqual([alone, named]);
});
