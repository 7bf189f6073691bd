// What the real darktable shows of files that Tagbridge wrote, and whether a sidecar of darktable's survives an edit.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../shared/core/change.ts';
import { darktableSidecar } from '../support/darktable.ts';
import { darktableShows, hasDarktable, type Shown } from '../support/darktable-cli.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';
import { type Bench, openBench } from '../support/writing.ts';

type Set = readonly [field: Change['field'], after: Change['after']];
const old = [
  ...['-XMP-dc:Subject=gone', '-XMP-dc:Subject=stays', '-XMP-lr:HierarchicalSubject=gone'],
  ...['-XMP-lr:HierarchicalSubject=stays', '-IPTC:Keywords=gone', '-IPTC:Keywords=stays', '-IPTCDigest=new'],
];

type Row = readonly [about: string, tags: readonly string[], sets: readonly Set[], shown: Partial<Shown>];
const rows: readonly Row[] = [
  [
    'keywords with levels, stars, a label, texts, a place',
    [],
    [
      ['keywords', ['animals|birds|heron', 'flat']],
      ['rating', 4],
      ['label', 'red'],
      ['title', { 'x-default': 'Title é' }],
      ['description', { 'x-default': 'Caption é' }],
      ['creators', ['Ann Ä', 'Bob']],
      ['copyright', { 'x-default': '© 2026 Ann' }],
      ['gps', { lat: -33.8688, lon: 151.2093, alt: 12 }],
    ],
    {
      tags: ['animals|birds|heron', 'flat'],
      stars: 4,
      labels: [0],
      texts: { title: 'Title é', description: 'Caption é', creator: 'Ann Ä, Bob', rights: '© 2026 Ann' },
      alt: 12,
    },
  ],
  ['rejected', [], [['rating', -1]], { rejected: true }],
  ['a purple label', [], [['label', 'purple']], { labels: [4] }],
  [
    'a keyword that was removed does not come back',
    old,
    [['keywords', ['stays', 'new']]],
    { tags: ['new', 'stays'] },
  ],
  ['no keywords at all', old, [['keywords', null]], { tags: [] }],
];

describe.skipIf(!hasDarktable)('darktable shows what was written (skipped without darktable-cli)', () => {
  let bench: Bench;
  const home = tempFolder('tagbridge-darktable-');
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(async () => {
    await bench.close();
    home.remove();
  });
  const write = async (name: string, sets: readonly Set[]) => {
    const changes = sets.map(([field, after]): Change => ({ field, before: null, after }));
    const result = await bench.write(bench.file(name), changes);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    return darktableShows(join(bench.root, name), join(home.path, name));
  };

  it.each(rows)('%s', async (about, tags, sets, shown) => {
    const name = `${rows.findIndex(([one]) => one === about)}.jpg`;
    await makePicture(join(bench.root, name), 1, tags);
    expect(await write(name, sets)).toMatchObject(shown);
  });

  it('its own sidecar keeps its edits and shows the new values', async () => {
    await makePicture(join(bench.root, 'a.jpg'), 2);
    writeFileSync(join(bench.root, 'a.jpg.xmp'), darktableSidecar);
    const shown = await write('a.jpg', [
      ['rating', 2],
      ['label', 'blue'],
      ['keywords', ['sea|seal']],
    ]);
    expect(shown).toMatchObject({ stars: 2, labels: [3], tags: ['sea|seal'] });
    expect(shown.history.filter((step) => ['colorin', 'flip'].includes(step))).toEqual(['colorin', 'flip']);
  });
});
