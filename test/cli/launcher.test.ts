// `npx tagbridge` is two processes: a launcher, and the command on the project's Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ended } from '../support/cli.ts';
import { tempFolder } from '../support/pictures.ts';

const root = join(import.meta.dirname, '../..');
const tree = pathToFileURL(join(root, 'scripts/lib/tree.mjs')).href;
const program = join(root, 'shared/host/cli.ts');

/** As `bin/tagbridge.mjs` does once all is built, with the program from its sources. */
const launch = (data: string, ...args: string[]) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { becomeOurs } from ${JSON.stringify(tree)}; becomeOurs(${JSON.stringify([program, ...args])});`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TAGBRIDGE_DATA: data, NO_COLOR: '1' } },
  );

test('a launcher that is killed takes its command with it, and the next one can begin', async () => {
  using folder = tempFolder('tagbridge-launcher-');
  const watching = launch(folder.path, 'watch');
  // Ends when nobody holds its output any more.
  const over = ended(watching);
  await once(watching.stderr, 'data');
  watching.kill('SIGKILL');
  expect((await over).status).toBe(null);
  expect(await ended(launch(folder.path, 'library', 'list'))).toMatchObject({ status: 0, stderr: '' });
});

test('what the command says and how it ended pass through', async () => {
  using folder = tempFolder('tagbridge-launcher-');
  expect(await ended(launch(folder.path, 'find', 'rating:'))).toMatchObject({ status: 2, stdout: '' });
  const { status, stdout } = await ended(launch(folder.path, 'library', 'list', '--json'));
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { libraries: [] }]);
});
