import { afterEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

const city = async () => (await world.client.photos.show({ file: world.at('mac', 'a.jpg') })).fields.city;

test('IPTC that does not say how it is encoded is read as a person says, and written as UTF-8', async () => {
  world = await createWorld();
  await world.picture(
    { 'mac/a.jpg': ['-charset', 'iptc=MacRoman', '-IPTC:City=Zürich', '-IPTC:By-line=Åsa Müller'] },
    1,
  );
  await world.add('mac');
  expect(await city()).toBe('ZŸrich');
  expect(await world.client.libraries.set({ library: 'mac', iptc: 'macRoman' })).toMatchObject({
    iptc: 'macRoman',
  });
  await world.client.libraries.scan({ libraries: ['mac'] });
  expect(await city()).toBe('Zürich');
  const found = await world.client.photos.find({ query: 'city:Zürich' });
  expect(found.total).toBe(1);
  // A text that needs more than ASCII makes the whole block UTF-8; what is not edited says the same as before.
  const edited = await world.client.plans.edit({
    files: [world.at('mac', 'a.jpg')],
    edit: { set: { headline: 'Größe' } },
  });
  expect(edited).toMatchObject({ written: 1, problems: [] });
  expect(await world.tags('mac', 'a.jpg')).toMatchObject({
    'IPTC:City': 'Zürich',
    'IPTC:By-line': 'Åsa Müller',
    'IPTC:Headline': 'Größe',
  });
  expect(await city()).toBe('Zürich');
});

test('IPTC declared to be UTF-8 that is not keeps its texts through writes of other fields', async () => {
  world = await createWorld();
  await world.picture({ 'mac/a.jpg': ['-charset', 'iptc=latin', '-IPTC:City=Zürich'] }, 1);
  await world.edit('mac', 'a.jpg', '-IPTC:CodedCharacterSet=UTF8');
  await world.add('mac');
  const files = [world.at('mac', 'a.jpg')];
  for (const title of ['One', 'Two']) {
    const edit = { set: { title: { 'x-default': title } } };
    expect(await world.client.plans.edit({ files, edit })).toMatchObject({ written: 1, problems: [] });
    expect(await city()).toBe('Zürich');
  }
  await world.client.libraries.scan({});
  expect(await city()).toBe('Zürich');
});
