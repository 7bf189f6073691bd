import { dirname } from 'node:path';
import type { StoreKind } from '../../core/raw-tags.ts';
import { sameFingerprint, takeFingerprint } from '../fingerprint.ts';
import { statFileSync } from '../stat.ts';
import type { Fingerprint } from '../types.ts';
import { proveStaged } from './after-write.ts';
import { fingerprintAtRest } from './at-rest.ts';
import { copyAttributes } from './attributes.ts';
import { type Before, lookBefore, type Places } from './before-write.ts';
import { contentHash, syncFile } from './bytes.ts';
import { carryOut } from './carry-out.ts';
import { beside } from './dump.ts';
import { ExifToolStopped } from './exiftool.ts';
import { dropFalseRooms, hiddenName, inRoot } from './hidden-place.ts';
import { pathOf } from './place.ts';
import type { FilePlan, StorePlan } from './plan-stores.ts';
import type { JournalEntry, JournalTarget, WriteJob, WriteResult } from './ports.ts';
import { changedSince, dropTemps, isRacy, Refused, type Swap, toSwap } from './replace.ts';
import { type Runner, stage } from './stage.ts';
import { createProblem, replaceProblem, roomProblem } from './target-checks.ts';
import type { WriteTools } from './write-tools.ts';

function refuseIf(problem: Refused['problem'] | undefined): void {
  if (problem !== undefined) throw new Refused(problem);
}

const placesOf = (path: string, { sidecars }: Fingerprint): Places =>
  new Map<StoreKind, string>([
    ['embedded', path],
    ...sidecars.map(({ store, name }) => [store, beside(path, name)] as const),
  ]);

const statOf = (fingerprint: Fingerprint, store: StoreKind) =>
  store === 'embedded'
    ? fingerprint.media
    : fingerprint.sidecars.find((sidecar) => sidecar.store === store)?.stat;

function checkTargets(root: string, plan: FilePlan, fingerprint: Fingerprint): void {
  let bytes = 0;
  for (const { path, action, store } of plan.stores) {
    refuseIf(action === 'create' ? createProblem(root, dirname(path)) : replaceProblem(root, path));
    bytes += statOf(fingerprint, store)?.size ?? 0;
  }
  refuseIf(roomProblem(root, bytes));
}

async function toTarget(job: WriteJob, plan: StorePlan, hash: string | undefined): Promise<JournalTarget> {
  const { root } = job.file;
  const before = statOf(job.fingerprint, plan.store);
  const temp = await hiddenName(root, plan.path, 'tmp');
  const target = { store: plan.store, path: inRoot(root, plan.path), action: plan.action, temp };
  if (before === undefined || hash === undefined) return target;
  return {
    ...target,
    before,
    beforeHash: hash,
    undo: await hiddenName(root, plan.path, 'undo', job.undoKey),
  };
}

/** A write that is planned, with names for what it will make; nothing is made yet. */
interface Prepared {
  readonly fingerprint: Fingerprint;
  readonly places: Places;
  readonly before: Before;
  readonly targets: readonly JournalTarget[];
}

/** Makes the new files, once more from the start, and alone, when ExifTool itself died under it. */
async function stageAll(
  { reader, chain }: WriteTools,
  { before: { plan, facts } }: Prepared,
  swaps: readonly Swap[],
): Promise<void> {
  const together: Runner = { run: (args) => chain.run(args) };
  const make = async (
    runner: Runner,
    { store, path, action, writes }: StorePlan,
    temp: string,
  ): Promise<void> => {
    const fileType = store === 'embedded' ? facts.format : 'XMP';
    await stage(runner, {
      from: action === 'create' ? undefined : path,
      temp,
      writes,
      fileType,
    });
  };
  for (const [at, one] of plan.stores.entries()) {
    const swap = swaps[at]!;
    try {
      await make(together, one, swap.temp!);
    } catch (error) {
      if (!(error instanceof ExifToolStopped) || error.why !== 'died') throw error;
      await dropTemps([swap]);
      await make(reader.exiftool, one, swap.temp!);
    }
  }
}

/** The temporary files in the place of those they will replace. */
const tempPlaces = (places: Places, plan: FilePlan, swaps: readonly Swap[]): Places => {
  const after = new Map(places);
  for (const [at, { store }] of plan.stores.entries()) after.set(store, swaps[at]!.temp!);
  return after;
};

/**
 * Attributes, then the disk: when this returns, the new files are whole and would survive a power cut. `proven`: the
 * hash of the only one, where the proof has it; what has it when it is in place is what was proven.
 */
