import { constants } from 'node:fs';
import { copyFile, lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { invertChange } from '../../core/change.ts';
import { interpret } from '../../core/interpret.ts';
import type { Problem } from '../../core/problem.ts';
import { statFile } from '../stat.ts';
import type { ReadResult } from '../types.ts';
import { fingerprintAtRest } from './at-rest.ts';
import { copyAttributes } from './attributes.ts';
import { contentHash, syncFile } from './bytes.ts';
import { carryOut } from './carry-out.ts';
import { hashAt } from './hash-at.ts';
import { hiddenName } from './hidden-place.ts';
import { pathOf } from './place.ts';
import type { JournalEntry, JournalTarget, RestoreJob, WriteResult } from './ports.ts';
import type { ExifToolReader } from './reader.ts';
import { dropTemps, Refused, type Swap, toSwap } from './replace.ts';
import { createProblem, replaceProblem, roomProblem } from './target-checks.ts';
import type { WriteTools } from './write-tools.ts';

const refuse = (code: Problem['code'], message: string): Refused => new Refused({ code, message });

const opposite = { replace: 'replace', create: 'delete', delete: 'create' } as const;

/** What the file must be for the write to be taken back: exactly what that write left. */
async function mustBeAsLeft(root: string, target: JournalTarget): Promise<string | undefined> {
  const now = await hashAt(join(root, target.path));
  if (now === (target.action === 'delete' ? undefined : target.afterHash)) return now;
  throw refuse('changedSince', 'The file was changed after that write, so it is left as it is now.');
}

async function undoCopy(root: string, { undo, beforeHash }: JournalTarget): Promise<string> {
  const path = undo === undefined ? undefined : join(root, undo);
  if (path === undefined || (await hashAt(path)) !== beforeHash) {
    throw refuse(
      'vanished',
      'The bytes from before that write are no longer kept. The file was left as it is.',
    );
  }
  return path;
}

/** The target of the way back; its temporary file is a copy of the undo copy, which stays where it is. */
async function toTarget(
  job: RestoreJob,
  written: JournalTarget,
  hash: string | undefined,
): Promise<JournalTarget> {
  const { root } = job.file;
  const path = join(root, written.path);
  const action = opposite[written.action];
  const back = { store: written.store, path: written.path, action };
  const temp = action === 'delete' ? {} : { temp: await hiddenName(root, path, 'tmp') };
  const afterHash = written.beforeHash === undefined ? {} : { afterHash: written.beforeHash };
  if (hash === undefined) return { ...back, ...temp, ...afterHash };
  const undo = await hiddenName(root, path, 'undo', job.undoKey);
  return { ...back, ...temp, ...afterHash, before: await statFile(path), beforeHash: hash, undo };
}

async function check(job: RestoreJob): Promise<void> {
  const { root } = job.file;
  let bytes = 0;
  for (const target of job.entry.targets) {
    const path = join(root, target.path);
    const problem =
      target.action === 'delete' ? createProblem(root, dirname(path)) : replaceProblem(root, path);
    if (problem !== undefined) throw new Refused(problem);
    if (target.undo !== undefined)
      bytes += (await lstat(join(root, target.undo)).catch(() => ({ size: 0 }))).size;
  }
  const room = roomProblem(root, bytes);
  if (room !== undefined) throw new Refused(room);
}

/** Copies the old bytes to the temporary name, with the attributes the file has now (for a lost file: had then). */
async function bringBack(
  { attributes }: WriteTools,
  job: RestoreJob,
  written: JournalTarget,
  { target, path, temp }: Swap,
): Promise<JournalTarget> {
  if (temp === undefined) return target;
  const kept = await undoCopy(job.file.root, written);
  await copyFile(kept, temp, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const model = target.action === 'create' ? kept : path;
  const problem = await copyAttributes(
    attributes,
    model,
    temp,
    target.action === 'create' && job.file.keepMtime,
  );
  if (problem !== undefined) throw new Refused(problem);
  await syncFile(temp);
  if ((await contentHash(temp)) !== written.beforeHash) {
    throw refuse('ioError', 'The kept bytes could not be copied exactly. The file was left as it is.');
  }
  return { ...target, after: await statFile(temp) };
}

/** Byte-exact undo of one write, by the same protocol as a write. Its own entry can be restored in turn: that is redo. */
export async function restoreFile(
  tools: WriteTools,
  job: RestoreJob,
  mayReplace: () => void,
): Promise<WriteResult> {
  const { root } = job.file;
  const written = job.entry.targets;
  const hashes = await Promise.all(written.map((target) => mustBeAsLeft(root, target)));
  await Promise.all(
    written.filter(({ action }) => action !== 'create').map((target) => undoCopy(root, target)),
  );
  await check(job);
  const targets = await Promise.all(written.map((target, at) => toTarget(job, target, hashes[at])));
  const base: JournalEntry = {
    root,
    path: job.file.path,
    changes: job.entry.changes.map(invertChange),
    targets,
  };
  let swaps = targets.map((target) => toSwap(root, target, true));
  await job.journal.intent(base);
  try {
    const complete: JournalTarget[] = [];
    for (const [at, swap] of swaps.entries()) complete.push(await bringBack(tools, job, written[at]!, swap));
    const entry = { ...base, targets: complete };
    await job.journal.prepared(entry);
    mayReplace();
    swaps = complete.map((target) => toSwap(root, target, true));
    await carryOut(swaps, tools.exchanger);
    return await readBackOf(tools.reader, job, entry);
  } finally {
    await dropTemps(swaps);
  }
}

/** ExifTool may be killed from outside: that says nothing about the file, so it is asked once more. */
async function readAgain(reader: ExifToolReader, file: RestoreJob['file']): Promise<ReadResult> {
  const read = await reader.read(file, { hash: true });
  return read.ok ? read : reader.read(file, { hash: true });
}

async function readBackOf(
  reader: ExifToolReader,
  job: RestoreJob,
  entry: JournalEntry,
): Promise<WriteResult> {
  const read = await readAgain(reader, job.file);
  if (!read.ok) return { ok: false, problem: read.problem, replaced: true };
  const { values } = interpret(read.raw, undefined, { format: read.facts.format });
  const readBack = Object.fromEntries(
    entry.changes.flatMap(({ field }) => (values[field] === undefined ? [] : [[field, values[field]]])),
  );
  const fingerprint = await fingerprintAtRest(pathOf(job.file), entry, read.fingerprint);
  return {
    ok: true,
    unchanged: false,
    entry: { ...entry, readBack },
    raw: read.raw,
    facts: read.facts,
    fingerprint,
    readBack,
  };
}
