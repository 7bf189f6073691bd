// What the command line says where a person would otherwise have to guess.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cli, firstLine, startCli } from '../support/cli.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = tempFolder('tagbridge-words-');
const data = join(folder.path, 'data');
const run = (...args: string[]) => cli(args, { data, cwd: folder.path });
const long = `home ${'of all that I ever photographed '.repeat(5).trim()}`;
/** Holds the engine, so that each command only attaches. */
let host: ChildProcess;

beforeAll(async () => {
  mkdirSync(data);
  host = startCli(['serve', '--json'], { data });
  await firstLine(host);
  for (const [at, name] of ['p.jpg', 'q.jpg'].entries()) {
    await makePicture(join(folder.path, 'archive', name), at + 1, ['-XMP-xmp:Rating=4']);
    await makePicture(join(folder.path, 'nas', name), at + 1);
  }
  for (const name of ['archive', 'nas']) expect((await run('library', 'add', name)).status).toBe(0);
  await run('scan');
});
afterAll(async () => {
  host.kill('SIGTERM');
  await once(host, 'close');
  folder.remove();
});

test('a paused bridge that is named syncs, stays paused, and says how to resume', async () => {
  await run('bridge', 'add', long, '--library', 'archive', '--library', 'nas', '--auto');
  await run('bridge', 'pause', long);
  const { status, stdout } = await run('sync', long, '--yes');
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('2 files written') });
  expect(stdout).toContain(
    `${long} is paused and stays so: it does nothing by itself. To end the pause: tagbridge bridge resume '${long}'`,
  );
  expect(JSON.parse((await run('sync', long, '--json')).stdout)).toMatchObject({ paused: [long] });
});

test('in a pipe nothing is cut', async () => {
  expect((await run('history')).stdout).toContain(`Sync ${long}  done`);
});

test('the help of bridge set says what becomes of roles, with an example', async () => {
  const { stdout } = await run('bridge', 'set', '--help');
  const help = stdout.replaceAll(/\s+/g, ' ');
  for (const part of [
    'those not named leave the bridge',
    'NAME:source only gives',
    '--library archive:source',
  ])
    expect(help).toContain(part);
});

test.each([
  ['where it is written', 'archive', 'nas'],
  ['where it comes from', 'nas', 'archive'],
])('a push that skips a file that cannot be read, %s, is not all done', async (_, from, to) => {
  truncateSync(join(folder.path, 'nas', 'q.jpg'), 0);
  const { status, stdout } = await run('push', '--from', from, '--to', to);
  expect(stdout).toContain('1 cannot be read');
  expect(stdout).toContain('To see the problems: tagbridge problems');
  expect(status).toBe(3);
});
