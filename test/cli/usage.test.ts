// Wrong usage: exit 2, nothing on stdout, and words that say what is right.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, firstLine, startCli } from '../support/cli.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';

const folder = tempFolder('tagbridge-usage-');
const data = join(folder.path, 'data');
const run = (args: readonly string[]) => cli(args, { data, cwd: folder.path });
/** Holds the engine, so that each command only attaches: what is wrong is wrong there too, and sooner told. */
let host: ChildProcess;

beforeAll(async () => {
  mkdirSync(data);
  host = startCli(['serve', '--json'], { data });
  await firstLine(host);
  await makePicture(join(folder.path, 'archive', 'a.jpg'));
  await makePicture(join(folder.path, 'family', 'b.jpg'));
  await makePicture(join(folder.path, 'locked', 'c.jpg'));
  for (const args of [['archive'], ['family'], ['locked', '--writes', 'none']]) {
    expect((await run(['library', 'add', ...args])).status).toBe(0);
  }
}, 60_000);
afterAll(async () => {
  host.kill('SIGTERM');
  await once(host, 'close');
  folder.remove();
});

const rows: [string, string[], RegExp][] = [
  ['no command', [], /Usage: tagbridge/],
  ['a misspelt command', ['scna'], /Did you mean scan/],
  ['a misspelt option', ['scan', '--jsno'], /Did you mean --json/],
  ['a group without its command', ['library'], /Usage: tagbridge library/],
  ['a missing argument', ['show'], /missing required argument 'file'/],
  ['one argument too many', ['show', 'a', 'b'], /too many arguments/],
  ['push without --to', ['push', '--from', 'archive'], /required option '--to/],
  [
    'push from a misspelt library',
    ['push', '--from', 'archiv', '--to', 'family'],
    /no library “archiv”[\s\S]*Did you mean archive\?/,
  ],
  [
    'push to an unknown library',
    ['push', '--from', 'archive', '--to', 'zzzzzz'],
    /no library “zzzzzz”[\s\S]*archive, family, locked/,
  ],
  ['push to itself', ['push', '--from', 'archive', '--to', 'archive'], /same library/],
  [
    'push to a read-only library',
    ['push', '--from', 'archive', '--to', 'locked'],
    /read-only[\s\S]*--writes auto/,
  ],
  [
    'push of a misspelt field',
    ['push', '--from', 'archive', '--to', 'family', '--fields', 'rating,keyword'],
    /no field “keyword”[\s\S]*Did you mean keywords\?/,
  ],
  ['push of no field', ['push', '--from', 'archive', '--to', 'family', '--fields', ','], /names no field/],
  [
    'push with an unknown mode',
    ['push', '--from', 'archive', '--to', 'family', '--mode', 'mirror'],
    /Allowed choices are merge, replace/,
  ],
  ['push with a wrong query', ['push', '--from', 'archive', '--to', 'family', '--where', 'rating>='], /./],
  ['scan of an unknown library', ['scan', 'archvie'], /Did you mean archive\?/],
  ['a query with an open bracket', ['find', '(rating:4'], /\)/],
  ['a query with an unknown field', ['find', 'ratng:4'], /rat/],
  [
    'find with a limit that is no number',
    ['find', 'heron', '--limit', 'many'],
    /whole number from 1 to 1000/,
  ],
  ['edit of nothing', ['edit', 'archive/a.jpg'], /nothing to change/],
  ['edit of no file', ['edit', '--set', 'rating=4'], /which files/],
  [
    'edit of files and a query',
    ['edit', 'archive/a.jpg', '--where', 'heron', '--set', 'rating=4'],
    /not both/,
  ],
  ['edit without a value', ['edit', 'archive/a.jpg', '--set', 'rating'], /FIELD=VALUE/],
  ['edit of an unknown field', ['edit', 'archive/a.jpg', '--set', 'ratign=4'], /Did you mean rating\?/],
  ['edit with a rating out of range', ['edit', 'archive/a.jpg', '--set', 'rating=9'], /rating cannot be “9”/],
  [
    'edit with a wrong time',
    ['edit', 'archive/a.jpg', '--set', 'captureTime=yesterday'],
    /captureTime cannot be/,
  ],
  [
    'edit of a field twice',
    ['edit', 'archive/a.jpg', '--set', 'rating=4', '--clear', 'rating'],
    /given twice/,
  ],
  ['edit with an empty keyword', ['edit', 'archive/a.jpg', '--add-keyword', ' '], /cannot be empty/],
  [
    'edit that adds and removes a keyword',
    ['edit', 'archive/a.jpg', '--add-keyword', 'animals|bird', '--remove-keyword', 'animals | bird'],
    /“animals\|bird” cannot be added and removed at once/,
  ],
  ['resolve without a way', ['resolve'], /one of --prefer, --union, --own, --tag or --value/],
  ['resolve two ways', ['resolve', '--union', '--prefer', 'archive'], /only one of/],
  ['resolve with a value for no field', ['resolve', '--value', '4'], /needs --field/],
  ['resolve for an unknown library', ['resolve', '--prefer', 'nas'], /no library “nas”/],
  ['a bridge of one library', ['bridge', 'add', 'x', '--library', 'archive'], /at least two/],
  [
    'a bridge with an unknown role',
    ['bridge', 'add', 'x', '--library', 'archive:reader', '--library', 'family'],
    /no role/,
  ],
  [
    'a bridge with an unknown rule',
    ['bridge', 'add', 'x', '--library', 'archive', '--library', 'family', '--rule', 'rating=prefr:archive'],
    /Did you mean prefer/,
  ],
  [
    'a rule that lacks its library',
    ['bridge', 'add', 'x', '--library', 'archive', '--library', 'family', '--rule', 'rating=prefer'],
    /needs a library/,
  ],
  [
    'a bridge that is automatic and by hand',
    ['bridge', 'add', 'x', '--library', 'archive', '--library', 'family', '--auto', '--manual'],
    /only one of/,
  ],
  ['sync of an unknown bridge', ['sync', 'everything'], /no bridge “everything”/],
  ['run of nothing', ['run'], /one of PLAN, --resume or --cancel/],
  ['run of two things', ['run', 'p1', '--resume', 'r1'], /only one of/],
  ['undo of nothing', ['undo'], /one of RUN or --since/],
  ['undo since no time', ['undo', '--since', 'lately'], /no time[\s\S]*2h/],
  ['restore of an unknown field', ['restore', 'archive/a.jpg', 'ttle'], /Did you mean title\?/],
  ['library set of nothing', ['library', 'set', 'archive'], /nothing to set/],
  [
    'library add with an unknown policy',
    ['library', 'add', 'x', '--writes', 'all'],
    /Allowed choices are auto, embedded/,
  ],
  ['serve on no port', ['serve', '--port', '99999'], /whole number from 1 to 65535/],
  ['serve for an origin with a path', ['serve', '--origin', 'https://photos.example/x'], /must look like/],
  ['export in an unknown format', ['export', '--format', 'xml'], /Allowed choices are json, csv/],
];

