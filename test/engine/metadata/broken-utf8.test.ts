import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interpret } from '../../../shared/core/interpret.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import { textOfBroken } from '../../../shared/engine/metadata/broken-utf8.ts';
import { exiftool, makePicture } from '../../support/pictures.ts';
import { type Bench, openBench } from '../../support/writing.ts';

const utf8 = (text: string, cut = 0) => Buffer.from(text, 'utf8').subarray(0, Buffer.byteLength(text) - cut);
const latin = (text: string) => Buffer.from(text, 'latin1');

describe('bytes that are declared to be UTF-8', () => {
  test.each([
    ['and are', utf8('Zürich'), 'Zürich'],
    ['and are Windows-1252', latin('Zürich'), 'Zürich'],
    ['and are Windows-1252 with its last letter', latin('Café'), 'Café'],
    ['and were cut in their last character', utf8('Zürich Straße é', 1), 'Zürich Straße '],
    ['and were cut in four bytes', utf8('日本🙂', 2), '日本'],
    ['and were cut at the limit, after nothing but ASCII', utf8(`${'a'.repeat(31)}é`, 1), 'a'.repeat(31)],
  ])('%s', (_, bytes, text) => {
    expect(textOfBroken(bytes)).toBe(text);
  });
});

describe('IPTC that was declared to be UTF-8 later, over Latin-1 texts', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = openBench();
    const path = `${bench.root}/a.jpg`;
    const texts = ['-IPTC:City=Zürich', '-IPTC:Keywords=Köln', '-IPTC:Keywords=why?', '-IPTC:Headline=x'];
    await makePicture(path, 1, ['-charset', 'iptc=latin', ...texts]);
    await exiftool('-q', '-overwrite_original', '-IPTC:CodedCharacterSet=UTF8', path);
  });
  afterAll(() => bench.close());

  const values = async () => {
    const read = await bench.reader.read(bench.file('a.jpg'), { hash: false });
    if (!read.ok) throw new Error(read.problem.message);
    return interpret(read.raw).values;
  };
  const expected = { city: 'Zürich', keywords: ['Köln', 'why?'] };

  test('is read', async () => {
    expect(await values()).toMatchObject({ ...expected, headline: 'x' });
  });

  test('is still read after a write of another field', async () => {
    const changes = [{ field: 'headline' as FieldName, before: 'x', after: 'Größe' }];
    const written = await bench.write(bench.file('a.jpg'), changes);
    expect(written).toMatchObject({ ok: true });
    expect(await values()).toMatchObject({ ...expected, headline: 'Größe' });
    expect(written.ok && interpret(written.raw).values).toMatchObject(expected);
  });
});
