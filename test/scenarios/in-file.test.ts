import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a file that disagrees with itself is a conflict of its own, mended by one answer, in every store', async () => {
  await world.picture(
    { 'a/p.jpg': ['-XMP-dc:Description=New caption', '-IPTC:Caption-Abstract=Old caption'] },
    1,
  );
  await world.add('a');
  const [conflict] = (await world.conflicts()).filter((one) => one.kind === 'inFile');
  expect(conflict).toMatchObject({ field: 'description', bridge: 'all' });
  expect(conflict!.sides.length).toBeGreaterThan(1);
  const outcome = await world.client.plans.resolve({ conflicts: [conflict!.id], take: { prefer: 'a' } });
  expect(outcome).toMatchObject({ planned: 1, problemTotal: 0 });
  const tags = await world.tags('a', 'p.jpg');
  expect(tags['IPTC:Caption-Abstract']).toBe(tags['XMP-dc:Description']);
  expect(await world.conflicts()).toEqual([]);
});

const drifted = ['-XMP-dc:Description=From XMP', '-IPTC:Caption-Abstract=From IPTC'];
const captions = async (path: string) => {
  const tags = await world.tags('a', path);
  return [tags['XMP-dc:Description'], tags['IPTC:Caption-Abstract'], tags['IFD0:ImageDescription']];
};

test('many files are made to agree with themselves at once, each with its own value', async () => {
  await world.picture({ 'a/p.jpg': drifted }, 1);
  await world.picture({ 'a/q.jpg': ['-XMP-photoshop:Headline=one', '-IPTC:Headline=two'] }, 2);
  await world.add('a');
  expect((await world.conflicts()).map(({ kind }) => kind)).toEqual(['inFile', 'inFile']);
  const outcome = await world.client.plans.resolve({ take: { own: true } });
  expect(outcome).toMatchObject({ written: 2, problemTotal: 0 });
  expect(await captions('p.jpg')).toEqual(['From XMP', 'From XMP', 'From XMP']);
  expect((await world.tags('a', 'q.jpg'))['IPTC:Headline']).toBe('one');
  expect(await world.conflicts()).toEqual([]);
});

test('what one tag says can be taken in all files, and each side names its tag', async () => {
  await world.picture({ 'a/p.jpg': drifted }, 1);
  await world.add('a');
  const [conflict] = await world.conflicts();
  expect(conflict!.sides.map(({ store, tag, value }) => [store, tag, value])).toEqual([
    ['embedded', 'XMP-dc:Description', { 'x-default': 'From XMP' }],
    ['embedded', 'IPTC:Caption-Abstract', { 'x-default': 'From IPTC' }],
  ]);
  const explained = await world.client.photos.explain({ file: world.at('a', 'p.jpg') });
  expect(explained.inFile?.map(({ field, sides }) => [field, sides.length])).toEqual([['description', 2]]);
  await world.client.plans.resolve({ field: 'description', take: { tag: 'IPTC:Caption-Abstract' } });
  expect(await captions('p.jpg')).toEqual(['From IPTC', 'From IPTC', 'From IPTC']);
});
