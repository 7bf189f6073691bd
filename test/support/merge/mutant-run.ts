import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MergeCore } from './core.ts';
import { diceOf } from './dice.ts';
import { play } from './history.ts';
import { type Mutant, mutants } from './mutants.ts';
import { failingRows } from './tables.ts';
import { newCounts } from './world.ts';

/** What a wrong merge was caught by; `history` only where no table row failed. */
export interface MutantResult {
  readonly name: string;
  readonly occurrences: number;
  readonly rows: readonly string[];
  readonly history?: string;
}

const HISTORIES = 1500;
const core = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/core');
const PARTS = [
  'equal',
  'merge',
  'equal.ts',
  'reconcile.ts',
  'resolve.ts',
  'push.ts',
  'meant.ts',
  'rules.ts',
  'vocabulary.ts',
];

const load = async (folder: string): Promise<MergeCore> => {
  const module = (name: string) => import(pathToFileURL(join(folder, name)).href);
  const names = ['equal.ts', 'reconcile.ts', 'resolve.ts', 'push.ts', 'meant.ts', 'rules.ts'];
  return Object.assign({}, ...(await Promise.all(names.map(module)))) as MergeCore;
};

const firstBroken = (wrong: MergeCore): string | undefined => {
  for (let run = 0; run < HISTORIES; run++) {
    const dice = diceOf(run);
    const steps = Array.from({ length: 3 + dice.roll(12) }, () => dice.roll(2 ** 31));
    try {
      play(wrong, { start: dice.roll(2 ** 31), steps }, newCounts());
    } catch (broken) {
      return broken instanceof Error ? broken.message.split('\n')[0]! : String(broken);
    }
  }
  return undefined;
};

/** Runs tables, then histories, against a copy of the core with the one piece replaced. */
const runMutant = async (folder: string, mutant: Mutant): Promise<MutantResult> => {
  mkdirSync(folder);
  for (const part of PARTS) cpSync(join(core, part), join(folder, part), { recursive: true });
  const file = join(folder, mutant.file);
  const source = readFileSync(file, 'utf8');
  const occurrences = source.split(mutant.find).length - 1;
  writeFileSync(
    file,
    source.replace(mutant.find, () => mutant.replace),
  );
  const wrong = await load(folder);
  const rows = failingRows(wrong);
  const history = rows.length === 0 ? firstBroken(wrong) : undefined;
  return { name: mutant.name, occurrences, rows, ...(history === undefined ? {} : { history }) };
};

const root = mkdtempSync(join(tmpdir(), 'tagbridge-mutants-'));
writeFileSync(join(root, 'package.json'), '{"type":"module"}');
try {
  // The right merge goes first and must survive: else a history that fails by itself would catch every mutant.
  const unchanged: Mutant = {
    name: 'unchanged',
    file: 'equal.ts',
    find: 'export const sameValue',
    replace: 'export const sameValue',
  };
  const results: MutantResult[] = [await runMutant(join(root, 'unchanged'), unchanged)];
  for (const [at, mutant] of mutants.entries()) results.push(await runMutant(join(root, String(at)), mutant));
  process.stdout.write(JSON.stringify(results));
} finally {
  rmSync(root, { recursive: true, force: true });
}
