import type { PlanOutcome } from '../api/views.ts';
import type { Attempts } from './attempts.ts';
import { type BridgeRow, findBridge, saveBridge } from './db/bridges.ts';
import { planItem } from './db/plan-items.ts';
import { forgetPlan, type Sizes, sizesByItself } from './db/plans.ts';
import { runItems } from './db/run-items.ts';
import type { Services } from './services.ts';
import { bridgeNamed } from './sync/active-bridge.ts';
import { isBraked } from './sync/consent.ts';
import { syncActive } from './sync/plan-sync.ts';
import { stopOvertaken } from './sync/stop-run.ts';

/** What one bridge changed by itself within this time is one mass change, in however many small syncs it came. */
const brakeWindow = 3_600_000;

/** Trouble that trying again soon does not end: the library's return does. */
const waits: ReadonlySet<string> = new Set(['offline', 'vanished', 'readOnlyLibrary', 'cancelled']);

/** Trouble of the drive that may end at any time without a trace in the file. */
const passing: ReadonlySet<string> = new Set(['diskFull', 'ioError', 'locked']);

/** Remembers what of a run failed, and what went well again. */
function judge({ db }: Services, attempts: Attempts, { run, plan }: PlanOutcome): void {
  for (let after = 0; run !== null; ) {
    const page = runItems(db, run, after, 1000);
    if (page.length === 0) return;
    for (const { seq, file, state, problem } of page) {
      const item = planItem(db, plan, seq);
      if (state === 'done') attempts.worked(file);
      else if (item?.photo && problem && !waits.has(problem.code))
        attempts.failed(file, item.photo, item.fingerprint, passing.has(problem.code));
    }
    after = page.at(-1)!.seq;
  }
}

const fileWords = (count: number) => (count === 1 ? 'one file' : `${count.toLocaleString('en-US')} files`);

/** What stopped it: values that would be lost, or the sheer number. What to do about it is each host's to say. */
function reasonOf({ planned, losing }: PlanOutcome, isLosing: boolean, before: Sizes): string {
  const [what, now, then] = isLosing
    ? ['remove or overwrite values in', losing, before.losing]
    : ['change', planned, before.planned];
  const lately = then > 0 ? `, after ${fileWords(then)} in the last hour` : '';
  return `A sync would ${what} ${fileWords(now)}${lately}. Nothing of it was written.`;
}

/** Over the brake: the bridge does nothing more by itself until a person ran the plan, or resumed it. */
function halt({ db, hub, log, clock }: Services, row: BridgeRow, outcome: PlanOutcome, before: Sizes): void {
  const { plan, losing } = outcome;
  const isLosing = isBraked(
    db,
    { losing: losing + before.losing },
    row.members.map(({ library }) => library),
  );
  const reason = reasonOf(outcome, isLosing, before);
  saveBridge(db, { ...(findBridge(db, row.id) ?? row), paused: { reason, plan, at: clock() } });
  hub.emit({ kind: 'bridges' });
  log(`Bridge ${row.name} is paused. ${reason} To look at it: tagbridge run ${plan} --dry-run`);
}

/**
 * Syncs one bridge without a person: what needs consent is saved and pauses the bridge, files that failed lately are
 * left alone. `photos`: those that may have changed; `all`: every one.
 */
export async function syncByItself(
  services: Services,
  row: BridgeRow,
  photos: ReadonlySet<number> | 'all',
  attempts: Attempts,
): Promise<void> {
  const { db, clock, hub, log } = services;
  // Those of before that ended in an error.
  stopOvertaken(services);
  const before = sizesByItself(db, row.id, clock() - brakeWindow);
  const outcome = await syncActive(services, [bridgeNamed(db, row.id)], {
    ...(photos === 'all' ? {} : { photos: [...photos] }),
    resting: (file) => attempts.resting(file.id, file.fingerprint),
    before,
    input: { bridges: [row.name], automatic: true },
  });
  judge(services, attempts, outcome);
  if (outcome.needs === 'brake') halt(services, row, outcome, before);
  else if (outcome.run === null) forgetPlan(db, outcome.plan);
  if (outcome.written > 0) log(`Bridge ${row.name}: ${fileWords(outcome.written)} written.`);
  hub.emit({ kind: 'bridges' });
}
