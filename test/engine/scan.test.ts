import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireLibrary, setLibrary } from '../../shared/engine/db/libraries.ts';
import { all, run } from '../../shared/engine/db/sql.ts';
import { createExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { asNobody } from '../support/as-nobody.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { type ScanLab, scanLab } from '../support/scan-lab.ts';

const reader = createExifToolReader();
afterAll(() => reader.close());

let lab: ScanLab;
beforeEach(() => {
  lab = scanLab(reader);
});
afterEach(() => lab.close());

const states = (id: string) =>
  all<{ path: string; state: string }>(
    lab.index.read,
    'SELECT path, state FROM file WHERE library = ? ORDER BY path',
    [id],
  ).map(({ path, state }) => `${path} ${state}`);

describe('a scan', () => {
  test('reads every file once, then only what changed', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a.jpg'), 1, ['-XMP:Rating=3', '-XMP-dc:Subject=heron']);
    await makePicture(join(root, '2024/b.png'), 2);
    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 2, changed: 0, removed: 0, problemCount: 0 });
    expect(lab.file(id, 'a.jpg').snapshot?.values).toMatchObject({ rating: 3, keywords: ['heron'] });

    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 0, changed: 0, removed: 0 });
    expect([...lab.reads.values()]).toEqual([1, 1]);

    await exiftool('-q', '-overwrite_original', '-XMP:Rating=5', join(root, 'a.jpg'));
    expect(await lab.scan(id)).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(5);
    expect(lab.reads.get('2024/b.png')).toBe(1);
  });

  test('an edit that keeps size and mtime is found', async () => {
    const { id, root } = await lab.add('A');
    const path = await makePicture(join(root, 'a.jpg'), 1, ['-XMP:Rating=3']);
    await lab.scan(id);
    const before = statSync(path);
    await exiftool('-q', '-overwrite_original_in_place', '-P', '-XMP:Rating=4', path);
    utimesSync(path, before.atime, before.mtime);
    expect(statSync(path).size).toBe(before.size);
    expect(await lab.scan(id)).toMatchObject({ changed: 1 });
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(4);
  });

  test('a file changed within the granularity of the clock around its reading is read again', async () => {
    const { id, root } = await lab.add('A');
    const path = await makePicture(join(root, 'a.jpg'), 1);
    lab.clock = () => statSync(path).ctimeMs - 600_000;
    await lab.scan(id);
    await lab.scan(id);
    expect(lab.reads.get('a.jpg')).toBe(2);
    lab.clock = Date.now;
    await lab.scan(id);
    await lab.scan(id);
    expect(lab.reads.get('a.jpg')).toBe(3);
  });

  test('a sidecar that appears, changes and goes is a change of its file, which is not hashed again', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a.dng'), 1);
    await lab.scan(id);
    const hash = lab.file(id, 'a.dng').facts?.imageHash;
    expect(hash).toBeDefined();
    await exiftool('-q', '-XMP:Rating=2', '-o', join(root, 'a.xmp'), '-XMP:all', join(root, 'a.dng'));
    expect(await lab.scan(id)).toMatchObject({ files: 1, changed: 1 });
    expect(lab.file(id, 'a.dng').snapshot?.values.rating).toBe(2);
    expect(lab.file(id, 'a.dng').facts?.imageHash).toEqual(hash);
    unlinkSync(join(root, 'a.xmp'));
    expect(await lab.scan(id)).toMatchObject({ changed: 1 });
    expect(lab.file(id, 'a.dng').snapshot?.values.rating).toBeUndefined();
  });

  test.each([
    ['o\'quote "double".jpg'],
    ['-leading-dash.jpg'],
    [' leading blank.jpg'],
    ['#hash @at $dollar.jpg'],
    ['emoji 🦢.jpg'],
    [`NFC ${'é'.normalize('NFC')}.jpg`],
    [`NFD ${'é'.normalize('NFD')}.jpg`],
    [`${'x'.repeat(251)}.jpg`],
    ['back\\slash.jpg'],
    ['line\nbreak.jpg'],
    ['carriage\rreturn.jpg'],
    ['tab\tand \u001b[31m.jpg'],
    ['new\n-execute\n-if\n"b\\n\\".jpg'],
    ['percent %d %%.jpg'],
    ['two  blanks;semi&amp|pipe.jpg'],
  ])('the name %j is read like any other', async (name) => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'plain.jpg'), 1, ['-XMP:Rating=3']);
    renameSync(join(root, 'plain.jpg'), join(root, name));
    expect(await lab.scan(id)).toMatchObject({ files: 1, added: 1, problemCount: 0 });
    expect(lab.file(id, name).snapshot?.values.rating).toBe(3);
  });

  test('a backslash in a name is no folder', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a/b.jpg'), 1, ['-XMP:Rating=3']);
    await makePicture(join(root, 'plain.jpg'), 2, ['-XMP:Rating=5']);
    renameSync(join(root, 'plain.jpg'), join(root, 'a\\b.jpg'));
    await lab.scan(id);
    expect(lab.file(id, 'a/b.jpg').snapshot?.values.rating).toBe(3);
    expect(lab.file(id, 'a\\b.jpg').snapshot?.values.rating).toBe(5);
  });

  test('names that no program can be told of are problems, and nothing else suffers', async () => {
    const { id, root } = await lab.add('A');
    const good = await makePicture(join(root, 'good.jpg'), 1);
    copyFileSync(good, Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff]), Buffer.from('.jpg')]));
    mkdirSync(join(root, 'line\n$break'));
    copyFileSync(good, join(root, 'line\n$break/a.jpg'));
    expect(await lab.scan(id)).toMatchObject({ problemCount: 2 });
    expect(lab.problems(id).sort()).toEqual(['bad\ufffd.jpg: badName', 'line\n$break/a.jpg: badName']);
    expect(lab.paths(id)).toContain('good.jpg');
  });

  test('links are not followed, loops end, hard links are files of their own', async () => {
    const { id, root } = await lab.add('A');
    const outside = await makePicture(join(lab.path, 'outside', 'o.jpg'), 1);
    const inside = await makePicture(join(root, 'a.jpg'), 2);
    symlinkSync(outside, join(root, 'link.jpg'));
    symlinkSync(join(lab.path, 'outside'), join(root, 'folder'));
    symlinkSync(root, join(root, 'loop'));
    linkSync(inside, join(root, 'hard.jpg'));
    await lab.scan(id);
    expect(lab.paths(id)).toEqual(['a.jpg', 'hard.jpg']);
    expect(lab.problems(id)).toEqual(['link.jpg: symbolicLink']);
    unlinkSync(join(root, 'link.jpg'));
    await lab.scan(id);
    expect(lab.problems(id)).toEqual([]);
  });

  test('caches, bins and what the user excludes are left out', async () => {
    const { id, root } = await lab.add('A', 'auto', ['Exports', '*.png', 'raw/**/old']);
    const seed = await makePicture(join(root, 'a.jpg'), 1);
    const others = [
      '.hidden/h.jpg',
      '@eaDir/e.jpg',
      '#recycle/r.jpg',
      'x.lrdata/p.jpg',
      '._a.jpg',
      'Exports/e.jpg',
    ];
    for (const other of [
      ...others,
      'sub/exports/e.jpg',
      'p.png',
      'raw/1/old/o.jpg',
      'raw/1/new/n.jpg',
      'a.jpg_original',
    ]) {
      mkdirSync(join(root, other, '..'), { recursive: true });
      copyFileSync(seed, join(root, other));
    }
    await lab.scan(id);
    expect(lab.paths(id)).toEqual(['a.jpg', 'raw/1/new/n.jpg']);
  });

  test('a file that cannot be read is a problem, keeps what was read, and is read again when it changed', async () => {
    const { id, root } = await lab.add('A');
    const path = await makePicture(join(root, 'a.jpg'), 1, ['-XMP:Rating=3']);
    const bytes = readFileSync(path);
    await lab.scan(id);
    writeFileSync(path, 'this is no picture');
    expect(await lab.scan(id)).toMatchObject({ files: 1, changed: 1, removed: 0, problemCount: 1 });
    expect(lab.paths(id)).toEqual(['a.jpg (problem)']);
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(3);
    await lab.scan(id);
    expect(lab.reads.get('a.jpg')).toBe(2);
    writeFileSync(path, bytes);
    expect(await lab.scan(id)).toMatchObject({ changed: 1, problemCount: 0 });
    expect(lab.paths(id)).toEqual(['a.jpg']);
  });

  test('an empty file and one that lies about its kind are problems from the start', async () => {
    const { id, root } = await lab.add('A');
    writeFileSync(join(root, 'empty.jpg'), '');
    writeFileSync(join(root, 'text.jpg'), 'hello');
    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 2, problemCount: 2 });
    expect(lab.paths(id)).toEqual(['empty.jpg (problem)', 'text.jpg (problem)']);
  });

  test('a file that moved keeps its id, photo and bases, in whatever order the folders come', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'm/a.jpg'), 1);
    await makePicture(join(root, 'm/b.jpg'), 2);
    await lab.scan(id);
    const [a, b] = [lab.file(id, 'm/a.jpg'), lab.file(id, 'm/b.jpg')];
    run(lab.index.write, `INSERT INTO base (bridge, file, field, value) VALUES ('all', ?, 'rating', '1')`, [
      a.id,
    ]);
    mkdirSync(join(root, 'a'));
    mkdirSync(join(root, 'z'));
    renameSync(join(root, 'm/a.jpg'), join(root, 'a/renamed.jpg'));
    renameSync(join(root, 'm/b.jpg'), join(root, 'z/b.jpg'));
    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 0, changed: 2, removed: 0 });
    expect(lab.file(id, 'a/renamed.jpg')).toMatchObject({ id: a.id, photo: a.photo });
    expect(lab.file(id, 'z/b.jpg')).toMatchObject({ id: b.id, photo: b.photo });
    expect(all(lab.index.read, 'SELECT file FROM base')).toEqual([{ file: a.id }]);
    expect(states(id)).toEqual(['a/renamed.jpg ok', 'z/b.jpg ok']);
  });

  test('a file that was copied elsewhere and deleted is the same file too; a second copy is not', async () => {
    const { id, root } = await lab.add('A');
    const path = await makePicture(join(root, 'a.jpg'), 1);
    await lab.scan(id);
    const before = lab.file(id, 'a.jpg');
    copyFileSync(path, join(root, 'copy1.jpg'));
    copyFileSync(path, join(root, 'copy2.jpg'));
    unlinkSync(path);
    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 1, changed: 1, removed: 0 });
    const ids = [lab.file(id, 'copy1.jpg').id, lab.file(id, 'copy2.jpg').id];
    expect(ids).toContain(before.id);
    expect(new Set(ids).size).toBe(2);
  });

  test('a deleted file is missing; when it comes back it is itself again', async () => {
    const { id, root } = await lab.add('A');
    const path = await makePicture(join(root, 'a.jpg'), 1);
    const bytes = readFileSync(path);
    await makePicture(join(root, 'b.jpg'), 2);
    await lab.scan(id);
    const before = lab.file(id, 'a.jpg');
    unlinkSync(path);
    expect(await lab.scan(id)).toMatchObject({ files: 1, removed: 1 });
    expect(lab.file(id, 'a.jpg').state).toBe('missing');
    writeFileSync(path, bytes);
    expect(await lab.scan(id)).toMatchObject({ files: 2, added: 1, removed: 0 });
    expect(lab.file(id, 'a.jpg')).toMatchObject({ id: before.id, photo: before.photo, state: 'ok' });
  });

  test('a scan of some folders looks nowhere else', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'x/a.jpg'), 1);
    await makePicture(join(root, 'y/b.jpg'), 2);
    await lab.scan(id);
    rmSync(join(root, 'x'), { recursive: true });
    rmSync(join(root, 'y/b.jpg'));
    await makePicture(join(root, 'y/deep/c.jpg'), 3);
    expect(await lab.scan(id, { folders: ['y'] })).toMatchObject({ added: 1, removed: 1 });
    expect(states(id)).toEqual(['x/a.jpg ok', 'y/b.jpg missing', 'y/deep/c.jpg ok']);
    expect(await lab.scan(id, { folders: ['x'] })).toMatchObject({ removed: 1 });
    const moved = lab.file(id, 'y/deep/c.jpg');
    renameSync(join(root, 'y/deep'), join(root, 'y/moved'));
    expect(await lab.scan(id, { folders: ['y'] })).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(lab.file(id, 'y/moved/c.jpg').id).toBe(moved.id);
  });

  test('cancelling keeps what was read and infers nothing', async () => {
    const { id, root } = await lab.add('A');
    for (let n = 0; n < 150; n++) writeFileSync(join(root, `bad${n}.jpg`), `no picture ${n}`);
    const gone = await makePicture(join(root, 'gone.jpg'), 1);
    await lab.scan(id);
    unlinkSync(gone);
    for (let n = 0; n < 150; n++) writeFileSync(join(root, `bad${n}.jpg`), `still no picture ${n}`);
    const stop = new AbortController();
    let read = 0;
    lab.onRead = () => {
      if (++read === 20) stop.abort();
    };
    const result = await lab.scan(id, { signal: stop.signal });
    expect(result).toMatchObject({ cancelled: true, removed: 0 });
    expect(lab.file(id, 'gone.jpg').state).toBe('ok');
    expect(requireLibrary(lab.index.read, id).state).toBe('online');
    lab.onRead = () => {};
    expect(await lab.scan(id)).toMatchObject({ cancelled: false, removed: 1, problemCount: 150 });
  });
});

