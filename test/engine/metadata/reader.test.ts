import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interpret } from '../../../shared/core/interpret.ts';
import type { MediaFile } from '../../../shared/engine/metadata/ports.ts';
import { createExifToolReader, type ExifToolReader } from '../../../shared/engine/metadata/reader.ts';
import { exiftool, makePicture, pictureBytes, tempFolder } from '../../support/pictures.ts';
import { zipBytes } from '../../support/tiny-media.ts';

const folder = tempFolder();
let reader: ExifToolReader;
const root = folder.path;
const at = (path: string) => join(root, path);
const file = (path: string): MediaFile => ({
  root,
  path,
  writes: 'auto',
  sidecar: 'adobe',
  keepMtime: false,
});
const read = (path: string, hash = true) => reader.read(file(path), { hash });
const codeOf = async (path: string) => {
  const result = await read(path);
  return result.ok ? 'ok' : result.problem.code;
};

beforeAll(() => {
  reader = createExifToolReader({ processes: 2 });
});
afterAll(async () => {
  await reader.close();
  folder.remove();
});

describe('facts by format', () => {
  test.each([
    ['jpg', 'JPEG', true],
    ['png', 'PNG', true],
    ['tif', 'TIFF', true],
    ['webp', 'Extended WEBP', true],
    ['avif', 'AVIF', true],
    ['dng', 'DNG', true],
    ['gif', 'GIF', false],
  ])(
    '%s: type by content, pixels, image hash that a metadata edit leaves alone',
    async (kind, format, hashable) => {
      await makePicture(at(`facts/a.${kind}`), 5, ['-XMP-dc:Title=one']);
      const before = await read(`facts/a.${kind}`);
      await exiftool('-q', '-overwrite_original', '-XMP-dc:Title=a much longer title', at(`facts/a.${kind}`));
      const after = await read(`facts/a.${kind}`);
      if (!before.ok || !after.ok) throw new Error('not read');
      expect(after.facts).toMatchObject({ format, width: 96, height: 64 });
      expect(after.facts.imageHash).toEqual(before.facts.imageHash);
      expect(after.facts.imageHash !== undefined).toBe(hashable);
      expect(after.fingerprint).not.toEqual(before.fingerprint);
    },
  );

  test('the hash of no data is none', async () => {
    // A PNG without picture data: signature, header and end only.
    const png = await pictureBytes('png');
    const idat = png.indexOf('IDAT') - 4;
    const iend = png.indexOf('IEND') - 4;
    writeFileSync(at('nodata.png'), Buffer.concat([png.subarray(0, idat), png.subarray(iend)]));
    const result = await read('nodata.png');
    expect(result.ok && result.facts.imageHash).toBe(undefined);
  });

  test('camera, time and number make a shot key only together', async () => {
    const time = ['-ExifIFD:DateTimeOriginal=2024:05:01 10:20:30', '-ExifIFD:SubSecTimeOriginal=12'];
    await makePicture(at('shot.jpg'), 1, [...time, '-ExifIFD:SerialNumber=123', '-ExifIFD:ImageNumber=7']);
    await makePicture(at('shot2.jpg'), 1, [...time, '-ExifIFD:SerialNumber=123']);
    const [whole, part] = [await read('shot.jpg'), await read('shot2.jpg')];
    expect(whole.ok && whole.facts.shot).toEqual({
      serial: '123',
      captured: '2024:05:01 10:20:30.12',
      number: '7',
    });
    expect(part.ok && part.facts.shot).toBe(undefined);
  });
});

describe('every leaf is a string', () => {
  test('numbers, booleans and odd texts arrive as they are stored', async () => {
    const words = ['007', '1.50', '1e400', 'True', 'null', '-0', '&amp;', 'a "b" \\ c', '日本', '😀'];
    await makePicture(
      at('words.jpg'),
      1,
      words.map((word) => `-XMP-dc:Subject=${word}`),
    );
    const result = await read('words.jpg');
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.raw.stores[0]?.tags['XMP-dc:Subject']).toEqual(words);
  });

  test('EXIF texts in UTF-8 and in Latin-1 both arrive', async () => {
    const tags = [
      '-IFD0:ImageDescription=Zürich 日本 😀',
      '-IFD0:Artist=J#rgen',
      '-IFD0:Copyright=plain',
      '-IFD0:XPTitle=Ã¼',
    ];
    await makePicture(at('latin.jpg'), 1, tags);
    const bytes = readFileSync(at('latin.jpg'));
    bytes[bytes.indexOf('J#rgen') + 1] = 0xfc;
    writeFileSync(at('latin.jpg'), bytes);
    const result = await read('latin.jpg');
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.raw.stores[0]?.tags).toMatchObject({
      'IFD0:ImageDescription': 'Zürich 日本 😀',
      'IFD0:Artist': 'Jürgen',
      'IFD0:Copyright': 'plain',
      'IFD0:XPTitle': 'Ã¼',
    });
  });

  test('a value in one group does not hide the same tag of another', async () => {
    await makePicture(at('groups.jpg'), 1, [
      '-GPS:GPSLatitude=33.8',
      '-GPS:GPSLatitudeRef=S',
      '-XMP-exif:GPSLatitude=12',
    ]);
    const result = await read('groups.jpg');
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.raw.stores[0]?.tags).toMatchObject({
      'GPS:GPSLatitude': '33.8',
      'XMP-exif:GPSLatitude': '12',
    });
  });
});

