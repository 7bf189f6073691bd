// A command that finds an engine on its data folder works through it.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, ended, firstLine, startCli } from '../support/cli.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';

test('commands work through a running web host, which ends cleanly', async () => {
  using folder = tempFolder('tagbridge-attach-');
  const data = join(folder.path, 'data');
  mkdirSync(data);
  await makePicture(join(folder.path, 'photos', 'a.jpg'), 1, ['-XMP-xmp:Rating=3']);
  const host = startCli(['serve', '--json'], { data });
  const over = ended(host);
  const { kind, url, port } = JSON.parse(await firstLine(host));
  expect({ kind, port }).toEqual({ kind: 'serving', port: expect.any(Number) });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  expect(statSync(join(data, 'serve.json')).mode & 0o777).toBe(0o600);

  const run = (...args: string[]) => cli([...args, '--json'], { data, cwd: folder.path });
  expect((await run('library', 'add', 'photos')).status).toBe(0);
  const [scanned, status] = [await run('scan'), await run('status')];
  expect(scanned.json().libraries).toMatchObject([{ name: 'photos', files: 1 }]);
  expect(status.json()).toMatchObject({ photos: 1 });

  const second = await run('serve');
  expect(second.status).toBe(0);
  expect(second.json()).toMatchObject({ kind: 'serving', url, already: true });

  host.kill('SIGINT');
  expect((await over).status).toBe(0);
  expect(existsSync(join(data, 'serve.json'))).toBe(false);
  expect(existsSync(join(data, 'engine.json'))).toBe(false);
  expect((await run('status')).json()).toMatchObject({ photos: 1 });
}, 60_000);

test('several commands started at once all succeed', async () => {
  using folder = tempFolder('tagbridge-attach-');
  const data = join(folder.path, 'data');
  mkdirSync(data);
  await makePicture(join(folder.path, 'photos', 'a.jpg'));
  const run = (...args: string[]) => cli([...args, '--json'], { data, cwd: folder.path });
  expect((await run('library', 'add', 'photos')).status).toBe(0);
  const all = await Promise.all([run('scan'), run('status'), run('status'), run('library', 'list')]);
  expect(all.map(({ status, stderr }) => [status, stderr.includes('rror')])).toEqual(
    all.map(() => [0, false]),
  );
}, 60_000);

test('a web host that was killed leaves nothing that stops the next', async () => {
  using folder = tempFolder('tagbridge-attach-');
  const data = join(folder.path, 'data');
  mkdirSync(data);
  const host = startCli(['serve', '--json'], { data });
  const over = ended(host);
  await firstLine(host);
  host.kill('SIGKILL');
  await over;
  const status = await cli(['status', '--json'], { data });
  expect(status.status).toBe(0);
  expect(status.json()).toMatchObject({ libraries: [] });
}, 60_000);

test('a port that is taken is told in words', async () => {
  using folder = tempFolder('tagbridge-attach-');
  const [data, other] = [join(folder.path, 'data'), join(folder.path, 'other')];
  for (const dir of [data, other]) mkdirSync(dir);
  const host = startCli(['serve', '--json'], { data });
  const over = ended(host);
  const { port } = JSON.parse(await firstLine(host));
  const refused = await cli(['serve', '--port', String(port)], { data: other });
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining(`Port ${port} is taken`) });
  host.kill('SIGTERM');
  expect((await over).status).toBe(0);
}, 60_000);
