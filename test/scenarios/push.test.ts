import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('two libraries disagree', () => {
  beforeEach(async () => {
    await world.picture(
      {
        'archive/2024/heron.jpg': [
          '-XMP-dc:Title=Heron at dawn',
          '-XMP-xmp:Rating=4',
          '-XMP-dc:Subject=bird',
        ],
        'family/bird.jpg': ['-XMP-dc:Subject=lake'],
      },
      1,
    );
    await world.picture(
      { 'archive/2024/boat.png': ['-XMP-dc:Title=Boat'], 'family/ship.png': ['-XMP-dc:Title=Ship'] },
      2,
    );
    await world.picture({ 'archive/2024/alone.jpg': ['-XMP-xmp:Rating=5'] }, 3);
    await world.add('archive', 'family');
  });

  test('a push fills and unites, reports the real disagreement, and leaves nothing for a second push', async () => {
    const source = world.bytes('archive', '2024/heron.jpg');
    const outcome = await world.client.plans.push({ from: 'archive', to: 'family' });
    expect(outcome).toMatchObject({ planned: 1, written: 1, unchanged: 1, conflicts: 1, problemTotal: 0 });

    const tags = await world.tags('family', 'bird.jpg');
    expect(tags['XMP-dc:Title']).toBe('Heron at dawn');
    expect(tags['XMP-xmp:Rating']).toBe(4);
    expect(tags['XMP-dc:Subject']).toEqual(expect.arrayContaining(['bird', 'lake']));
    expect((await world.tags('family', 'ship.png'))['XMP-dc:Title']).toBe('Ship');
    expect(world.bytes('archive', '2024/heron.jpg')).toBe(source);

    const again = await world.client.plans.push({ from: 'archive', to: 'family' });
    expect(again).toMatchObject({ run: null, planned: 0, written: 0, conflicts: 1 });
  });

  test('a preview writes nothing and names exactly what the run then writes', async () => {
    const before = world.bytes('family', 'bird.jpg');
    const preview = await world.client.plans.push({ from: 'archive', to: 'family', dryRun: true });
    expect(preview).toMatchObject({ run: null, planned: 1, written: 0 });
    expect(world.bytes('family', 'bird.jpg')).toBe(before);
    const changes = await world.changes(preview);
    expect(changes.map((change) => change.field).sort()).toEqual(['keywords', 'rating', 'title']);

    const ran = await world.client.plans.run({ plan: preview.plan });
    expect(ran).toMatchObject({ plan: preview.plan, written: 1 });
    await expect(world.client.plans.run({ plan: preview.plan })).rejects.toMatchObject({ code: 'REFUSED' });
  });

  test('undo brings back the same bytes, holds the fields until somebody decides, and redo writes them again', async () => {
    const before = world.bytes('family', 'bird.jpg');
    const pushed = await world.client.plans.push({ from: 'archive', to: 'family' });
    const after = world.bytes('family', 'bird.jpg');
    expect(after).not.toBe(before);

    const undone = await world.client.plans.undo({ run: pushed.run! });
    expect(undone).toMatchObject({ planned: 1, written: 1, problemTotal: 0 });
    expect(world.bytes('family', 'bird.jpg')).toBe(before);
    const held = (await world.conflicts()).filter((conflict) => conflict.kind === 'undone');
    expect(held.map((conflict) => conflict.field).sort()).toEqual(['keywords', 'rating', 'title']);
    expect(await world.client.plans.push({ from: 'archive', to: 'family' })).toMatchObject({
      planned: 0,
      conflicts: 4,
    });
    await expect(world.client.plans.undo({ run: pushed.run! })).rejects.toMatchObject({ code: 'REFUSED' });

    const redone = await world.client.plans.redo({ run: pushed.run! });
    expect(redone).toMatchObject({ written: 1 });
    expect(world.bytes('family', 'bird.jpg')).toBe(after);
    expect((await world.conflicts()).filter((conflict) => conflict.kind === 'undone')).toEqual([]);
    const [, , first] = (await world.client.history.list({})).items;
    expect(first).toMatchObject({ run: pushed.run, undone: null });
  });

  test('replace makes the target equal, clearing what the source lacks', async () => {
    await world.edit('family', 'ship.png', '-XMP-xmp:Rating=3');
    const outcome = await world.client.plans.push({ from: 'archive', to: 'family', mode: 'replace' });
    expect(outcome).toMatchObject({ written: 2, conflicts: 0, losing: 2 });
    const ship = await world.tags('family', 'ship.png');
    expect(ship['XMP-dc:Title']).toBe('Boat');
    expect(ship['XMP-xmp:Rating']).toBeUndefined();
    expect((await world.tags('family', 'bird.jpg'))['XMP-dc:Subject']).toEqual(['bird']);

    const restored = await world.client.plans.restore({
      file: world.at('family', 'ship.png'),
      field: 'rating',
    });
    expect(restored).toMatchObject({ kind: 'restore', written: 1 });
    expect((await world.tags('family', 'ship.png'))['XMP-xmp:Rating']).toBe(3);
  });

  test('a removal in the source travels once both were in step; an addition in the target stays', async () => {
    await world.client.plans.push({ from: 'archive', to: 'family' });
    await world.client.plans.push({ from: 'family', to: 'archive' });
    await world.edit(
      'archive',
      '2024/heron.jpg',
      '-XMP:Subject=lake',
      '-XMP:HierarchicalSubject=lake',
      '-XMP:TagsList=lake',
    );
    await world.client.plans.edit({
      files: [world.at('family', 'bird.jpg')],
      edit: { addKeywords: ['places|shore'] },
    });
    await world.client.libraries.scan({});
    const outcome = await world.client.plans.push({ from: 'archive', to: 'family' });
    expect(outcome).toMatchObject({ written: 1 });
    const shown = await world.client.photos.show({ file: world.at('family', 'bird.jpg') });
    expect(shown.fields.keywords).toEqual(expect.arrayContaining(['lake', 'places|shore']));
    expect(shown.fields.keywords).not.toContain('bird');
  });

  test('wrong usage is refused before anything is read', async () => {
    const refused = { code: 'USAGE' };
    await expect(world.client.plans.push({ from: 'archive', to: 'archive' })).rejects.toMatchObject(refused);
    await expect(world.client.plans.push({ from: 'archive', to: 'nowhere' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await world.client.libraries.set({ library: 'family', writes: 'none' });
    await expect(world.client.plans.push({ from: 'archive', to: 'family' })).rejects.toMatchObject(refused);
    await expect(
      world.client.plans.push({ from: 'family', to: 'archive', where: '(' }),
    ).rejects.toMatchObject(refused);
  });
});
