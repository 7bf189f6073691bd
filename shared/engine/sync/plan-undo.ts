import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, redo, undo } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { sameValue } from '../../core/equal.ts';
import { fieldDef } from '../../core/registry.ts';
import { type Decision, decisionsOf, planDecisions } from '../db/decisions.ts';
import { photoMatches } from '../db/photos.ts';
import { type PlanItem, planItem, type RestoreRef } from '../db/plan-items.ts';
import { type RunItem, runItems } from '../db/run-items.ts';
import { type RunRow, requireRun, undoableSince } from '../db/runs.ts';
import type { Services } from '../services.ts';
import { unwritable } from './active-bridge.ts';
import { changedSince } from './changed-since.ts';
import { perform } from './command.ts';
import { setValue } from './decide.ts';
import { type Copy, hubOf, moveBase, moveHeld, moveHub, type PhotoState } from './photo-state.ts';
import { type PlanDraft, placed } from './plan-draft.ts';
import { eachPhoto, thesePhotos } from './windows.ts';

/** Runs that decided something: what they brought is held until a person decides again. */
const deciding: ReadonlySet<string> = new Set(['sync', 'push', 'resolve']);

interface Done {
  readonly run: RunRow;
  readonly item: PlanItem;
  readonly record: RunItem;
}

/** What a run wrote, photo by photo. */
function writtenBy(services: Services, run: RunRow): Map<number, Done[]> {
  const photos = new Map<number, Done[]>();
  for (let after = 0; ; ) {
    const page = runItems(services.db, run.id, after, 500, ['done']);
    if (page.length === 0) return photos;
    for (const record of page) {
      const item = record.after && planItem(services.db, run.plan, record.seq);
      if (!item || item.photo === null) continue;
      const list = photos.get(item.photo) ?? [];
      list.push({ run, item, record });
      photos.set(item.photo, list);
    }
    after = page.at(-1)!.seq;
  }
}

/** Photos of which a run decided something without writing. */
function decidedBy(services: Services, run: RunRow): number[] {
  const photos = new Set<number>();
  for (let after = 0; ; ) {
    const page = planDecisions(services.db, run.plan, after, 1000);
    if (page.length === 0) return [...photos];
    for (const decision of page) if (decision.applied) photos.add(decision.photo);
    after = page.at(-1)!.seq;
  }
}

/** Whether the file still holds, in the fields that were written, what the run left there. */
function stillHolds(copy: Copy, { record, item }: Done): boolean {
  return item.changes.every(({ field }) =>
    sameValue(fieldDef(field), copy.file.snapshot?.values[field] ?? null, record.after?.[field] ?? null),
  );
}

/** Whether nothing at all was done to the file since, so that its bytes can come back. */
function isUntouched(copy: Copy, { record }: Done): boolean {
  const { media, sidecars } = copy.file.fingerprint;
  return (record.journal?.targets ?? []).every(({ store, path, after }) => {
    const now =
      store === 'embedded'
        ? media
        : sidecars.find((one) => path === one.name || path.endsWith(`/${one.name}`))?.stat;
    return after === undefined ? now === undefined : now?.ino === after.ino && now.mtimeNs === after.mtimeNs;
  });
}

/** Plans taking back one file's write. True when it is planned. */
function planFile(
  services: Services,
  state: PhotoState,
  done: Done,
  draft: PlanDraft,
  restores: Map<number, RestoreRef>,
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
  if (!stillHolds(copy, done)) {
    const problem = changedSince(services.db, copy.file.id, done.run.id);
    draft.tally.skipped(copy.file.id, problem.code);
    draft.tally.problem(placed(copy, problem));
    return false;
  }
  for (const { field, before } of done.item.changes) setValue(state, copy.file.id, field, before);
  if (isUntouched(copy, done)) restores.set(copy.file.id, { run: done.run.id, seq: done.record.seq });
  return true;
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
  const hub = hubOf(state, bridge, field);
  const unmoved = decision.hub === null || JSON.stringify(hub) === JSON.stringify(decision.hub.value);
  if (!unmoved) return;
  if (before.hub) moveHub(state, bridge, field, before.hub.value);
  for (const base of before.bases) {
    if (!written.has(base.file) || back.has(base.file)) moveBase(state, bridge, base.file, field, base.value);
  }
  if (deciding.has(run.kind)) moveHeld(state, bridge, field, run.id);
  else if (decision.held) moveHeld(state, bridge, field, before.held);
}

