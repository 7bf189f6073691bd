import type { Problem } from '../../core/problem.ts';
import type { RawTags } from '../../core/raw-tags.ts';
import { type FileRow, fileById, lastRaw } from '../db/files.ts';
import { findLibrary, type LibraryRow } from '../db/libraries.ts';
import type { PlanItem } from '../db/plan-items.ts';
import { requirePlan } from '../db/plans.ts';
import { clearProblem, recordProblem } from '../db/problems.ts';
import { keepLast, keptLast, type RunItemState, runItem, setRunItem } from '../db/run-items.ts';
import type { Journal, WriteResult } from '../metadata/ports.ts';
import type { Services } from '../services.ts';
import type { JournalEntry } from '../types.ts';
import { applyDecisions, applyWrite, valuesOf } from './apply.ts';
import { changedSince } from './changed-since.ts';
import { type Before, checkLibraries, knownOf, markedLast, mediaFileOf, storeWritten } from './file-store.ts';
import { entryToRestore } from './undo-entry.ts';

/** The run that an item is written for. */
export interface ItemRun {
  readonly id: string;
  readonly plan: string;
}

/** Problems that say the file was left as it was on purpose; the next plan looks at it anew. */
const skips: ReadonlySet<string> = new Set(['changedSince', 'readOnlyLibrary', 'offline', 'vanished']);

/** What the plan decides for the photo, and what an undo needs of the file as it is: once, before anything else. */
function beginItem(services: Services, run: ItemRun, item: PlanItem, last: RawTags | undefined): () => void {
  const { db, clock } = services;
  const kept = markedLast(last);
  let begun = false;
  return () => {
    if (begun) return;
    applyDecisions(db, run.plan, run.id, item.photo, clock());
    if (kept) keepLast(db, { run: run.id, seq: item.seq }, kept);
    begun = true;
  };
}

const journalOf = (services: Services, run: ItemRun, item: PlanItem, begin: () => void): Journal => {
  const { db, commits } = services;
  const put = (state: RunItemState) => (journal: JournalEntry) =>
    commits.add(() => {
      begin();
      setRunItem(db, { run: run.id, seq: item.seq }, { state, journal });
    });
  return { intent: put('intent'), prepared: put('prepared') };
};

/** One file of a run on its way. */
interface Place {
  readonly file: FileRow;
  readonly library: LibraryRow;
  /** What was last read of it. */
  readonly last: RawTags | undefined;
  readonly journal: Journal;
}

/** Brings back the bytes of an earlier write where they are kept and nothing came between. */
async function restore(
  services: Services,
  run: ItemRun,
  item: PlanItem,
  { file, library, journal }: Place,
): Promise<WriteResult | undefined> {
  const entry = entryToRestore(services.db, item);
  if (!entry) return undefined;
  return services.writer.restore({ file: mediaFileOf(library, file), entry, undoKey: run.id, journal });
}

async function write(
  services: Services,
  run: ItemRun,
  item: PlanItem,
  place: Place,
  signal: AbortSignal,
): Promise<{ result: WriteResult; before?: Before }> {
  const restored = await restore(services, run, item, place);
  if (restored?.ok)
    return { result: restored, before: keptLast(services.db, item.restore!.run, item.restore!.seq) ?? null };
  // Bytes that are not kept any more, or not the write's own, come back as values.
  if (restored && (item.changes.length === 0 || restored.replaced || restored.open))
    return { result: restored };
  const { file, library, last } = place;
  const result = await services.writer.write({
    file: mediaFileOf(library, file),
    fingerprint: item.fingerprint,
    changes: item.changes,
    last,
    known: knownOf(services, file, last, item.fingerprint),
    undoKey: run.id,
    journal: place.journal,
    signal,
  });
  return { result };
}

function fail(
  services: Services,
  run: ItemRun,
  item: PlanItem,
  file: FileRow | undefined,
  problem: Problem,
): void {
  const { db } = services;
  const said =
    problem.code === 'changedSince'
      ? changedSince(db, item.file, run.id, { problem, since: requirePlan(db, run.plan).at })
      : problem;
  const state: RunItemState = skips.has(said.code) ? 'skipped' : 'failed';
  setRunItem(db, { run: run.id, seq: item.seq }, { state, journal: null, problem: said });
  if (file && state === 'failed') {
    recordProblem(db, { library: file.library, path: file.path, during: 'write' }, said, services.clock());
  }
}

const away = (library: LibraryRow): Problem => ({
  code: 'offline',
  message: `The library ${library.name} is offline. Nothing was written; the next sync writes it.`,
});

/** Whether a library is not there, asked anew. */
async function isAway(services: Services, { id }: LibraryRow): Promise<boolean> {
  await checkLibraries(services, [id]);
  return findLibrary(services.db, id)?.state === 'offline';
}

/**
 * The drive went in the middle of the write, what is in place could not be read, or what was begun could not be taken
 * away. What the write had begun stays in the journal: the photo is made whole, and its index row true, when the library
 * is next looked at.
 */
function leaveOpen(services: Services, run: ItemRun, item: PlanItem, file: FileRow, problem: Problem): void {
  const key = { run: run.id, seq: item.seq };
  const state = runItem(services.db, run.id, item.seq)?.state;
  if (state === 'intent' || state === 'prepared') setRunItem(services.db, key, { problem });
  else fail(services, run, item, file, problem);
}

/** Why the item cannot be written, found without touching the file. */
function refusal(file: FileRow | undefined, library: LibraryRow | undefined): Problem | undefined {
  if (!file || !library || file.state === 'missing')
    return { code: 'vanished', message: 'The file is not in its library any more. Nothing was written.' };
  if (library.state === 'offline') return away(library);
  if (library.writes === 'none')
    return {
      code: 'readOnlyLibrary',
      message: `The library ${library.name} is read-only. Nothing was written.`,
    };
  return undefined;
}

/**
 * Writes one file of a run and records what came of it. Never throws for a file's own trouble. False when the run
 * was cancelled before the file was touched: the item stays as it was.
 */
export async function writeItem(
  services: Services,
  run: ItemRun,
  item: PlanItem,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, commits } = services;
  const file = fileById(db, item.file);
  const library = file && findLibrary(db, file.library);
  const refused = refusal(file, library);
  if (refused || !file || !library) {
    await commits.add(() => fail(services, run, item, file, refused!));
    return true;
  }
  const names = item.changes.map((change) => change.field);
  const before = valuesOf(file.snapshot, names);
  const last = lastRaw(db, file.id);
  const begin = beginItem(services, run, item, last);
  const place = { file, library, last, journal: journalOf(services, run, item, begin) };
  const { result, before: restored } = await write(services, run, item, place, signal);
  const isCancelled = !result.ok && result.problem.code === 'cancelled';
  const hasGone = !result.ok && !isCancelled && (await isAway(services, library));
  await commits.add(() => {
    if (isCancelled)
      return setRunItem(db, { run: run.id, seq: item.seq }, { state: 'pending', journal: null });
    begin();
    if (hasGone) return leaveOpen(services, run, item, file, away(library));
    if (!result.ok && (result.replaced || result.open))
      return leaveOpen(services, run, item, file, result.problem);
    if (!result.ok) return fail(services, run, item, file, result.problem);
    applyWrite(db, {
      ...{ plan: run.plan, run: run.id, item, before, entry: result.entry, at: services.clock() },
      changed: !result.unchanged,
      store: () => storeWritten(services, file, result, { before: restored, last, wrote: names }),
    });
    clearProblem(db, file.library, file.path, 'write');
  });
  return !isCancelled;
}
