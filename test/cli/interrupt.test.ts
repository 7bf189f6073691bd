// Ctrl-C: the terminal tells the launcher and the command, and the launcher passes it on.
import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cli, ended, startCli } from '../support/cli.ts';
import { exiftool, makePicture, tempFolder } from '../support/pictures.ts';

/** When something is written in the folder. */
const writing = (folder: string) =>
  new Promise<void>((resolve) => {
    const watcher = watch(folder, (_, name) => {
      if (name?.startsWith('.tagbridge') || name?.endsWith('.jpg')) {
        watcher.close();
        resolve();
      }
    });
  });

test('one key is one wish to stop, though it arrives twice: files under way are finished', async () => {
  using folder = tempFolder('tagbridge-interrupt-');
  const [data, from, to] = ['data', 'from', 'to'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [data, from, to]) await mkdir(path);
  for (let seed = 1; seed <= 200; seed++) {
    await makePicture(join(from, `${seed}.jpg`), seed);
    await makePicture(join(to, `${seed}.jpg`), seed);
  }
  await exiftool('-q', '-overwrite_original', '-XMP-xmp:Rating=3', from);
  const run = (...args: string[]) => cli([...args, '--json'], { data });
  for (const path of [from, to]) expect((await run('library', 'add', path)).status).toBe(0);
  expect((await run('scan')).status).toBe(0);

  const begun = writing(to);
  const push = startCli(['push', '--from', 'from', '--to', 'to', '--yes'], { data });
  const over = ended(push);
  await begun;
  push.kill('SIGINT');
  // Two at once would be one to the system.
  await wait(30);
  push.kill('SIGINT');
  const { status, stderr } = await over;
  expect(stderr).toContain('Stopping after the current file');
  expect(status).not.toBe(130);
  const { runs } = (await run('history')).json();
  expect(runs[0].state).toBe('cancelled');
}, 120_000);
