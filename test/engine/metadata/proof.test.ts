import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TagWrite } from '../../../shared/core/encode.ts';
import type { RawStore } from '../../../shared/core/raw-tags.ts';
import { proveJpeg } from '../../../shared/engine/metadata/proof/prove-jpeg.ts';
import { exiftool, makePicture, tempFolder } from '../../support/pictures.ts';

const folder = tempFolder();
afterAll(() => folder.remove());

const files = new Map<string, Buffer>();
const file = (name: string): Buffer => files.get(name)!;

const title: readonly TagWrite[] = [{ tag: 'XMP-dc:Title', values: ['new'] }];
/** What must be read back, of tags that a test is about. */
const holding = (tags: RawStore['tags']): RawStore => ({ store: 'embedded', tags, warnings: [] });

/** Makes `name` from another file by ExifTool. */
async function made(name: string, from: string, ...args: string[]): Promise<void> {
  const path = join(folder.path, `${name}.jpg`);
  await exiftool('-q', '-m', '-n', ...args, '-o', path, join(folder.path, `${from}.jpg`));
  files.set(name, readFileSync(path));
}

beforeAll(async () => {
  const rich = [
    ...[
      '-IFD0:Make=Maker',
      '-IFD0:Artist=someone',
      '-ExifIFD:FNumber=2.8',
      '-XMP-dc:Title=old',
      '-XMP-dc:Subject=a',
    ],
    ...['-XMP-photoshop:City=kept', '-IPTC:CodedCharacterSet=UTF8', '-IPTC:Keywords=ü', '-IPTC:City=kept'],
  ];
  await makePicture(join(folder.path, 'plain.jpg'), 1);
  files.set('plain', readFileSync(join(folder.path, 'plain.jpg')));
  await made('rich', 'plain', ...rich);
  await made('titled', 'rich', '-XMP-dc:Title=new');
  await made('other title', 'rich', '-XMP-dc:Title=newer');
  await made('also a city', 'rich', '-XMP-dc:Title=new', '-XMP-photoshop:City=lost');
  await made('also no city', 'rich', '-XMP-dc:Title=new', '-XMP-photoshop:City=');
  await made('also an artist', 'rich', '-XMP-dc:Title=new', '-IFD0:Artist=nobody');
  await made('also a rating', 'rich', '-XMP-dc:Title=new', '-IFD0:Rating=3');
  await made('also a keyword', 'rich', '-XMP-dc:Title=new', '-IPTC:Keywords=ü', '-IPTC:Keywords=b');
  await made('also a digest', 'rich', '-XMP-dc:Title=new', '-Photoshop:IPTCDigest=new');
  await made('also a comment', 'rich', '-XMP-dc:Title=new', '-File:Comment=x');
  await made('without EXIF', 'rich', '-XMP-dc:Title=new', '-EXIF:all=');
  await made('in German', 'rich', '-XMP-dc:Title=new', '-XMP-dc:Title-de=neu');
}, 60_000);

/** The picture's data with one bit turned. */
function otherPicture(): Buffer {
  const bytes = Buffer.from(file('titled'));
  bytes[bytes.length - 100] = bytes[bytes.length - 100]! ^ 1;
  return bytes;
}

/** With a segment put before all others. */
const withSegment = (name: string, marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([file(name).subarray(0, 2), head, data, file(name).subarray(2)]);
};

/** An EXIF segment with an artist of one letter, and a maker note of four bytes. */
function exifWithMakerNote(artist: string): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    value.copy(bytes, 8);
    return bytes;
  };
  const pointer = Buffer.from([0, 0, 0, 38]);
  return Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\u0008\0\u0002', 'latin1'),
    entry(315, 2, 2, Buffer.from(`${artist}\0`)),
    entry(34665, 4, 1, pointer),
    Buffer.from([0, 0, 0, 0, 0, 1]),
    entry(37500, 7, 4, Buffer.from('note')),
    Buffer.alloc(4),
  ]);
}

const packet = (inside: string): Buffer =>
  Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(inside)]);

/** `plain` with an XMP packet. */
const withXmp = (inside: string): Buffer => withSegment('plain', 0xe1, packet(inside));