describe('sidecars', () => {
  test('both names are read as stores of their own', async () => {
    await makePicture(at('side/a.dng'), 1);
    await exiftool('-q', '-XMP-dc:Title=short', '-o', at('side/a.xmp'));
    await exiftool('-q', '-XMP-dc:Title=full', '-o', at('side/a.dng.xmp'));
    const result = await read('side/a.dng');
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.raw.stores.map(({ store, tags }) => [store, tags['XMP-dc:Title']])).toEqual([
      ['embedded', undefined],
      ['sidecar', 'short'],
      ['sidecarFull', 'full'],
    ]);
    expect(result.fingerprint.sidecars.map(({ name }) => name)).toEqual(['a.xmp', 'a.dng.xmp']);
    expect(interpret(result.raw).values.title).toEqual({ 'x-default': 'full' });
  });

  test('IMG.xmp is the RAW’s, not the JPEG’s beside it', async () => {
    await makePicture(at('pair/a.dng'), 1);
    await makePicture(at('pair/a.jpg'), 1);
    await exiftool('-q', '-XMP-dc:Title=raw', '-o', at('pair/a.xmp'));
    const [raw, jpeg] = [await read('pair/a.dng'), await read('pair/a.jpg')];
    expect(raw.ok && raw.raw.stores.length).toBe(2);
    expect(jpeg.ok && jpeg.raw.stores.length).toBe(1);
  });

  test('a broken sidecar makes the file unreadable, not empty', async () => {
    await makePicture(at('broken/a.jpg'), 1, ['-XMP-dc:Subject=a']);
    writeFileSync(at('broken/a.jpg.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF');
    expect(await codeOf('broken/a.jpg')).toBe('corrupt');
  });
});

describe('what ExifTool sees only the wrapping of', () => {
  test.each([
    ['letter.docx', 'DOCX'],
    ['table.ods', 'ODS'],
    ['talk.pptx', 'PPTX'],
  ])('%s is read as its name says', async (name, format) => {
    writeFileSync(at(name), zipBytes('[Content_Types].xml', '<Types/>'));
    const found = await read(name);
    expect(found).toMatchObject({ ok: true, facts: { format } });
  });

  test('an archive called as a picture is no picture', async () => {
    writeFileSync(at('zip.jpg'), zipBytes('a.txt', 'a'));
    expect(await codeOf('zip.jpg')).toBe('misnamed');
  });
});

describe('what cannot be trusted is a Problem', () => {
  test.each<[string, string, (path: string) => unknown]>([
    ['empty', 'empty.jpg', (path) => writeFileSync(path, '')],
    ['misnamed', 'text.jpg', (path) => writeFileSync(path, 'no picture at all, only words\n')],
    ['misnamed', 'jpeg.png', async (path) => writeFileSync(path, await pictureBytes('jpg'))],
    ['symbolicLink', 'link.jpg', async (path) => symlinkSync(await makePicture(at('target.jpg')), path)],
    ['unsupported', 'folder.jpg', (path) => mkdirSync(path)],
    ['vanished', 'nothing.jpg', () => undefined],
    [
      'badName',
      'line\n$break/a.jpg',
      async (path) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, await pictureBytes('jpg'));
      },
    ],
    ['outsideLibrary', '../outside.jpg', () => undefined],
    ['vanished', `${'x'.repeat(200)}.jpg`, () => undefined],
    ['badName', `${'x'.repeat(300)}.jpg`, () => undefined],
  ])('%s: %s', async (code, name, make) => {
    await make(at(name));
    expect(await codeOf(name)).toBe(code);
  });

  test('a file cut off in its header is corrupt', async () => {
    await makePicture(at('cut.jpg'), 1, ['-XMP-dc:Subject=a']);
    truncateSync(at('cut.jpg'), 900);
    expect(await codeOf('cut.jpg')).toBe('corrupt');
  });

  test('one bad file does not spoil the others of its batch', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `batch/${i}.jpg`);
    await Promise.all(names.map((name, i) => makePicture(at(name), i, [`-XMP-dc:Title=t${i}`])));
    writeFileSync(at('batch/5.jpg'), 'garbage');
    const results = await Promise.all(names.map((name) => read(name)));
    expect(results.map((result) => result.ok)).toEqual(names.map((_, i) => i !== 5));
    const titles = results.map((result) => result.ok && result.raw.stores[0]?.tags['XMP-dc:Title']);
    expect(titles).toEqual(names.map((_, i) => i !== 5 && `t${i}`));
  });
});

