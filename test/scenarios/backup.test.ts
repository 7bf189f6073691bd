// A person brings back an old version of a file from a backup.
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const keywords = async (library: string) =>
  (await world.client.photos.show({ file: world.at(library, 'p.jpg') })).fields.keywords;

test('a file whose backup knew flat keywords only reads as what the backup says, and loses nothing of that', async () => {
  await world.picture(
    {
      'a/p.jpg': [
        '-XMP-lr:HierarchicalSubject=animals|birds',
        '-XMP-dc:Subject=birds',
        '-XMP-dc:Subject=lake',
      ],
      'b/p.jpg': ['-XMP-dc:Subject=lake', '-XMP-dc:Title=From the backup'],
    },
    1,
  );
  await world.add('a', 'b');
  execFileSync('cp', ['-p', world.at('b', 'p.jpg'), world.at('', 'backup.jpg')]);
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await world.client.plans.sync({ yes: true });
  expect(await keywords('b')).toEqual(['animals|birds', 'lake']);

  execFileSync('cp', ['-p', world.at('', 'backup.jpg'), world.at('b', 'p.jpg')]);
  await world.client.libraries.scan({});
  expect(await keywords('b')).toEqual(['lake']);
  await world.client.plans.sync({ yes: true });
  expect(await keywords('a')).toContain('lake');
});
