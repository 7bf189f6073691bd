import { dirname } from 'node:path';
import type { StoreKind } from '../../core/raw-tags.ts';
import { sameFingerprint, takeFingerprint } from '../fingerprint.ts';
import { statFileSync } from '../stat.ts';
import type { Fingerprint } from '../types.ts';
import { proveStaged } from './after-write.ts';
import { fingerprintAtRest } from './at-rest.ts';
import type { AttributeCopier } from './attribute-copier.ts';
import { copyAttributes } from './attributes.ts';
import { lookBefore, type Places } from './before-write.ts';
import { contentHash, syncFile } from './bytes.ts';
import { carryOut } from './carry-out.ts';
import { beside } from './dump.ts';
import { type ExifToolPool, ExifToolStopped } from './exiftool.ts';
import { hiddenName, inRoot } from './hidden-place.ts';
import { pathOf } from './place.ts';
import type { FilePlan, StorePlan } from './plan-stores.ts';
import type { JournalEntry, JournalTarget, WriteJob, WriteResult } from './ports.ts';
import { changedSince, dropTemps, isRacy, Refused, type Swap, toSwap } from './replace.ts';
import { stage } from './stage.ts';
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

async function checkTargets(root: string, plan: FilePlan, fingerprint: Fingerprint): Promise<void> {
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

/** Makes the new files, once more from the start when ExifTool itself died under it. */
async function stageAll(
  pool: ExifToolPool,
  plan: FilePlan,
  swaps: readonly Swap[],
  type: string,
): Promise<void> {
  const make = async ({ store, path, action, writes }: StorePlan, temp: string): Promise<void> => {
    const fileType = store === 'embedded' ? type : 'XMP';
    await stage(pool, {
      from: action === 'create' ? undefined : path,
      temp,
      writes,
      fileType,
    });
  };
  for (const [at, one] of plan.stores.entries()) {
    const swap = swaps[at]!;
    try {
      await make(one, swap.temp!);
    } catch (error) {
      if (!(error instanceof ExifToolStopped) || error.why !== 'died') throw error;
      await dropTemps([swap]);
      await make(one, swap.temp!);
    }
  }
}

/** The temporary files in the place of those they will replace. */
const tempPlaces = (places: Places, plan: FilePlan, swaps: readonly Swap[]): Places => {
  const after = new Map(places);
  for (const [at, { store }] of plan.stores.entries()) after.set(store, swaps[at]!.temp!);
  return after;
};

/** Attributes, then the disk: when this returns, the new files are whole and would survive a power cut. */
async function complete(
  attributes: AttributeCopier,
  job: WriteJob,
  swaps: readonly Swap[],
): Promise<JournalTarget[]> {
  const targets: JournalTarget[] = [];
  for (const { target, path, temp } of swaps) {
    if (target.action === 'replace')
      refuseIf(await copyAttributes(attributes, path, temp!, job.file.keepMtime));
    await syncFile(temp!);
    targets.push({ ...target, afterHash: await contentHash(temp!), after: statFileSync(temp!) });
  }
  return targets;
}

/** W1 to W9 and W11's read-back. Throws `Refused`, `ExifToolStopped` or the system's error; the photo is then as before. */
export async function writeFile(
  { reader: { exiftool: pool }, attributes, exchanger }: WriteTools,
  job: WriteJob,
  mayReplace: () => void,
): Promise<WriteResult> {
  const { root } = job.file;
  const path = pathOf(job.file);
  const lookedAt = Date.now();
  const fingerprint = await takeFingerprint(path, true);
  if (!sameFingerprint(fingerprint, job.fingerprint)) throw new Refused(changedSince);
  const places = placesOf(path, fingerprint);
  const before = await lookBefore(pool, job, places);
  const { plan, raw, facts } = before;
  const base: JournalEntry = { root, path: job.file.path, changes: job.changes, targets: [] };
  if (plan.stores.length === 0) {
    return { ok: true, unchanged: true, entry: base, raw, facts, fingerprint, readBack: {} };
  }
  await checkTargets(root, plan, fingerprint);
  const targets = await Promise.all(
    plan.stores.map(async (one) =>
      toTarget(job, one, one.action === 'create' ? undefined : await contentHash(one.path)),
    ),
  );
  const racy = (target: JournalTarget): boolean =>
    target.before !== undefined && isRacy(target.before, lookedAt);
  let swaps = targets.map((target) => toSwap(root, target, racy(target)));
  refuseIf(
    job.signal?.aborted === true
      ? { code: 'cancelled', message: 'Cancelled before it was written.' }
      : undefined,
  );
  await job.journal.intent({ ...base, targets });
  try {
    await stageAll(pool, plan, swaps, facts.format);
    const temps = tempPlaces(places, plan, swaps);
    const after = await proveStaged(pool, { job, before, places, temps });
    const entry = { ...base, targets: await complete(attributes, job, swaps), readBack: after.readBack };
    refuseIf(
      job.signal?.aborted === true
        ? { code: 'cancelled', message: 'Cancelled before it was written.' }
        : undefined,
    );
    await job.journal.prepared(entry);
    mayReplace();
    swaps = entry.targets.map((target) => toSwap(root, target, racy(target)));
    await carryOut(swaps, exchanger);
    const seen = await fingerprintAtRest(path, entry, fingerprint);
    return { ok: true, unchanged: false, entry, fingerprint: seen, ...after };
  } finally {
    await dropTemps(swaps);
  }
}
