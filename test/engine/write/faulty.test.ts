// Files that ExifTool finds fault with: refused in its words, with what to do next; never a bare "not as meant".
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../../shared/core/change.ts';
import { exifSegment, jpegWith, packet, titled, xmpSegment } from '../../support/jpeg-parts.ts';
import { type Bench, openBench, sha256, strays } from '../../support/writing.ts';

let bench: Bench;
beforeAll(() => {
  bench = openBench();
});
afterAll(() => bench.close());

const changes: Change[] = [{ field: 'title', before: null, after: { 'x-default': 'new' } }];
const rating = (at: number) => `<xmp:Rating>${at}</xmp:Rating>`;
const twice = [xmpSegment(packet(titled('one'))), xmpSegment(packet(titled('two')))];

async function made(name: string, segments: readonly Buffer[]): Promise<string> {
  writeFileSync(join(bench.root, name), await jpegWith(...segments));
  return name;
}

test.each<[string, Buffer[], RegExp]>([
  ['an element without an end', [xmpSegment(packet('<dc:title><rdf:Alt>'))], /no closing tag/],
  ['XMP that was cut off', [xmpSegment(packet(titled('x')).slice(0, 300))], /no closing tag/],
  ['an EXIF block of nothing sensible', [exifSegment(Buffer.from('II*\0\x08\0\0\0\x7f\x7f'))], /Bad IFD0/],
])('%s: not read, and not written', async (_, segments, words) => {
  const name = await made(`read-${_.length}.jpg`, segments);
  const before = sha256(join(bench.root, name));
  const read = await bench.reader.read(bench.file(name), { hash: true });
  const problem = read.ok ? undefined : read.problem;
  expect(problem).toMatchObject({ code: 'corrupt', message: expect.stringMatching(words) });
  expect(problem?.message).toMatch(/mend it in another program/);
  expect(sha256(join(bench.root, name))).toBe(before);
});

test.each<[string, Buffer[], RegExp]>([
  ['two XMP blocks', twice, /Duplicate XMP property/],
  ['a property twice', [xmpSegment(packet(rating(3) + rating(4)))], /Duplicate XMP property: xmp:Rating/],
  ['no XMP where it should be', [xmpSegment('')], /Invalid XMP/],
  ['a name of nowhere', [xmpSegment(packet('<foo:bar>1</foo:bar>'))], /Undefined XMP namespace/],
  ['XML that is no XMP', [xmpSegment('<notxmp/>')], /would have changed what nobody asked for/],
])('%s: read, but not written into; a sidecar is', async (_, segments, words) => {
  const name = await made(`write-${_.length}.jpg`, segments);
  const before = sha256(join(bench.root, name));
  const result = await bench.write(bench.file(name), changes);
  const problem = result.ok ? undefined : result.problem;
  expect(problem?.code).toMatch(/^(writeFailed|verifyFailed)$/);
  expect(problem?.message).toMatch(words);
  expect(problem?.message).toMatch(/let the library write sidecars/);
  const aside = await bench.write(bench.file(name, { writes: 'sidecar' }), changes);
  expect(aside.ok ? 'written' : aside.problem).toBe('written');
  expect(sha256(join(bench.root, name))).toBe(before);
  expect(strays(bench.root)).toEqual([]);
});