async function complete(
  { attributes, measure }: WriteTools,
  job: WriteJob,
  swaps: readonly Swap[],
  proven: string | undefined,
): Promise<JournalTarget[]> {
  const targets: JournalTarget[] = [];
  for (const { target, path, temp } of swaps) {
    if (target.action === 'replace')
      refuseIf(
        await measure('attributes', () => copyAttributes(attributes, path, temp!, job.file.keepMtime)),
      );
    await measure('sync', () => syncFile(temp!));
    const afterHash = proven ?? (await contentHash(temp!));
    targets.push({ ...target, afterHash, after: statFileSync(temp!) });
  }
  return targets;
}

function refuseIfCancelled({ signal }: WriteJob): void {
  refuseIf(
    signal?.aborted === true ? { code: 'cancelled', message: 'Cancelled before it was written.' } : undefined,
  );
}

async function prepare({ dumps }: WriteTools, job: WriteJob): Promise<Prepared> {
  const { root } = job.file;
  const path = pathOf(job.file);
  const fingerprint = await takeFingerprint(path, true);
  if (!sameFingerprint(fingerprint, job.fingerprint)) throw new Refused(changedSince);
  const places = placesOf(path, fingerprint);
  const before = await lookBefore(dumps, job, places);
  const { plan } = before;
  if (plan.stores.length === 0) return { fingerprint, places, before, targets: [] };
  checkTargets(root, plan, fingerprint);
  const targets = await Promise.all(
    plan.stores.map(async (one) =>
      toTarget(job, one, one.action === 'create' ? undefined : await contentHash(one.path)),
    ),
  );
  return { fingerprint, places, before, targets };
}

/** Whether what looks wrong is another program's: it saved the photo after we had looked at it. */
async function isOvertaken(thrown: unknown, job: WriteJob, fingerprint: Fingerprint): Promise<boolean> {
  if (!(thrown instanceof Refused) || thrown.problem.code !== 'verifyFailed') return false;
  const now = await takeFingerprint(pathOf(job.file), true).catch(() => undefined);
  return now === undefined || !sameFingerprint(now, fingerprint);
}

/** Makes the new files and puts them in place. */
async function carryThrough(
  tools: WriteTools,
  job: WriteJob,
  prepared: Prepared,
  toSwaps: (targets: readonly JournalTarget[]) => Swap[],
  mayReplace: () => void,
): Promise<WriteResult> {
  const { measure, exchanger } = tools;
  const { fingerprint, places, before, targets } = prepared;
  const base: JournalEntry = { root: job.file.root, path: job.file.path, changes: job.changes, targets };
  let swaps = toSwaps(targets);
  await measure('journal', async () => job.journal.intent(base));
  try {
    await measure('write', () => stageAll(tools, prepared, swaps));
    const temps = tempPlaces(places, before.plan, swaps);
    const staged = { job, before, places, temps };
    const { provenHash, ...after } = await measure('prove', () => proveStaged(tools, staged));
    const completed = await complete(tools, job, swaps, provenHash);
    const entry = { ...base, targets: completed, readBack: after.readBack };
    refuseIfCancelled(job);
    await measure('journal', async () => job.journal.prepared(entry));
    mayReplace();
    swaps = toSwaps(entry.targets);
    await measure('replace', () => carryOut(swaps, exchanger));
    const path = pathOf(job.file);
    const seen = await measure('look again', () => fingerprintAtRest(path, entry, fingerprint));
    return { ok: true, unchanged: false, entry, fingerprint: seen, ...after };
  } catch (error) {
    await dropTemps(swaps);
    dropFalseRooms(job.file.root);
    throw (await isOvertaken(error, job, fingerprint)) ? new Refused(changedSince) : error;
  } finally {
    // Once more, where removing one has failed.
    await dropTemps(swaps);
  }
}

/** W1 to W9 and W11's read-back. Throws `Refused`, `ExifToolStopped` or the system's error; the photo is then as before. */
export async function writeFile(
  tools: WriteTools,
  job: WriteJob,
  mayReplace: () => void,
): Promise<WriteResult> {
  const { root, path } = job.file;
  const lookedAt = Date.now();
  const prepared = await tools.measure('look', () => prepare(tools, job));
  const { fingerprint, before, targets } = prepared;
  if (targets.length === 0) {
    const entry: JournalEntry = { root, path, changes: job.changes, targets };
    const { raw, facts } = before;
    return { ok: true, unchanged: true, entry, raw, facts, fingerprint, readBack: {} };
  }
  refuseIfCancelled(job);
  const toSwaps = (all: readonly JournalTarget[]): Swap[] =>
    all.map((target) => toSwap(root, target, target.before !== undefined && isRacy(target.before, lookedAt)));
  return carryThrough(tools, job, prepared, toSwaps, mayReplace);
}
