import { TagbridgeError } from '../../api/errors.ts';
import { type BridgeRow, findBridge, saveBridge } from '../db/bridges.ts';
import { countPlanItems, type PlanItem, planItem } from '../db/plan-items.ts';
import { type PlanRow, requirePlan, setPlan } from '../db/plans.ts';
import { countProblems } from '../db/problems.ts';
import { insertRunBridges } from '../db/run-bridges.ts';
import { insertRunItems, runItemCounts, runItems } from '../db/run-items.ts';
import { countMore, countRun, insertRun, type RunRow, requireRun, setRun } from '../db/runs.ts';
import { shortId } from '../db/short-id.ts';
import { transaction } from '../db/sql.ts';
import { closing, type Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { afterRun } from './after-run.ts';
import { applyUnwritten } from './apply.ts';
import { bridgesOfPlan } from './consent.ts';
import { lookAtLibraries } from './file-store.ts';
import { tellDropped } from './foresee.ts';
import { recoverWrites } from './recover.ts';
import { refreshConflicts } from './refresh-conflicts.ts';
import { stopRun } from './stop-run.ts';
import { settleUndo } from './undone.ts';
import { type Page, type Pages, writeTurn } from './write-turn.ts';

/** Items of a page. Before one begins its libraries are looked at; when it is done what was written is told. */
const pageSize = 400;

/** Items that a run still has to write; those rolled back after a crash among them. */
const openStates = ['pending', 'rolledBack'] as const;

function begin(services: Services, plan: PlanRow): RunRow {
  const { db, clock } = services;
  const row: RunRow = {
    ...{ id: shortId('r'), plan: plan.id, kind: plan.kind, title: plan.title, at: clock(), endedAt: null },
    ...{ state: 'running', written: 0, skipped: 0, problems: 0, undoneBy: null },
  };
  transaction(db, () => {
    insertRun(db, row);
    insertRunBridges(db, row);
    insertRunItems(db, row.id, plan.id);
    setPlan(db, plan.id, { state: 'running' });
  });
  return row;
}

/** A bridge that was paused for a plan goes on once a person runs that plan. */
const consented = (bridge: BridgeRow, run: string | null, plan: string): BridgeRow => ({
  ...bridge,
  consented: true,
  lastRun: run ?? bridge.lastRun,
  paused: bridge.paused?.plan === plan ? null : bridge.paused,
});

/** Carrying out a bridge's plan is consent to its first sync. */
function consent(services: Services, plan: PlanRow, run: string | null): void {
  for (const id of bridgesOfPlan(plan)) {
    const bridge = findBridge(services.db, id);
    if (bridge) saveBridge(services.db, consented(bridge, run, plan.id));
  }
}

const photosOf = (items: readonly PlanItem[]): number[] =>
  [...new Set(items.map(({ photo }) => photo))].filter((photo) => photo !== null);

const isUndo = ({ kind }: Pick<RunRow, 'kind'>) => kind === 'undo' || kind === 'redo';

interface RunPage extends Page {
  readonly photos: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What the run has open, in the plan's order. */
function pagesOf(services: Services, run: RunRow, done: () => void): Pages<RunPage> & { tell(): void } {
  const { db } = services;
  const under = new Set<RunPage>();
  let after = 0;
  const tell = (page: RunPage): void => {
    under.delete(page);
    countMore(db, run.id, page);
    refreshConflicts(services, page.photos, { quiet: isUndo(run) });
    services.written(page.photos);
  };
  return {
    async next() {
      const open = runItems(db, run.id, after, pageSize, openStates);
      if (open.length === 0) return undefined;
      await lookAtLibraries(
        services,
        open.map((item) => item.file),
      );
      const queue = open.flatMap(({ seq }) => planItem(db, run.plan, seq) ?? []);
      after = open.at(-1)!.seq;
      const page = { queue, open: queue.length, photos: photosOf(queue), from: open[0]!.seq, to: after };
      under.add(page);
      return page;
    },
    done(page) {
      done();
      if (page.open === 0) tell(page);
    },
    open: () => under.size,
    tell() {
      for (const page of under) tell(page);
    },
  };
}

/** Writes what the run has open, in the plan's order; returns when all is done or the job is cancelled. */
async function carryOut(services: Services, run: RunRow, job: Job): Promise<void> {
  const { db } = services;
  const total = countPlanItems(db, run.plan);
  const counts = runItemCounts(db, run.id);
  let done = total - openStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  job.progress(done, total);
  const pages = pagesOf(services, run, () => job.progress(++done, total, 'Writing and verifying'));
  try {
    let page = await pages.next();
    while (page && !job.signal.aborted) page = await writeTurn(services, run, page, pages, job);
  } finally {
    pages.tell();
  }
}

function end(services: Services, run: RunRow, signal: AbortSignal): RunRow {
  const { db, clock, hub } = services;
  const left = runItems(db, run.id, 0, 1, openStates).length > 0;
  // A closing engine interrupts; what is left is resumed. A person's cancel ends the run.
  const state = !left ? 'done' : signal.reason === closing ? 'interrupted' : 'cancelled';
  transaction(db, () => {
    countRun(db, run.id);
    setRun(db, run.id, { state, endedAt: state === 'interrupted' ? null : clock() });
    if (state !== 'interrupted') setPlan(db, run.plan, { state });
    if (state === 'done') settleUndo(db, run);
  });
  hub.emit({ kind: 'history' });
  hub.emit({ kind: 'problems', total: countProblems(db) });
  return requireRun(db, run.id);
}

async function withJob(services: Services, run: RunRow, job: Job): Promise<RunRow> {
  services.running.set(run.id, job.id);
  try {
    services.hub.emit({ kind: 'history' });
    await carryOut(services, run, job);
    return end(services, run, job.signal);
  } catch (error) {
    // What was under way is in the journal: resuming, or the next start, makes it whole.
    setRun(services.db, run.id, { state: 'interrupted' });
    throw error;
  } finally {
    services.running.delete(run.id);
    services.afterwards(afterRun(services, run));
  }
}

/**
 * Carries out a saved plan, exactly that. Null when there is nothing to write: what the plan decides without writing
 * holds from then on. Throws `REFUSED` when it ran already.
 */
export async function runPlan(services: Services, id: string, job: Job): Promise<RunRow | null> {
  const { db, clock } = services;
  const plan = requirePlan(db, id);
  if (plan.state !== 'ready') {
    throw new TagbridgeError('REFUSED', `The plan ${id} ran already or is not valid any more.`, {
      hint: 'Make a new plan. An interrupted run continues with: tagbridge run --resume RUN',
    });
  }
  tellDropped(services, id);
  if (countPlanItems(db, id) === 0) {
    const photos = applyUnwritten(db, id, null, clock());
    // Copies that were compared and are in step had their first sync; where nothing was compared it is yet to come.
    if (plan.counts.unchanged > 0) consent(services, plan, null);
    setPlan(db, id, { state: 'done' });
    refreshConflicts(services, photos, { quiet: isUndo(plan) });
    return null;
  }
  const run = begin(services, plan);
  job.become(isUndo(run) ? 'undo' : 'run', plan.title);
  consent(services, plan, run.id);
  refreshConflicts(services, applyUnwritten(db, id, run.id, clock()), { quiet: isUndo(run) });
  return withJob(services, run, job);
}

/** Why a run that is over, or under way, is not resumed. */
function notResumed({ id, state, written, skipped, problems }: RunRow): TagbridgeError {
  if (state === 'running')
    return new TagbridgeError('REFUSED', `The run ${id} is under way.`, {
      hint: `Wait until it is done, or stop it: tagbridge run --cancel ${id}`,
    });
  const left = skipped + problems;
  const rest =
    left === 0
      ? ''
      : ` ${left} could not be written: tagbridge problems says why, and a new plan tries them again.`;
  return new TagbridgeError('REFUSED', `The run ${id} is done: there is nothing to resume.`, {
    hint: `It wrote ${written} ${written === 1 ? 'file' : 'files'}.${rest} To take it back: tagbridge undo ${id}`,
  });
}

/** Goes on with an interrupted or cancelled run. Throws `REFUSED` for one that is done or runs now. */
export async function resumeRun(services: Services, id: string, job: Job): Promise<RunRow> {
  const { db } = services;
  const run = requireRun(db, id);
  if (run.state !== 'interrupted' && run.state !== 'cancelled') throw notResumed(run);
  await recoverWrites(services, id);
  setRun(db, id, { state: 'running', endedAt: null });
  setPlan(db, run.plan, { state: 'running' });
  refreshConflicts(services, applyUnwritten(db, run.plan, id, services.clock()));
  return withJob(services, requireRun(db, id), job);
}

/** Ends a run: what it wrote stays, the rest is not written. A file that is being written now is finished first. */
export function cancelRun(services: Services, id: string): RunRow {
  const { db, jobs } = services;
  const run = requireRun(db, id);
  const job = services.running.get(id);
  if (job !== undefined) {
    jobs.cancel(job);
    return run;
  }
  if (run.state !== 'interrupted') {
    throw new TagbridgeError('REFUSED', `The run ${id} is ${run.state} already.`, {
      hint: 'To take it back: tagbridge undo RUN',
    });
  }
  stopRun(services, id, run.plan);
  return requireRun(db, id);
}
