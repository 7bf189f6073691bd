import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, redo, undo } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { type Decision, decisionsOf } from '../db/decisions.ts';
import { photoMatches } from '../db/photos.ts';
import type { RestoreRef } from '../db/plan-items.ts';
import { lastWriteOf } from '../db/run-items.ts';
import { findRun, type RunRow, requireRun, undoableSince } from '../db/runs.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Services } from '../services.ts';
import { unwritable } from './active-bridge.ts';
import { stillDecided } from './apply.ts';
import { changedSince } from './changed-since.ts';
import { perform } from './command.ts';
import { setValue } from './decide.ts';
import { hubOf, moveBase, moveHeld, moveHub, type PhotoState } from './photo-state.ts';
import { type PlanDraft, placed } from './plan-draft.ts';
import {
  type Done,
  type DoneByPhoto,
  doneBy,
  holdsBefore,
  holdsWritten,
  restoreRef,
  stepBack,
  stepsOf,
  type WayBack,
  wayBackOf,
} from './undo-steps.ts';
import { takenBack, type UndoInput } from './undone.ts';
import { eachPhoto, thesePhotos } from './windows.ts';

/** Runs that decided something: what they brought is held until a person decides again. */
const deciding: ReadonlySet<string> = new Set(['sync', 'push', 'resolve']);

/** Plans taking back one file's write. True when it is planned. */
function planFile(
  services: Services,
  state: PhotoState,
  done: Done,
  draft: PlanDraft,
  ways: Map<number, WayBack>,
): boolean {
  const copy = state.copies.find((one) => one.file.id === done.item.file);
  if (!copy) {
    draft.tally.skipped(done.item.file, 'vanished');
    return false;
  }
  const reason = unwritable(copy, undefined);
  if (reason) {
    draft.tally.skipped(copy.file.id, reason);
    return false;
  }
  const way = ways.get(copy.file.id) ?? wayBackOf(copy);
  ways.set(copy.file.id, way);
  if (!holdsWritten(way, done)) {
    if (holdsBefore(way, done) && wasTakenBack(services, way, done)) {
      draft.tally.unchanged(copy.file.id);
      return false;
    }
    const problem = changedSince(services.db, copy.file.id, done.run.id);
    draft.tally.skipped(copy.file.id, problem.code);
    if (!way.told) draft.tally.problem(placed(copy, problem));
    way.told = true;
    way.whole = false;
    return false;
  }
  for (const { field, before } of done.item.changes) setValue(state, copy.file.id, field, before);
  stepBack(way, done);
  return true;
}

/** Whether the file came back before: in this very undo, or in an earlier one of only some photos. */
function wasTakenBack({ db }: Services, way: WayBack, done: Done): boolean {
  if (way.steps.length > 0) return true;
  const last = lastWriteOf(db, way.copy.file.id, done.run.id);
  return last !== undefined && findRun(db, last.run)?.kind === 'undo';
}

/** Plans hub, bases and hold of one decision to be what they were, for the files that come back. */
function planDecision(
  state: PhotoState,
  decision: Decision,
  run: RunRow,
  written: ReadonlySet<number>,
  back: ReadonlySet<number>,
): void {
  const { bridge, field, before } = decision;
  if (!stillDecided(hubOf(state, bridge, field), decision)) return;
  if (before.hub) moveHub(state, bridge, field, before.hub.value);
  for (const base of before.bases) {
    if (!written.has(base.file) || back.has(base.file)) moveBase(state, bridge, base.file, field, base.value);
  }
  if (deciding.has(run.kind)) moveHeld(state, bridge, field, run.id);
  else if (decision.held) moveHeld(state, bridge, field, before.held);
}

/** A run that is taken back, with what it did. */
interface Taken {
  readonly run: RunRow;
  readonly done: DoneByPhoto;
}

/** Plans what one run did to a photo to be taken back. */
function planRun(
  services: Services,
  state: PhotoState,
  { run, done }: Taken,
  draft: PlanDraft,
  ways: Map<number, WayBack>,
): void {
  const seqs = done.get(state.photo);
  if (!seqs) return;
  const steps = stepsOf(services.db, run, seqs);
  const back = new Set<number>();
  for (const step of steps) if (planFile(services, state, step, draft, ways)) back.add(step.item.file);
  // Where no file of the photo comes back, what was decided of it stands.
  if (steps.length > 0 && back.size === 0) return;
  const written = new Set(steps.map((step) => step.item.file));
  for (const decision of decisionsOf(services.db, run.plan, state.photo).toReversed())
    if (decision.applied) planDecision(state, decision, run, written, back);
}

