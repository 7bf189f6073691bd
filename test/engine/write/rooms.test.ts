// The folders below `.tagbridge` that bytes wait in, when somebody meddles with them between two writes.
import { lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { hiddenName } from '../../../shared/engine/metadata/hidden-place.ts';
import { tempFolder } from '../../support/pictures.ts';

const inRoom = /^\.tagbridge\/tmp\/[0-9a-f]{18}\.jpg$/;
const beside = /^\.tagbridge-[0-9a-f]{18}$/;

interface Row {
  readonly name: string;
  meddle(root: string, elsewhere: string): void;
  readonly next: RegExp;
}

const rows: Row[] = [
  { name: 'nothing happens', meddle: () => {}, next: inRoom },
  {
    name: 'the room is taken away',
    meddle: (root) => rmSync(join(root, '.tagbridge/tmp'), { recursive: true }),
    next: inRoom,
  },
  {
    name: '.tagbridge is taken away',
    meddle: (root) => rmSync(join(root, '.tagbridge'), { recursive: true }),
    next: inRoom,
  },
  {
    name: 'the library is taken away and is back without it',
    meddle: (root) => {
      rmSync(root, { recursive: true });
      mkdirSync(root);
      writeFileSync(join(root, 'a.jpg'), '');
    },
    next: inRoom,
  },
  {
    name: 'the room becomes a link',
    meddle: (root, elsewhere) => {
      renameSync(join(root, '.tagbridge/tmp'), join(elsewhere, 'tmp'));
      symlinkSync(join(elsewhere, 'tmp'), join(root, '.tagbridge/tmp'));
    },
    next: beside,
  },
  {
    name: '.tagbridge becomes a link to where there is such a room',
    meddle: (root, elsewhere) => {
      renameSync(join(root, '.tagbridge'), join(elsewhere, 'own'));
      symlinkSync(join(elsewhere, 'own'), join(root, '.tagbridge'));
    },
    next: beside,
  },
  {
    name: 'the room becomes a file',
    meddle: (root) => {
      rmSync(join(root, '.tagbridge/tmp'), { recursive: true });
      writeFileSync(join(root, '.tagbridge/tmp'), '');
    },
    next: beside,
  },
];

test.each(rows)(
  '$name: the next name is one that can be used, and in the library',
  async ({ meddle, next }) => {
    using folder = tempFolder();
    using elsewhere = tempFolder();
    const root = join(folder.path, 'library');
    mkdirSync(root);
    const photo = join(root, 'a.jpg');
    writeFileSync(photo, '');
    expect(await hiddenName(root, photo, 'tmp')).toMatch(inRoom);
    meddle(root, elsewhere.path);
    const name = await hiddenName(root, photo, 'tmp');
    expect(name).toMatch(next);
    expect(lstatSync(dirname(join(root, name))).isDirectory()).toBe(true);
  },
);