const rdf = (inside: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">${inside}</rdf:RDF></x:xmpmeta>`;

describe('what the bytes prove', () => {
  test('a write that did what was meant, with all that reading it gives', () => {
    const proof = proveJpeg(file('rich'), file('titled'), title, holding({ 'XMP-dc:Title': 'new' }));
    expect(proof).toHaveProperty('store');
    const tags = 'store' in proof ? proof.store.tags : {};
    expect(tags['XMP-dc:Title']).toBe('new');
    expect(tags['File:CurrentIPTCDigest']).toMatch(/^[0-9a-f]{32}$/);
    expect(tags['XMP-x:XMPToolkit']).toMatch(/^Image::ExifTool/);
  });

  test.each<[string, TagWrite[], RawStore['tags'], string]>([
    [
      'a keyword in IPTC',
      [{ tag: 'IPTC:Keywords', values: ['ü', 'b'] }, ...title],
      { 'IPTC:Keywords': ['ü', 'b'], 'XMP-dc:Title': 'new' },
      'also a keyword',
    ],
    [
      'an EXIF text',
      [{ tag: 'IFD0:Artist', values: ['nobody'] }, ...title],
      { 'IFD0:Artist': 'nobody', 'XMP-dc:Title': 'new' },
      'also an artist',
    ],
    [
      'an EXIF number',
      [{ tag: 'IFD0:Rating', values: ['3'] }, ...title],
      { 'IFD0:Rating': '3', 'XMP-dc:Title': 'new' },
      'also a rating',
    ],
    [
      'a property that is taken out',
      [{ tag: 'XMP-photoshop:City', values: [] }, ...title],
      { 'XMP-dc:Title': 'new' },
      'also no city',
    ],
    [
      'a digest of the block',
      [{ tag: 'Photoshop:IPTCDigest', values: ['new'] }, ...title],
      { 'XMP-dc:Title': 'new' },
      'also a digest',
    ],
    [
      'a second language',
      [{ tag: 'XMP-dc:Title-de', values: ['neu'] }, ...title],
      { 'XMP-dc:Title': 'new', 'XMP-dc:Title-de': 'neu' },
      'in German',
    ],
  ])('%s', (_, writes, expected, after) => {
    expect(proveJpeg(file('rich'), file(after), writes, holding(expected))).toHaveProperty('store');
  });

  test('the same values in another way of writing XMP', () => {
    const [short, long] = [
      '<rdf:Description rdf:about="" xmp:Label="Red" dc:title="t"/>',
      '<rdf:Description rdf:about=""><xmp:Label>Red</xmp:Label></rdf:Description><rdf:Description rdf:about=""><dc:title>t</dc:title></rdf:Description>',
    ].map((inside) => withXmp(rdf(inside)));
    expect(proveJpeg(short!, long!, [], holding({}))).toHaveProperty('store');
  });
});

describe('what the bytes do not prove', () => {
  const expected = holding({ 'XMP-dc:Title': 'new' });

  test('EXIF that was laid out anew around maker notes, whose offsets may lead astray', () => {
    const [old, now] = ['a', 'b'].map((artist) => withSegment('plain', 0xe1, exifWithMakerNote(artist)));
    const artist = [{ tag: 'IFD0:Artist', values: ['b'] }];
    expect(proveJpeg(old!, now!, artist, holding({ 'IFD0:Artist': 'b' }))).toHaveProperty('unproven');
    expect(proveJpeg(old!, old!, [], holding({}))).toHaveProperty('store');
  });

  test.each([
    'rich',
    'other title',
    'also a city',
    'also no city',
    'also an artist',
    'also a rating',
    'also a keyword',
    'also a digest',
    'also a comment',
    'without EXIF',
    'in German',
  ])('%s', (after) => {
    expect(proveJpeg(file('rich'), file(after), title, expected)).toHaveProperty('unproven');
  });

  test('a bit of the picture', () => {
    expect(proveJpeg(file('rich'), otherPicture(), title, expected)).toHaveProperty('unproven');
  });

  test('a pointer that other readers would not follow, because it is no longer said to be one', () => {
    const bytes = Buffer.from(file('titled'));
    const at = bytes.indexOf(Buffer.from([0x87, 0x69, 0, 4, 0, 0, 0, 1]));
    expect(at).toBeGreaterThan(0);
    bytes[at + 3] = 3;
    expect(proveJpeg(file('rich'), bytes, title, expected)).toHaveProperty('unproven');
  });

  test('a tag that lies in no known place', () => {
    const writes = [...title, { tag: 'XMP-crs:Exposure2012', values: ['1'] }];
    expect(proveJpeg(file('rich'), file('titled'), writes, expected)).toHaveProperty('unproven');
  });

  test.each<[string, () => Buffer]>([
    ['two XMP packets', () => withSegment('titled', 0xe1, packet(rdf('<rdf:Description rdf:about=""/>')))],
    [
      'XMP that goes on elsewhere',
      () => withSegment('titled', 0xe1, Buffer.from('http://ns.adobe.com/xmp/extension/\0x')),
    ],
    ['an index of further pictures', () => withSegment('titled', 0xe2, Buffer.from('MPF\0MM\0*'))],
    ['a file that ends in a segment', () => file('titled').subarray(0, 40)],
    ['no JPEG', () => Buffer.from('II*\0')],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s, before and after', (_, bytes) => {
    expect(proveJpeg(bytes(), bytes(), [], holding({}))).toHaveProperty('unproven');
  });

  test.each<[string, string]>([
    ['XML that is not well formed', rdf('<rdf:Description rdf:about=""><dc:title>')],
    [
      'a document type',
      `<!DOCTYPE x [<!ENTITY a "b">]>${rdf('<rdf:Description rdf:about="" dc:title="&a;"/>')}`,
    ],
    ['an entity of its own', rdf('<rdf:Description rdf:about="" dc:title="&a;"/>')],
    ['a character in odd letters', rdf('<rdf:Description rdf:about="" dc:title="&aMp;"/>')],
    [
      'a property twice',
      rdf('<rdf:Description rdf:about="" dc:title="a"><dc:title>b</dc:title></rdf:Description>'),
    ],
    ['two subjects', rdf('<rdf:Description rdf:about="a"/><rdf:Description rdf:about="b"/>')],
    [
      'a value with qualifiers',
      rdf(
        '<rdf:Description rdf:about=""><dc:title rdf:parseType="Resource"><rdf:value>a</rdf:value></dc:title></rdf:Description>',
      ),
    ],
    ['text between elements', rdf('<rdf:Description rdf:about="">text</rdf:Description>')],
    ['no RDF', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
  ])('XMP with %s, before and after', (_, xmp) => {
    expect(proveJpeg(withXmp(xmp), withXmp(xmp), [], holding({}))).toHaveProperty('unproven');
  });
});
