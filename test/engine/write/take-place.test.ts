// The step that puts a new file in a photo's place, with the other program at the instant where it hurts.
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentHash } from '../../../shared/engine/metadata/bytes.ts';
import { createExchanger, type Exchanger } from '../../../shared/engine/metadata/exchanger.ts';
import type { JournalEntry, JournalTarget } from '../../../shared/engine/metadata/ports.ts';
import { recoverEntry } from '../../../shared/engine/metadata/recover.ts';
import { dropTemps, Refused, toSwap } from '../../../shared/engine/metadata/replace.ts';
import { swapBack, swapIn } from '../../../shared/engine/metadata/swap-in.ts';
import { statFile } from '../../../shared/engine/stat.ts';
import { tempFolder } from '../../support/pictures.ts';

const temp = `.tagbridge/tmp/${'0'.repeat(18)}.jpg`;
const undo = `.tagbridge/undo/run/${'1'.repeat(18)}.jpg`;

let folder: ReturnType<typeof tempFolder>;
let real: Exchanger;
beforeEach(() => {
  folder = tempFolder();
  real = createExchanger();
  for (const room of ['tmp', 'undo/run']) mkdirSync(at(`.tagbridge/${room}`), { recursive: true });
});
afterEach(() => {
  real.close();
  folder.remove();
});

const at = (path: string) => join(folder.path, path);
const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : undefined);

/** Another program saves: a new file takes the photo's name. */
function saveAs(bytes: string): void {
  writeFileSync(at('rival'), bytes);
  renameSync(at('rival'), at('a.jpg'));
}

async function prepared(action: 'replace' | 'delete' = 'replace'): Promise<JournalTarget> {
  writeFileSync(at('a.jpg'), 'old');
  const before = await statFile(at('a.jpg'));
  const beforeHash = await contentHash(at('a.jpg'));
  const target = { store: 'embedded', path: 'a.jpg', action, before, beforeHash, undo } as const;
  if (action === 'delete') return target;
  writeFileSync(at(temp), 'new');
  return { ...target, temp, after: await statFile(at(temp)), afterHash: await contentHash(at(temp)) };
}

/** What the writer does with a target; the Problem's code when it refused. */
async function carryOut(target: JournalTarget, exchanger: Exchanger): Promise<string> {
  const swap = toSwap(folder.path, target, false);
  try {
    await swapIn(swap, exchanger);
    return 'done';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.problem.code;
  } finally {
    await dropTemps([swap]);
  }
}

type Exchange = Exchanger['exchange'];
const exchangerOf = (exchange: Exchange): Exchanger => ({ exchange, close: () => undefined });

describe.skipIf(process.platform !== 'linux')('in one step', () => {
  test('nobody comes between: ours is there, the old bytes are kept', async () => {
    expect(await carryOut(await prepared(), real)).toBe('done');
    expect([read('a.jpg'), read(undo), read(temp)]).toEqual(['new', 'old', undefined]);
  });

  test.each([
    ['saves', () => saveAs('theirs')],
    [
      'writes into the file',
      () => {
        writeFileSync(at('a.jpg'), 'theirs');
      },
    ],
  ])('another program %s just before: its version stays, ours is dropped', async (_, rival) => {
    let times = 0;
    const exchanger = exchangerOf((a, b) => {
      times += 1;
      if (times === 1) rival();
      return real.exchange(a, b);
    });
    expect(await carryOut(await prepared(), exchanger)).toBe('changedSince');
    expect([read('a.jpg'), read(undo), read(temp)]).toEqual(['theirs', undefined, undefined]);
  });

  test('another program saves just before, and again before its version was put back: both are kept', async () => {
    const versions = ['first', 'second'];
    const exchanger = exchangerOf((a, b) => {
      const next = versions.shift();
      if (next !== undefined) saveAs(next);
      return real.exchange(a, b);
    });
    expect(await carryOut(await prepared(), exchanger)).toBe('lateEdit');
    expect([read('a.jpg'), read(undo), read(temp)]).toEqual(['second', 'first', undefined]);
  });

  test('the helper dies with the answer: what was done counts', async () => {
    const exchanger = exchangerOf(async (a, b) => {
      await real.exchange(a, b);
      return false;
    });
    expect(await carryOut(await prepared(), exchanger)).toBe('done');
    expect([read('a.jpg'), read(undo)]).toEqual(['new', 'old']);
  });

  test('the helper dies once another version came out: that is put back without it', async () => {
    let times = 0;
    const exchanger = exchangerOf(async (a, b) => {
      times += 1;
      if (times > 1) return false;
      saveAs('theirs');
      return real.exchange(a, b);
    });
    expect(await carryOut(await prepared(), exchanger)).toBe('changedSince');
    expect([read('a.jpg'), read(temp)]).toEqual(['theirs', undefined]);
  });

  test('brought back: an edit of ours that came meanwhile stays', async () => {
    const target = await prepared();
    expect(await carryOut(target, real)).toBe('done');
    saveAs('theirs');
    await swapBack(toSwap(folder.path, target, false), real);
    expect([read('a.jpg'), read(undo)]).toEqual(['theirs', 'old']);
  });
});