describe.runIf(process.platform !== 'win32')('a folder that may not be read', () => {
  test('says so; nothing is inferred of what is below it, all the rest is', async () => {
    const { id, root } = await lab.add('A');
    for (const path of ['secret/deep/a.jpg', 'secret/b.jpg', 'open/c.jpg', 'open/d.jpg'])
      await makePicture(join(root, path), path.length * 7 + path.charCodeAt(path.length - 5));
    await lab.scan(id);
    chmodSync(lab.path, 0o755);
    rmSync(join(root, 'open/d.jpg'));
    rmSync(join(root, 'secret/b.jpg'));
    chmodSync(join(root, 'secret'), 0);
    const result = await asNobody(() => lab.scan(id));
    expect(result).toMatchObject({ removed: 1, problemCount: 1 });
    expect(result.offline).toBeUndefined();
    expect(lab.problems(id)).toEqual(['secret: noPermission']);
    expect(states(id)).toEqual([
      'open/c.jpg ok',
      'open/d.jpg missing',
      'secret/b.jpg ok',
      'secret/deep/a.jpg ok',
    ]);
    chmodSync(join(root, 'secret'), 0o755);
    expect(await lab.scan(id)).toMatchObject({ removed: 1, problemCount: 0 });
  });

  test('is the root: the library is offline', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a.jpg'), 1);
    await lab.scan(id);
    chmodSync(lab.path, 0o755);
    chmodSync(root, 0);
    const result = await asNobody(() => lab.scan(id));
    chmodSync(root, 0o755);
    expect(result).toMatchObject({
      offline: expect.stringMatching(/permissions|cannot be read/),
      removed: 0,
    });
    expect(states(id)).toEqual(['a.jpg ok']);
  });
});

