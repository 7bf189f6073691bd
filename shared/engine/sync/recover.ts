import type { FieldName } from '../../core/registry.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import { fileById, lastRaw, setFingerprint } from '../db/files.ts';
import { requireLibrary } from '../db/libraries.ts';
import { planItem, setPlannedFingerprint } from '../db/plan-items.ts';
import { keptLast, openRunItems, photosComeTo, type RunItem, setRunItem } from '../db/run-items.ts';
import { countRun, type RunRow, requireRun, runsInState, setRun } from '../db/runs.ts';
import { transaction } from '../db/sql.ts';
import { fingerprintText } from '../files/fingerprint.ts';
import type { RecoverResult } from '../metadata/ports.ts';
import type { Services } from '../services.ts';
import { sameStat } from '../stat.ts';
import type { FileStat, Fingerprint } from '../types.ts';
import { applyWrite, valuesOf } from './apply.ts';
import { checkLibraries, mediaFileOf, storeWritten } from './file-store.ts';
import { refreshConflicts } from './refresh-conflicts.ts';
import { stopOvertaken } from './stop-run.ts';

type Standing = NonNullable<RecoverResult['standing']>;

/** More files than a run writes between two looks at the conflicts of its photos (`run-plan.ts`). */
const latest = 1000;

export interface Recovery {
  /** Runs that stopped in the middle; a person resumes or cancels them. */
  readonly interrupted: readonly string[];
  /** Runs that bridges had begun by themselves: they were ended, the next sync does the rest. */
  readonly overtaken: readonly string[];
  readonly finished: number;
  readonly rolledBack: number;
  readonly stuck: number;
}

const readBackOf = (values: FieldValues, names: readonly FieldName[]) =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/**
 * A write whose replacement was in place already: it is read anew and counts as done. Where the file went elsewhere
 * since, under another name or altogether, it was written all the same: what it says now, the next scan finds out.
 */
async function finish(services: Services, run: RunRow, record: RunItem): Promise<boolean> {
  const { db, reader } = services;
  const item = planItem(db, run.plan, record.seq);
  const file = fileById(db, record.file);
  if (!item || !file || !record.journal) return false;
  const library = requireLibrary(db, file.library);
  const result = await reader.read(mediaFileOf(library, file), { hash: true });
  const hasGone = !result.ok && result.problem.code === 'vanished' && record.journal.readBack !== undefined;
  if (!result.ok && !hasGone) return false;
  const names = item.changes.map((change) => change.field);
  const kept = item.restore ? keptLast(db, item.restore.run, item.restore.seq) : undefined;
  applyWrite(db, {
    ...{ plan: run.plan, run: run.id, item, before: valuesOf(file.snapshot, names), at: services.clock() },
    entry: record.journal,
    // What another program wrote since is that program's own edit.
    readBack: record.journal.readBack && readBackOf(record.journal.readBack, names),
    changed: true,
    // Bytes of an earlier write that came back are read as they were then.
    store: () =>
      result.ok
        ? storeWritten(services, file, result, {
            before: item.restore ? (kept ?? null) : undefined,
            last: lastRaw(db, file.id),
            wrote: names,
          })
        : file.snapshot,
  });
  return true;
}

/** A file that was rolled back is what the plan and the index know of it, though its stat may be another. */
function recognize(services: Services, run: RunRow, record: RunItem, standing: Standing): void {
  const { db } = services;
  const restat = (stat: FileStat) => standing.find(({ before }) => sameStat(before, stat))?.now ?? stat;
  const now = ({ media, sidecars }: Fingerprint): Fingerprint => ({
    media: restat(media),
    sidecars: sidecars.map((sidecar) => ({ ...sidecar, stat: restat(sidecar.stat) })),
  });
  const item = planItem(db, run.plan, record.seq);
  const file = fileById(db, record.file);
  if (item) setPlannedFingerprint(db, run.plan, record.seq, now(item.fingerprint));
  if (file) setFingerprint(db, file.id, fingerprintText(now(file.fingerprint)));
}

/** Finishes or rolls back one write that was under way. */
async function recoverItem(
  services: Services,
  record: RunItem,
): Promise<'finished' | 'rolledBack' | 'stuck'> {
  const { db, writer } = services;
  const run = requireRun(db, record.run);
  const key = { run: record.run, seq: record.seq };
  const file = fileById(db, record.file);
  if (file) await checkLibraries(services, [file.library]);
  const away = file && requireLibrary(db, file.library).state === 'offline';
  // Its drive is not there: the next start, or the resumed run, looks again.
  if (!record.journal || away) return 'stuck';
  const { outcome, problem, standing } = await writer.recover(
    record.journal,
    record.state as 'intent' | 'prepared',
  );
  if (outcome === 'finished' && (await finish(services, run, record))) return 'finished';
  if (outcome === 'stuck') {
    // What a person has to look at stays so; what the drive did not let us do is tried again.
    const isFinal =
      problem === undefined || problem.code === 'changedSince' || problem.code === 'writeFailed';
    setRunItem(db, key, { ...(isFinal ? { state: 'failed' } : {}), problem: problem ?? null });
    return 'stuck';
  }
  transaction(db, () => {
    recognize(services, run, record, standing ?? []);
    setRunItem(db, key, { state: 'rolledBack', journal: null });
  });
  return 'rolledBack';
}

type Counts = Pick<Recovery, 'finished' | 'rolledBack' | 'stuck'>;

async function recoverThese(services: Services, records: readonly RunItem[]): Promise<Counts> {
  const counts = { finished: 0, rolledBack: 0, stuck: 0 };
  const photos = new Set<number>();
  for (const record of records) {
    counts[await recoverItem(services, record)] += 1;
    const photo = fileById(services.db, record.file)?.photo;
    if (photo !== null && photo !== undefined) photos.add(photo);
  }
  refreshConflicts(services, [...photos]);
  return counts;
}

/** Makes writes that were under way wholly done or wholly undone; of one run, or of all. */
export const recoverWrites = (services: Services, run?: string): Promise<Counts> =>
  recoverThese(
    services,
    openRunItems(services.db).filter((record) => run === undefined || record.run === run),
  );

/**
 * As `recoverWrites`, for libraries whose drive may have gone in the middle of a write and be back: before anything is
 * read or planned there. In the libraries' turn.
 */
export async function recoverLibraries(services: Services, libraries: readonly string[]): Promise<void> {
  const { db, running } = services;
  const left = openRunItems(db).filter(
    (record) => !running.has(record.run) && libraries.includes(fileById(db, record.file)?.library ?? ''),
  );
  if (left.length === 0) return;
  await recoverThese(services, left);
  for (const run of new Set(left.map((record) => record.run))) countRun(db, run);
}

/**
 * Before anything else at a start. Runs that a person began and that stopped in the middle are interrupted: that person
 * says what becomes of them.
 */
export async function recover(services: Services): Promise<Recovery> {
  const { db } = services;
  const counts = await recoverWrites(services);
  for (const run of runsInState(db, 'running')) {
    countRun(db, run.id);
    setRun(db, run.id, { state: 'interrupted' });
  }
  const left = runsInState(db, 'interrupted').map((run) => run.id);
  // What they decided since they last looked at the conflicts is in the index, and conflicts follow from that.
  refreshConflicts(services, [...new Set(left.flatMap((run) => photosComeTo(db, run, latest)))]);
  const overtaken = stopOvertaken(services);
  return { ...counts, overtaken, interrupted: left.filter((run) => !overtaken.includes(run)) };
}