const xmp = (inner: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const bag = (count: number) =>
  `<dc:subject><rdf:Bag>${Array.from({ length: count }, (_, i) => `<rdf:li>k${i}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`;

describe('bombs', () => {
  test.each([1_000, 1_001, 5_000])('a list of %d keywords is read whole', async (count) => {
    await makePicture(at(`list${count}.jpg`));
    writeFileSync(at(`list${count}.jpg.xmp`), xmp(bag(count)));
    const result = await read(`list${count}.jpg`);
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.raw.stores[1]?.tags['XMP-dc:Subject']).toHaveLength(count);
  });

  test('XMP nested deeper than any program writes is refused', async () => {
    await makePicture(at('deep.jpg'));
    writeFileSync(at('deep.jpg.xmp'), xmp('<dc:a>'.repeat(20_000) + '</dc:a>'.repeat(20_000)));
    expect(await codeOf('deep.jpg')).toBe('tooLarge');
  });

  test('a command that takes too long is stopped, and the next file is read', async () => {
    const hasty = createExifToolReader({ processes: 1, limits: { timeoutMs: 1 } });
    await makePicture(at('slow.jpg'));
    const result = await hasty.read(file('slow.jpg'), { hash: true });
    await hasty.close();
    expect(result.ok ? 'ok' : result.problem.code).toBe('timeout');
    expect(await codeOf('slow.jpg')).toBe('ok');
  });

  test('a command that prints too much is stopped', async () => {
    const small = createExifToolReader({ processes: 1, limits: { outputBytes: 50_000 } });
    await makePicture(at('loud.jpg'));
    writeFileSync(at('loud.jpg.xmp'), xmp(bag(30_000)));
    const result = await small.read(file('loud.jpg'), { hash: true });
    await small.close();
    expect(result.ok ? 'ok' : result.problem.code).toBe('tooLarge');
  });

  test.runIf(process.platform === 'linux')('a process over its memory ends alone', async () => {
    const poor = createExifToolReader({ processes: 1, limits: { memoryBytes: 80 * 2 ** 20 } });
    await makePicture(at('fat.jpg'));
    writeFileSync(at('fat.jpg.xmp'), xmp(bag(150_000)));
    const result = await poor.read(file('fat.jpg'), { hash: true });
    await poor.close();
    expect(result.ok ? 'ok' : result.problem.code).toBe('tooLarge');
  });
});

describe('nothing of the user’s set-up is obeyed', () => {
  test('no configuration, no Perl options', async () => {
    const home = at('home');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, '.ExifTool_config'), `open(my $f, '>', '${at('sentinel')}'); 1;`);
    copyFileSync(join(home, '.ExifTool_config'), at('.ExifTool_config'));
    const old = {
      HOME: process.env['HOME'],
      PERL5OPT: process.env['PERL5OPT'],
      EXIFTOOL_HOME: process.env['EXIFTOOL_HOME'],
    };
    Object.assign(process.env, { HOME: home, PERL5OPT: '-Mnothing', EXIFTOOL_HOME: home });
    const own = createExifToolReader({ processes: 1 });
    await makePicture(at('plain.jpg')).catch(() => undefined);
    const result = await own.read(file('plain.jpg'), { hash: false });
    await own.close();
    for (const [name, value] of Object.entries(old)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    expect(result.ok).toBe(true);
    expect(() => utimesSync(at('sentinel'), 0, 0)).toThrow(/ENOENT/);
  });

  test.each([
    '-ver.jpg',
    ' lead.jpg',
    '#hash.jpg',
    '@at.jpg',
    'qu\'o"te.jpg',
    'emo😀ji.jpg',
    'pipe.jpg|.jpg',
    '%d$x`y`.jpg',
    '*?[a].jpg',
    'ü-nfc.jpg',
    'ü-nfd.jpg',
    'line\n$break.jpg',
    'line\r@break.jpg',
    'all {ready} now.jpg',
    '{ready1}.jpg',
  ])('odd name %j', async (name) => {
    await makePicture(at(`odd/plain.jpg`), 1, ['-XMP-dc:Title=odd']);
    copyFileSync(at('odd/plain.jpg'), at(`odd/${name}`));
    const result = await read(`odd/${name}`);
    expect(result.ok && result.raw.stores[0]?.tags['XMP-dc:Title']).toBe('odd');
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a file without read permission',
    async () => {
      await makePicture(at('secret.jpg'));
      chmodSync(at('secret.jpg'), 0);
      expect(await codeOf('secret.jpg')).not.toBe('ok');
    },
  );
});
