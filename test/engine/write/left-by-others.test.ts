// Files as cameras and other programs leave them, where a write was once refused or not whole (found with ExifTool's own
// test images, digiKam 7.9 and darktable 4.2).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/core/change.ts';
import { darktableSidecar } from '../../support/darktable.ts';
import { exiftool, makePicture, pictureBytes } from '../../support/pictures.ts';
import { rw2Bytes } from '../../support/tiny-media.ts';
import { type Bench, openBench, treeOf } from '../../support/writing.ts';

let bench: Bench;
const at = (path: string) => join(bench.root, path);
const title = (after: string): Change[] => [{ field: 'title', before: null, after: { 'x-default': after } }];
const labels = (after: string): Change[] => [{ field: 'label', before: null, after }];
const changes: Change[] = [
  ...title('Title'),
  { field: 'keywords', before: null, after: ['animals|birds|heron', 'lake'] },
  { field: 'captureTime', before: null, after: '2024-05-01T10:20:30.12+02:00' },
  { field: 'creators', before: null, after: ['Ann; "A" B', 'Bob'] },
];
const dump = async (path: string) =>
  JSON.parse(
    await exiftool('-j', '-G1', '-a', '-u', '-n', '-struct', '-api', 'RequestTags=ImageDataHash', path),
  )[0] as Record<string, unknown>;

beforeAll(() => {
  bench = openBench();
});
afterAll(() => bench.close());

describe('files as others leave them', () => {
  test('a PNG with IPTC in it: what is removed is gone from there too', async () => {
    await makePicture(at('png/a.png'), 9, [
      '-m',
      '-IPTC:Keywords=stays',
      '-IPTC:Keywords=gone',
      '-IPTC:City=Ulm',
    ]);
    const result = await bench.write(bench.file('png/a.png'), [
      { field: 'keywords', before: ['stays', 'gone'], after: ['stays', 'é'] },
      { field: 'city', before: 'Ulm', after: null },
    ]);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    const now = await dump(at('png/a.png'));
    expect([now['IPTC:Keywords'], now['XMP-dc:Subject'], now['IPTC:City']]).toEqual([
      ['stays', 'é'],
      ['stays', 'é'],
      undefined,
    ]);
    expect((await bench.reader.read(bench.file('png/a.png'), { hash: false })).ok).toBe(true);
  });

  test('a caption that digiKam copied into the comment of the JPEG goes from there too', async () => {
    await makePicture(at('comment/a.jpg'), 9, ['-XMP-dc:Description=a', '-XMP-acdsee:Notes=a', '-Comment=a']);
    const result = await bench.write(bench.file('comment/a.jpg'), [
      { field: 'description', before: { 'x-default': 'a' }, after: null },
    ]);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    const now = await dump(at('comment/a.jpg'));
    expect([now['File:Comment'], now['XMP-acdsee:Notes'], now['XMP-dc:Description']]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  test('a sidecar as darktable 4.2 leaves it: written, its edits untouched', async () => {
    await makePicture(at('dt/a.jpg'), 8);
    writeFileSync(at('dt/a.jpg.xmp'), darktableSidecar);
    const history = async () =>
      JSON.parse(await exiftool('-j', '-struct', '-n', '-XMP-darktable:all', at('dt/a.jpg.xmp')))[0];
    const old = await history();
    expect(old.History).toHaveLength(2);
    const result = await bench.write(bench.file('dt/a.jpg'), [...title('Title'), ...labels('blue')]);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    expect(result.readBack).toMatchObject({ title: { 'x-default': 'Title' }, label: 'blue' });
    const { Masks_history, ...rest } = old;
    expect(await history()).toEqual(rest);
  });

  test('RAW files of one name do not share a sidecar', async () => {
    mkdirSync(at('twins'));
    writeFileSync(at('twins/a.rw2'), rw2Bytes(await pictureBytes('jpg', 4)));
    writeFileSync(at('twins/a.rwl'), rw2Bytes(await pictureBytes('jpg', 5)));
    await makePicture(at('twins/a.dng'), 6);
    for (const name of ['a.rw2', 'a.rwl', 'a.dng']) {
      const result = await bench.write(bench.file(`twins/${name}`, { writes: 'sidecar' }), title(name));
      if (!result.ok) throw new Error(JSON.stringify(result.problem));
      expect(result.readBack['title']).toEqual({ 'x-default': name });
    }
    expect(Object.keys(treeOf(join(bench.root, 'twins'))).filter((name) => name.endsWith('.xmp'))).toEqual([
      ...['a.dng.xmp', 'a.rw2.xmp', 'a.rwl.xmp'],
    ]);
  });

  test('a JPEG whose XMP is longer than one segment', async () => {
    await makePicture(at('long/a.jpg'), 3, [`-XMP-photoshop:History=${'a step of many; '.repeat(5000)}`]);
    const old = await dump(at('long/a.jpg'));
    expect(old['XMP-xmpNote:HasExtendedXMP']).toBeDefined();
    const result = await bench.write(bench.file('long/a.jpg'), title('Title'));
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    const now = await dump(at('long/a.jpg'));
    expect(now['XMP-photoshop:History']).toEqual(old['XMP-photoshop:History']);
    expect(now['File:ImageDataHash']).toBe(old['File:ImageDataHash']);
  });

  test('a RAW whose preview has the metadata in it once more: its picture stays, its tags follow', async () => {
    mkdirSync(at('raw'));
    writeFileSync(at('raw/a.rw2'), rw2Bytes(await pictureBytes('jpg', 3)));
    const old = await dump(at('raw/a.rw2'));
    const result = await bench.write(bench.file('raw/a.rw2', { writes: 'embedded' }), changes);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    for (const { field, after } of changes) expect([field, result.readBack[field]]).toEqual([field, after]);
    const now = await dump(at('raw/a.rw2'));
    expect(now['File:ImageDataHash']).toBe(old['File:ImageDataHash']);
    expect(now['IFD0:JpgFromRaw']).not.toBe(old['IFD0:JpgFromRaw']);
  });
});