/** Plans a photo to be what it was before some runs, which are given newest first. */
function planPhoto(services: Services, state: PhotoState, taken: readonly Taken[], draft: PlanDraft): void {
  const ways = new Map<number, WayBack>();
  for (const one of taken) planRun(services, state, one, draft, ways);
  const restores = new Map<number, RestoreRef>();
  for (const [file, way] of ways) {
    const ref = restoreRef(way);
    if (ref) restores.set(file, ref);
  }
  draft.add(state, { restores });
}

interface TakeBack {
  readonly where?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly job?: string | undefined;
}

const namedRuns = 2;

function titleOf(kind: 'undo' | 'redo', runs: readonly RunRow[]): string {
  const titles = runs.map((run) => (kind === 'redo' ? run.title.replace(/^Undo: /, '') : run.title));
  const named = titles.slice(0, namedRuns).join('; ');
  const more = titles.length > namedRuns ? ` and ${titles.length - namedRuns} more` : '';
  return `${kind === 'redo' ? 'Redo' : 'Undo'}: ${named}${more}`;
}

/** Takes runs back, newest first, in one plan: each file goes back as far as it is still what those runs made of it. */
function takeBack(
  services: Services,
  runs: readonly RunRow[],
  kind: 'undo' | 'redo',
  input: TakeBack,
): Promise<PlanOutcome> {
  const { db } = services;
  const where = input.where?.trim() ? input.where : undefined;
  if (where) photoMatches(db, 0, where);
  const undoing: UndoInput = {
    // Taken back whole, a run counts as undone; a part of it does not.
    runs: where ? [] : runs.map((run) => run.id),
  };
  return perform(services, {
    kind,
    title: titleOf(kind, runs),
    input: { ...input, ...undoing },
    dryRun: input.dryRun,
    job: input.job,
    async fill(draft, job) {
      const taken = runs.map((run) => ({ run, done: doneBy(db, run) }));
      const photos = taken.flatMap(({ done }) => [...done.keys()]);
      await eachPhoto(services, thesePhotos(photos), job, (state) => {
        if (!where || photoMatches(db, state.photo, where)) planPhoto(services, state, taken, draft);
      });
    },
  });
}

const ended = (run: RunRow): RunRow => {
  if (run.state === 'running')
    throw new TagbridgeError('BUSY', `The run ${run.id} is still writing.`, {
      hint: `Wait for it, or cancel it: tagbridge run --cancel ${run.id}`,
    });
  if (run.undoneBy !== null)
    throw new TagbridgeError('REFUSED', `The run ${run.id} is undone already (by ${run.undoneBy}).`, {
      hint: `To bring it back: tagbridge redo ${run.id}`,
    });
  return run;
};

const noRuns = () =>
  new TagbridgeError('NOT_FOUND', 'No run since then is left to undo.', { hint: 'See: tagbridge history' });

/** Runs since a time that are to be taken back, newest first. What a redo among them brought back goes with it. */
function runsSince(db: ReadableDb, since: number): RunRow[] {
  const runs = undoableSince(db, since).filter((run) => run.written > 0);
  const redone = new Set(
    runs
      .filter((run) => run.kind === 'redo')
      .flatMap((run) => takenBack(db, run))
      .flatMap((id) => takenBack(db, requireRun(db, id))),
  );
  return runs.filter((run) => !redone.has(run.id)).map(ended);
}

/** Takes back a run, or all since a time, newest first; files that changed since are refused one by one. */
export async function undoRuns(services: Services, input: InputOf<typeof undo>): Promise<PlanOutcome> {
  const { db } = services;
  if ((input.run === undefined) === (input.since === undefined))
    throw new TagbridgeError('USAGE', 'Name a run, or a time since when.', {
      hint: 'See: tagbridge history',
    });
  const runs = input.run === undefined ? runsSince(db, input.since!) : [ended(requireRun(db, input.run))];
  if (runs.length === 0) throw noRuns();
  return takeBack(services, runs, 'undo', input);
}

/** Undo of the undo: of the run named, or the undo named itself. */
export async function redoRun(services: Services, input: InputOf<typeof redo>): Promise<PlanOutcome> {
  const named = requireRun(services.db, input.run);
  const undoing = named.undoneBy === null ? named : requireRun(services.db, named.undoneBy);
  if (undoing.kind !== 'undo')
    throw new TagbridgeError('REFUSED', `The run ${named.id} is not undone, so there is nothing to redo.`, {
      hint: 'See: tagbridge history',
    });
  return takeBack(services, [ended(undoing)], 'redo', input);
}
