import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const count = 6;
const titles = async (library: string, files = count) => {
  const read = [];
  for (let seed = 1; seed <= files; seed++)
    read.push((await world.tags(library, `p${seed}.jpg`))['XMP-dc:Title']);
  return read;
};
const twoLibraries = async (files = count) => {
  for (let seed = 1; seed <= files; seed++)
    await world.picture({ [`a/p${seed}.jpg`]: [`-XMP-dc:Title=T${seed}`], [`b/p${seed}.jpg`]: [] }, seed);
  await world.add('a', 'b');
};
const titlesWanted = (files: number) => Array.from({ length: files }, (_, at) => `T${at + 1}`);
const wanted = titlesWanted(count);
/** More than are replaced before the kill. */
const many = 14;

/** Our own traces below a library's root but for the undo store and the marker. */
const strays = (library: string) =>
  readdirSync(world.at(library, ''), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /tmp[\\/]./.test(name) || /\.tagbridge-/.test(name) || name.endsWith('_exiftool_tmp'),
  );

test('a run cancelled between two files keeps what it wrote and goes on when resumed', async () => {
  await twoLibraries();
  const stream = await world.client.events();
  const pushing = world.client.plans.push({ from: 'a', to: 'b', job: 'push' });
  for await (const event of stream) {
    if (event.kind === 'job' && event.job.kind === 'run' && event.job.done >= 1) break;
    if (event.kind === 'jobEnded') break;
  }
  await world.client.jobs.cancel({ job: 'push' });
  const cancelled = await pushing;
  expect(cancelled.run).not.toBeNull();
  const [run] = (await world.client.history.list({})).items;
  expect(cancelled.written).toBe(run!.written);
  if (run!.state === 'cancelled') {
    expect(cancelled.written).toBeLessThan(count);
    const resumed = await world.client.plans.resume({ run: run!.run });
    expect(resumed).toMatchObject({ written: count, problemTotal: 0 });
  }
  await expect(world.client.plans.resume({ run: run!.run })).rejects.toMatchObject({
    code: 'REFUSED',
    message: `The run ${run!.run} is done: there is nothing to resume.`,
    data: { hint: `It wrote ${count} files. To take it back: tagbridge undo ${run!.run}` },
  });
  expect(await titles('b')).toEqual(wanted);
  expect(await world.client.plans.push({ from: 'a', to: 'b' })).toMatchObject({ planned: 0 });
});

test('a file that changed since the preview is skipped and reported, never decided anew', async () => {
  await twoLibraries();
  // Written by a run before the preview: that is not what changed it since.
  await world.client.plans.edit({ files: [world.at('b', 'p3.jpg')], edit: { addKeywords: ['k'] } });
  const plan = await world.client.plans.push({ from: 'a', to: 'b', dryRun: true });
  await world.edit('b', 'p3.jpg', '-XMP-dc:Title=Mine');
  const ran = await world.client.plans.run({ plan: plan.plan });
  expect(ran).toMatchObject({ written: count - 1, skippedBy: { changedSince: 1 } });
  const message = expect.stringContaining('Another program wrote it.');
  expect(ran.problems).toEqual([expect.objectContaining({ path: 'p3.jpg', code: 'changedSince', message })]);
  expect((await world.tags('b', 'p3.jpg'))['XMP-dc:Title']).toBe('Mine');
  const changes = await world.client.history.changes({ run: ran.run! });
  expect(changes.items.find((change) => change.path === 'p3.jpg')).toMatchObject({ state: 'skipped' });
});

test.each([1, 3, 5])(
  'an engine killed while it writes (after file %i): the next start makes every photo whole, resuming finishes',
  async (after) => {
    await twoLibraries(many);
    const wanted = titlesWanted(many);
    const plan = await world.client.plans.push({ from: 'a', to: 'b', dryRun: true });
    await world.engine.close();
    const child = fork(join(import.meta.dirname, '../support/run-and-die.ts'), [
      join(world.root, 'data'),
      plan.plan,
      String(after),
    ]);
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    await world.restart();
    const status = await world.client.status();
    expect(status.openRuns).toHaveLength(1);
    for (const title of await titles('b', many)) if (title !== undefined) expect(wanted).toContain(title);
    const resumed = await world.client.plans.resume({ run: status.openRuns[0]! });
    expect(resumed).toMatchObject({ written: many, problemTotal: 0 });
    expect(await titles('b', many)).toEqual(wanted);
    expect(strays('b')).toEqual([]);
    expect(await world.client.plans.push({ from: 'a', to: 'b' })).toMatchObject({ planned: 0, conflicts: 0 });
    expect(await world.client.plans.undo({ run: resumed.run! })).toMatchObject({ written: many });
    expect(await titles('b', many)).toEqual(wanted.map(() => undefined));
  },
);

test('an edit, its undo and its redo move neither hub nor base: a bridge sees the file change', async () => {
  await twoLibraries();
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await world.client.plans.sync({ yes: true });
  const edited = await world.client.plans.edit({
    where: 'title:T1',
    library: 'a',
    edit: { set: { title: { 'x-default': 'Edited' } }, addKeywords: ['animals|birds'] },
  });
  expect(edited).toMatchObject({ planned: 1, written: 1, photos: 1 });
  await world.client.plans.undo({ run: edited.run! });
  expect((await world.tags('a', 'p1.jpg'))['XMP-dc:Title']).toBe('T1');
  expect(await world.conflicts()).toEqual([]);
  await world.client.plans.redo({ run: edited.run! });
  const synced = await world.client.plans.sync({});
  expect(synced).toMatchObject({ problems: [], written: 1, conflicts: 0 });
  const tags = await world.tags('b', 'p1.jpg');
  expect(tags['XMP-dc:Title']).toBe('Edited');
  expect(tags['XMP-lr:HierarchicalSubject']).toEqual(['animals|birds']);
});

test('a format that truncates never loops: what was meant counts, and a person’s edit on top travels whole', async () => {
  const long = 'A city with a name far longer than the IPTC limit allows';
  await world.picture(
    { 'a/p.jpg': [`-XMP-photoshop:City=${long}`], 'b/p.jpg': ['-IPTC:City=x', '-IPTC:City='] },
    1,
  );
  await world.edit('b', 'p.jpg', '-IPTC:ObjectName=old title');
  await world.add('a', 'b');
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await world.client.plans.sync({ yes: true });
  const read = await world.tags('b', 'p.jpg');
  expect(read['XMP-photoshop:City']).toBe(long);
  await world.client.libraries.scan({});
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0, conflicts: 0 });
  await world.client.plans.edit({
    files: [world.at('b', 'p.jpg')],
    edit: { set: { city: `${long}, shorter` } },
  });
  expect(await world.client.plans.sync({})).toMatchObject({ written: 1, conflicts: 0 });
  expect((await world.tags('a', 'p.jpg'))['XMP-photoshop:City']).toBe(`${long}, shorter`);
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0, conflicts: 0 });
});