function planPhoto(
  services: Services,
  state: PhotoState,
  run: RunRow,
  done: readonly Done[],
  draft: PlanDraft,
): void {
  const restores = new Map<number, RestoreRef>();
  const back = new Set<number>();
  for (const one of done) if (planFile(services, state, one, draft, restores)) back.add(one.item.file);
  // Where no file of the photo comes back, what was decided of it stands.
  if (done.length === 0 || back.size > 0) {
    const written = new Set(done.map((one) => one.item.file));
    for (const decision of decisionsOf(services.db, run.plan, state.photo).toReversed())
      if (decision.applied) planDecision(state, decision, run, written, back);
  }
  draft.add(state, { restores });
}

function takeBack(
  services: Services,
  run: RunRow,
  kind: 'undo' | 'redo',
  input: {
    readonly where?: string | undefined;
    readonly dryRun?: boolean | undefined;
    readonly job?: string | undefined;
  },
): Promise<PlanOutcome> {
  const { db } = services;
  const where = input.where?.trim() ? input.where : undefined;
  return perform(services, {
    kind,
    title: kind === 'redo' ? `Redo: ${run.title.replace(/^Undo: /, '')}` : `Undo: ${run.title}`,
    // Taken back whole, the run counts as undone; a part of it does not.
    input: { ...input, of: run.id, runs: where ? [] : [run.id] },
    dryRun: input.dryRun,
    job: input.job,
    async fill(draft, job) {
      const written = writtenBy(services, run);
      const photos = [...written.keys(), ...decidedBy(services, run)];
      await eachPhoto(services, thesePhotos(photos), job, (state) => {
        if (where && !photoMatches(db, state.photo, where)) return;
        planPhoto(services, state, run, written.get(state.photo) ?? [], draft);
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

/** Adds up the outcomes of several plans; the last plan and run stand for all. */
function together(outcomes: readonly PlanOutcome[]): PlanOutcome {
  const last = outcomes.at(-1)!;
  const sum = (pick: (outcome: PlanOutcome) => number) => outcomes.reduce((all, one) => all + pick(one), 0);
  const skippedBy: Record<string, number> = {};
  for (const { skippedBy: by } of outcomes)
    for (const [reason, count] of Object.entries(by)) skippedBy[reason] = (skippedBy[reason] ?? 0) + count;
  return {
    ...last,
    photos: sum((one) => one.photos),
    planned: sum((one) => one.planned),
    written: sum((one) => one.written),
    unchanged: sum((one) => one.unchanged),
    skipped: sum((one) => one.skipped),
    skippedBy,
    conflicts: sum((one) => one.conflicts),
    losing: sum((one) => one.losing),
    changeTotal: sum((one) => one.changeTotal),
    byField: outcomes.flatMap((one) => one.byField),
    problems: outcomes.flatMap((one) => one.problems),
    problemTotal: sum((one) => one.problemTotal),
  };
}

/** Takes back a run, or all since a time, newest first; files that changed since are refused one by one. */
export async function undoRuns(services: Services, input: InputOf<typeof undo>): Promise<PlanOutcome> {
  const { db } = services;
  if ((input.run === undefined) === (input.since === undefined))
    throw new TagbridgeError('USAGE', 'Name a run, or a time since when.', {
      hint: 'See: tagbridge history',
    });
  if (input.run !== undefined) return takeBack(services, ended(requireRun(db, input.run)), 'undo', input);
  const runs = undoableSince(db, input.since!).filter((run) => run.written > 0);
  if (runs.length === 0) throw noRuns();
  const outcomes: PlanOutcome[] = [];
  for (const run of runs) outcomes.push(await takeBack(services, ended(run), 'undo', input));
  return together(outcomes);
}

/** Undo of the undo: of the run named, or the undo named itself. */
export async function redoRun(services: Services, input: InputOf<typeof redo>): Promise<PlanOutcome> {
  const named = requireRun(services.db, input.run);
  const undoing = named.undoneBy === null ? named : requireRun(services.db, named.undoneBy);
  if (undoing.kind !== 'undo')
    throw new TagbridgeError('REFUSED', `The run ${named.id} is not undone, so there is nothing to redo.`, {
      hint: 'See: tagbridge history',
    });
  return takeBack(services, ended(undoing), 'redo', input);
}
