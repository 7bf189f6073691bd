import { type PlanRow, requirePlan, setPlan } from '../db/plans.ts';
import { countRun, runsInState, setRun } from '../db/runs.ts';
import { transaction } from '../db/sql.ts';
import type { Services } from '../services.ts';
import type { SyncInput } from './consent.ts';

/** Ends a run where it is: what it wrote stays and can be undone, the rest is not written. */
export function stopRun({ db, clock, hub }: Services, id: string, plan: string): void {
  transaction(db, () => {
    countRun(db, id);
    setRun(db, id, { state: 'cancelled', endedAt: clock() });
    setPlan(db, plan, { state: 'cancelled' });
  });
  hub.emit({ kind: 'history' });
}

/** Whether a bridge began it by itself. What the brake had stopped was a person's to run. */
const beganByItself = ({ kind, input, needs }: PlanRow): boolean =>
  kind === 'sync' && (input as Partial<SyncInput>).automatic === true && needs === null;

/**
 * Ends runs that bridges began by themselves and that were interrupted: nobody waits for them, and what they left, the
 * bridge's next sync finds and decides anew. Returns their ids. What a person began waits for that person.
 */
export function stopOvertaken(services: Services): string[] {
  const { db } = services;
  const overtaken = runsInState(db, 'interrupted').filter(({ plan }) => beganByItself(requirePlan(db, plan)));
  for (const { id, plan } of overtaken) stopRun(services, id, plan);
  return overtaken.map(({ id }) => id);
}