test('where there is no such step, a rename does it', async () => {
  expect(
    await carryOut(
      await prepared(),
      exchangerOf(async () => false),
    ),
  ).toBe('done');
  expect([read('a.jpg'), read(undo), read(temp)]).toEqual(['new', 'old', undefined]);
});

test('a file that is taken away goes to the undo name', async () => {
  expect(await carryOut(await prepared('delete'), real)).toBe('done');
  expect([read('a.jpg'), read(undo)]).toEqual([undefined, 'old']);
});

describe('killed', () => {
  const recover = async (target: JournalTarget): Promise<string> => {
    const entry: JournalEntry = { root: folder.path, path: 'a.jpg', changes: [], targets: [target] };
    const { outcome } = await recoverEntry(entry, 'prepared', real);
    expect((await recoverEntry(entry, 'prepared', real)).outcome).toBe(outcome);
    return outcome;
  };
  /** The two files have changed places, by hand. */
  const exchanged = () => {
    linkSync(at('a.jpg'), at(undo));
    renameSync(at(temp), at('x'));
    renameSync(at('a.jpg'), at(temp));
    renameSync(at('x'), at('a.jpg'));
  };

  test.each([
    ['at once', () => {}, 'finished', ['new', 'old', undefined]],
    ['and ours was edited since', () => saveAs('edited'), 'finished', ['edited', 'old', undefined]],
    [
      'and another version had come out',
      () => {
        rmSync(at(temp));
        writeFileSync(at(temp), 'theirs');
      },
      'rolledBack',
      ['theirs', undefined, undefined],
    ],
    [
      'another version had come out, and ours was edited since: nothing is decided',
      () => {
        rmSync(at(temp));
        writeFileSync(at(temp), 'theirs');
        saveAs('edited');
      },
      'stuck',
      ['edited', 'old', 'theirs'],
    ],
  ] as const)('after the step, %s', async (_, then, outcome, files) => {
    const target = await prepared();
    exchanged();
    then();
    expect(await recover(target)).toBe(outcome);
    expect([read('a.jpg'), read(undo), read(temp)]).toEqual(files);
  });

  test('before the step, and another program wrote into the file: it has one name again', async () => {
    const target = await prepared();
    linkSync(at('a.jpg'), at(undo));
    writeFileSync(at('a.jpg'), 'theirs');
    expect(await recover(target)).toBe('rolledBack');
    expect([read('a.jpg'), read(undo), read(temp)]).toEqual(['theirs', undefined, undefined]);
  });

  test('after another version had been taken away: it is put back', async () => {
    const target = await prepared('delete');
    saveAs('theirs');
    renameSync(at('a.jpg'), at(undo));
    expect(await recover(target)).toBe('rolledBack');
    expect([read('a.jpg'), read(undo)]).toEqual(['theirs', undefined]);
  });
});
