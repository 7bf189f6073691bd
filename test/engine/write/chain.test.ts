// Writes that one ExifTool process carries out without a pause between them: each has the answer that is its own, and
// what one of them has to say spoils no other.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Chain, createChain } from '../../../shared/engine/metadata/chain.ts';
import {
  createExifTool,
  type ExifToolLimits,
  type ExifToolPool,
} from '../../../shared/engine/metadata/exiftool.ts';
import { makePicture, tempFolder } from '../../support/pictures.ts';

let pool: ExifToolPool;
let chain: Chain;
let folder: { path: string; [Symbol.dispose](): void };

const open = (limits: Partial<ExifToolLimits> = {}) => {
  pool = createExifTool(limits);
  chain = createChain(pool);
};
beforeEach(() => {
  folder = tempFolder();
});
afterEach(async () => {
  await pool.close();
  folder[Symbol.dispose]();
});

const at = (name: string) => join(folder.path, name);
const write = (from: string, to: string, ...args: string[]) => chain.run([...args, '-o', at(to), at(from)]);
const titled = (title: string) => `-XMP-dc:Title=${title}`;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

test('many more than a process has at a time: each file is made, each answer is its own', async () => {
  open();
  await makePicture(at('a.jpg'));
  writeFileSync(at('same.jpg'), readFileSync(at('a.jpg')));
  const answers = await Promise.all(
    numbers(150).map((n) =>
      n % 10 === 3 ? write('same.jpg', `${n}.jpg`) : write('a.jpg', `${n}.jpg`, titled(`title ${n}.`)),
    ),
  );
  for (const [n, { out, errors, warnings }] of answers.entries()) {
    expect(out).toMatch(n % 10 === 3 ? /1 image files copied/ : /1 image files created/);
    expect([errors, warnings]).toEqual([[], []]);
    if (n % 10 !== 3) expect(readFileSync(at(`${n}.jpg`), 'latin1')).toContain(`title ${n}.`);
  }
});

test('asked for one after the other, each is answered without another to follow', async () => {
  open();
  await makePicture(at('a.jpg'));
  for (const n of numbers(5))
    expect((await write('a.jpg', `${n}.jpg`, titled('x'))).out).toContain('created');
});

test.each([0, 1, 20, 59])(
  'one of 60 has something to say (number %i): it goes on alone, nothing is lost',
  async (bad) => {
    open();
    await makePicture(at('a.jpg'));
    writeFileSync(at('bad.jpg'), 'no picture');
    const asked = await Promise.allSettled(
      numbers(60).map((n) => write(n === bad ? 'bad.jpg' : 'a.jpg', `${n}.jpg`, titled('x'))),
    );
    expect(asked[bad]).toMatchObject({ status: 'rejected', reason: { why: 'died' } });
    for (const [n, answer] of asked.entries()) {
      if (answer.status === 'fulfilled') expect(existsSync(at(`${n}.jpg`))).toBe(true);
      else expect(answer.reason).toMatchObject({ why: 'died' });
    }
    // Not many: those that the process had already, and those it had done meanwhile.
    expect(asked.filter(({ status }) => status === 'rejected').length).toBeLessThan(50);
    expect((await write('a.jpg', 'after.jpg', titled('x'))).out).toContain('created');
  },
);

test.each([0, 1, 40])(
  'one of 60 cannot be given to a process (number %i): the others are not mixed up',
  async (bad) => {
    open();
    await makePicture(at('a.jpg'));
    const asked = await Promise.allSettled(
      numbers(60).map((n) => write('a.jpg', `${n}.jpg`, titled(n === bad ? 'two\nlines' : `title ${n}.`))),
    );
    expect(asked[bad]).toMatchObject({ status: 'rejected', reason: { why: 'died' } });
    for (const [n, answer] of asked.entries())
      if (answer.status === 'fulfilled')
        expect(readFileSync(at(`${n}.jpg`), 'latin1')).toContain(`title ${n}.`);
  },
);

test('a pool of one process lets others have their turn', async () => {
  open({ processes: 1 });
  await makePicture(at('a.jpg'));
  let written = 0;
  const writes = numbers(200).map((n) => write('a.jpg', `${n}.jpg`, titled('x')).then(() => (written += 1)));
  await writes[0];
  await pool.run(['-ver']);
  expect(written).toBeLessThan(150);
  await Promise.all(writes);
});

test('a text that looks like the end of a command ends none', async () => {
  open();
  await makePicture(at('a.jpg'));
  const marks = numbers(40).map((n) =>
    chain.run(['-echo', `{ready${n}}`, titled('x'), '-o', at(`${n}.jpg`), at('a.jpg')]),
  );
  for (const { out } of await Promise.all([...marks, write('a.jpg', 'last.jpg', titled('x'))]))
    expect(out.match(/1 image files created/g)).toHaveLength(1);
});

test('the process ends under them: those that are not answered are to be run alone', async () => {
  open({ timeoutMs: 1500 });
  await makePicture(at('a.jpg'));
  const first = await write('a.jpg', 'first.jpg', titled('x'));
  expect(first.out).toContain('created');
  // A pipe that nobody writes into: ExifTool waits for it.
  execFileSync('mkfifo', [at('endless.jpg')]);
  const asked = [write('endless.jpg', 'never.jpg', titled('x')), write('a.jpg', 'second.jpg', titled('x'))];
  for (const one of await Promise.allSettled(asked))
    expect(one).toMatchObject({ status: 'rejected', reason: { why: 'died' } });
  expect((await write('a.jpg', 'third.jpg', titled('x'))).out).toContain('created');
});

test('one that gets ready first does no more than that', async () => {
  open();
  await makePicture(at('a.jpg'));
  pool.warm();
  pool.warm();
  const answers = await Promise.all(numbers(3).map((n) => write('a.jpg', `${n}.jpg`, titled('x'))));
  expect(answers.map(({ out }) => out.trim())).toEqual(Array(3).fill('1 image files created'));
});