describe('a library that is not there', () => {
  async function filled(writes: 'auto' | 'none' = 'auto') {
    const library = await lab.add('A', writes);
    for (const n of [1, 2, 3]) await makePicture(join(library.root, `d/${n}.jpg`), n);
    await lab.scan(library.id);
    return library;
  }
  const faults: [string, (root: string) => void][] = [
    ['unplugged', (root) => renameSync(root, `${root}-away`)],
    [
      'an empty mount point',
      (root) => {
        renameSync(root, `${root}-away`);
        mkdirSync(root);
      },
    ],
    [
      'emptied, marker and all',
      (root) => {
        rmSync(root, { recursive: true });
        mkdirSync(root);
      },
    ],
    ['without its marker', (root) => rmSync(join(root, '.tagbridge'), { recursive: true })],
    [
      'with an unreadable marker',
      (root) => writeFileSync(join(root, '.tagbridge/library.json'), '{"format":'),
    ],
    [
      'with a marker of a megabyte',
      (root) => writeFileSync(join(root, '.tagbridge/library.json'), 'x'.repeat(2 ** 20)),
    ],
    [
      'another library',
      (root) =>
        writeFileSync(
          join(root, '.tagbridge/library.json'),
          '{"format":1,"id":"00000000-0000-4000-8000-000000000000","created":""}',
        ),
    ],
    [
      'a file',
      (root) => {
        renameSync(root, `${root}-away`);
        writeFileSync(root, '');
      },
    ],
    [
      'a link to elsewhere',
      (root) => {
        renameSync(root, `${root}-away`);
        symlinkSync(`${root}-away`, root);
      },
    ],
  ];

  test.each(faults)('%s: it is offline, nothing is missing, no marker is made', async (_, fault) => {
    const { id, root } = await filled();
    fault(root);
    const markerBefore = existsSync(join(root, '.tagbridge/library.json'));
    const result = await lab.scan(id);
    expect(result).toMatchObject({ files: 3, removed: 0, changed: 0 });
    expect(result.offline).toMatch(/\w+ .*\./);
    // The window has a button for that: each host says in its own way what helps.
    expect(result.offline).not.toContain('relocate');
    expect(requireLibrary(lab.index.read, id)).toMatchObject({
      state: 'offline',
      stateReason: result.offline,
    });
    expect(states(id)).toEqual(['d/1.jpg ok', 'd/2.jpg ok', 'd/3.jpg ok']);
    expect(existsSync(join(root, '.tagbridge/library.json'))).toBe(markerBefore);
  });

  test.each(faults.filter(([name]) => !name.includes('marker of') && !name.includes('unreadable')))(
    '%s, while it is scanned: the scan stops, nothing is inferred',
    async (_, fault) => {
      const { id, root } = await filled();
      for (const n of [4, 5, 6]) await makePicture(join(root, `d/${n}.jpg`), n);
      let done = false;
      lab.onRead = () => {
        if (!done) fault(root);
        done = true;
      };
      const result = await lab.scan(id);
      expect(result.offline).toBeDefined();
      expect(result).toMatchObject({ removed: 0, problemCount: 0 });
      expect(states(id).slice(0, 3)).toEqual(['d/1.jpg ok', 'd/2.jpg ok', 'd/3.jpg ok']);
      expect(states(id).filter((line) => !line.endsWith(' ok'))).toEqual([]);
    },
  );

  test.each(faults.slice(0, 3))('read-only and %s: its files vouch for it', async (_, fault) => {
    const { id, root } = await filled('none');
    expect(existsSync(join(root, '.tagbridge'))).toBe(false);
    fault(root);
    const result = await lab.scan(id);
    expect(result.offline).toBeDefined();
    expect(states(id)).toEqual(['d/1.jpg ok', 'd/2.jpg ok', 'd/3.jpg ok']);
  });

  test('comes back online with the next scan', async () => {
    const { id, root } = await filled();
    renameSync(root, `${root}-away`);
    await lab.scan(id);
    renameSync(`${root}-away`, root);
    expect(await lab.scan(id)).toMatchObject({ files: 3, added: 0, changed: 0, removed: 0 });
    expect(requireLibrary(lab.index.read, id)).toMatchObject({ state: 'online', stateReason: null });
  });

  test('a drive that got another device number is not read again', async () => {
    const { id, root } = await filled();
    const dev = String(statSync(root).dev);
    run(
      lab.index.write,
      `UPDATE file SET fingerprint = replace(fingerprint, '"dev":"${dev}"', '"dev":"99999"')`,
    );
    setLibrary(lab.index.write, id, { device: `99999:${statSync(root).ino}` });
    expect(await lab.scan(id)).toMatchObject({ files: 3, added: 0, changed: 0, removed: 0 });
    expect([...lab.reads.values()]).toEqual([1, 1, 1]);
    expect(lab.file(id, 'd/1.jpg').fingerprint.media.dev).toBe(dev);
  });

  test('a volume mounted inside it that is not mounted now is not deleted', async () => {
    const { id, root } = await filled();
    run(
      lab.index.write,
      `UPDATE file SET fingerprint = replace(fingerprint, '"dev":"', '"dev":"7') WHERE path <> 'd/1.jpg'`,
    );
    rmSync(join(root, 'd'), { recursive: true });
    mkdirSync(join(root, 'd'));
    expect(await lab.scan(id)).toMatchObject({ removed: 1 });
    expect(states(id)).toEqual(['d/1.jpg missing', 'd/2.jpg ok', 'd/3.jpg ok']);
  });
});
