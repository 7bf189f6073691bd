import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const show = (path: string) => world.client.photos.show({ file: world.at('a', path) });
const removeKeyword = (path: string, word: string) =>
  world.client.plans.edit({ files: [world.at('a', path)], edit: { removeKeywords: [word] } });

const foreign = `<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''
 xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='3'/></rdf:RDF></x:xmpmeta><?xpacket end='w'?>`;

type Row = readonly [about: string, path: string, sidecar: string, found: boolean];
const rows: readonly Row[] = [
  ['a JPEG without a sidecar', 'p.jpg', 'p.jpg.xmp', false],
  ['a JPEG beside another program’s sidecar, which says nothing of keywords', 'p.jpg', 'p.jpg.xmp', true],
  ['a RAW beside such a sidecar', 'p.dng', 'p.xmp', true],
  ['a GIF', 'p.gif', 'p.gif.xmp', false],
];

test.each(rows)(
  'a keyword removed through the sidecar stays removed: %s',
  async (_about, path, sidecar, found) => {
    await world.picture(
      { [`a/${path}`]: ['-XMP-dc:Subject=lake', '-XMP-dc:Subject=boat', '-XMP-dc:Title=T'] },
      1,
    );
    if (found) writeFileSync(world.at('a', sidecar), foreign);
    await world.add('a');
    await world.client.libraries.set({ library: 'a', writes: 'sidecar' });
    const bytes = world.bytes('a', path);
    expect((await show(path)).fields.keywords).toEqual(['boat', 'lake']);
    expect(await removeKeyword(path, 'lake')).toMatchObject({ written: 1, problemTotal: 0 });
    expect(world.bytes('a', path)).toBe(bytes);
    expect((await show(path)).fields.keywords).toEqual(['boat']);
    expect((await show(path)).disagreements).toEqual({});
    // An index that knows nothing of the past reads the same.
    await world.client.libraries.remove({ library: 'a' });
    await world.add('a');
    const fresh = await show(path);
    expect([fresh.fields.keywords, fresh.fields.title]).toEqual([['boat'], { 'x-default': 'T' }]);
    expect((await world.tags('a', sidecar))['XMP-dc:Title']).toBe('T');
    if (found) expect(fresh.fields.rating).toBe(3);
  },
);

test('the next edit of the file itself by another program is heard, and shown as the file disagreeing with itself', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-dc:Subject=lake', '-XMP-dc:Subject=boat'] }, 1);
  await world.add('a');
  await world.client.libraries.set({ library: 'a', writes: 'sidecar' });
  await removeKeyword('p.jpg', 'lake');
  expect(await world.conflicts()).toEqual([]);
  await world.edit('a', 'p.jpg', '-XMP-dc:Subject+=sunset');
  await world.client.libraries.scan({});
  expect((await show('p.jpg')).fields.keywords).toEqual(['boat', 'sunset']);
  const [conflict] = await world.conflicts();
  expect(conflict).toMatchObject({ kind: 'inFile', field: 'keywords' });
  // Made to agree: written to the sidecar, quiet from then on, also when the answer is the sidecar's own list.
  await world.client.plans.resolve({ conflicts: [conflict!.id], take: { value: ['boat'] } });
  expect((await show('p.jpg')).fields.keywords).toEqual(['boat']);
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toEqual([]);
  expect((await show('p.jpg')).fields.keywords).toEqual(['boat']);
});
