import { describe, expect, test } from 'vitest';
import type { RawValue } from '../../../shared/core/raw-tags.ts';
import { unplannedChanges } from '../../../shared/engine/metadata/compare-dumps.ts';

type Row = readonly [why: string, tag: string, before: RawValue | undefined, after: RawValue | undefined];
const tags = (tag: string, value: RawValue | undefined) =>
  new Map<string, RawValue>(value === undefined ? [] : [[tag, value]]);

describe('what may differ after a write although nobody asked for it', () => {
  const rows: readonly Row[] = [
    ['the place of a thumbnail', 'IFD1:ThumbnailOffset', '872', '1134'],
    ['the place of Canon’s decision data', 'Canon:OriginalDecisionDataOffset', '9300', '9562'],
    ['the place of the RAW data', 'IFD0:RawDataOffset', '2048', '8192'],
    ['the place of a JPEG’s tables in an old TIFF', 'IFD0:JPEGQTables', '10 20 30', '40 50 60'],
    ['the second of two such places', 'IFD2:Copy1:StripOffsets', '8664', '13846'],
    ['the digest that names a long XMP’s rest', 'XMP-xmpNote:HasExtendedXMP', 'A1B2', 'C3D4'],
    ['the EXIF version that a first EXIF tag brings', 'ExifIFD:ExifVersion', undefined, '0232'],
    ['an empty list of XMP', 'XMP-darktable:Masks_history', '', undefined],
    ['one inside a structure', 'XMP-crs:Look', { Name: 'a', Masks: [] }, { Name: 'a' }],
    ['the digest of the IPTC block', 'Photoshop:IPTCDigest', 'aa', 'bb'],
  ];
  test.each(rows)('%s', (_, tag, before, after) => {
    expect(unplannedChanges(tags(tag, before), tags(tag, after), [])).toEqual([]);
  });
});

describe('what must not', () => {
  const rows: readonly Row[] = [
    ['a preview of another size', 'IFD0:PreviewImage', '(Binary data 9 bytes)', '(Binary data 8 bytes)'],
    ['the pictures of a preview', 'IFD0:JpgFromRaw', 'picture aa', 'picture bb'],
    ['an empty text of EXIF', 'IFD0:ImageDescription', '', undefined],
    ['a list of XMP that was not empty', 'XMP-darktable:History', [{ Num: '0' }], undefined],
    ['a tag that went', 'XMP-dc:Source', 'kept', undefined],
    ['an EXIF version that is another', 'ExifIFD:ExifVersion', '0210', '0232'],
    ['IPTC of a trailer', 'IPTC3:ObjectName', 'object', undefined],
    ['a length beside a place', 'IFD1:ThumbnailLength', '5000', '4000'],
    ['Camera Raw’s settings', 'XMP-crs:Exposure2012', '+0.50', '0.00'],
  ];
  test.each(rows)('%s', (_, tag, before, after) => {
    expect(unplannedChanges(tags(tag, before), tags(tag, after), [])).toEqual([tag]);
  });

  test('what the plan names, in any language and copy', () => {
    const before = tags('XMP-dc:Copy1:Title-de', 'alt');
    expect(unplannedChanges(before, tags('XMP-dc:Copy1:Title-de', 'neu'), ['XMP-dc:Title'])).toEqual([]);
    expect(unplannedChanges(before, new Map(), ['XMP-dc:Title-x-default'])).toEqual([]);
  });
});