describe('wrong usage', () => {
  test.concurrent.each(rows)('%s', async (_words, args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\bat .*\.ts:\d+|node:internal/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

test('with --json the error is the one document on stdout', async () => {
  const spoken = await run(['scan', 'archvie', '--json']);
  expect(spoken.status).toBe(2);
  expect(spoken.json()).toEqual({
    error: { code: 'USAGE', message: 'There is no library “archvie”.', hint: 'Did you mean archive?' },
  });
  const unknown = await run(['scna', '--json']);
  expect(unknown.status).toBe(2);
  expect(unknown.json().error.code).toBe('USAGE');
});

test.each([
  ['a folder that is not there', ['library', 'add', 'nowhere']],
  ['a file in no library', ['show', 'nowhere.jpg']],
  ['a plan that never was', ['run', 'p-none']],
  ['a run that never was', ['undo', 'r-none']],
])('%s is told in words and does not succeed', async (_words, args) => {
  const { status, stdout, stderr } = await run(args);
  expect([1, 2]).toContain(status);
  expect(stdout).toBe('');
  expect(stderr.trim().length).toBeGreaterThan(10);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+|node:internal|Something went wrong inside/);
});

test('--version and --help succeed, quickly', async () => {
  const begun = performance.now();
  const version = await run(['--version']);
  const seconds = (performance.now() - begun) / 1000;
  expect(version).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(seconds).toBeLessThan(5);
  const help = await run(['push', '--help']);
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('--dry-run');
  expect(help.stdout).toContain('--json');
});
