import type { PlanOutcome } from '../api/views.ts';
import { type BridgeRow, findBridge, saveBridge, userBridges } from './db/bridges.ts';
import type { Seen } from './library-watches.ts';
import { scanOne } from './scan-libraries.ts';
import type { Services } from './services.ts';
import { bridgeNamed } from './sync/active-bridge.ts';
import { syncActive } from './sync/plan-sync.ts';
import { nextTime } from './triggers.ts';

export interface Automation {
  /** A scan found changes: bridges that sync on change do so. */
  seen(seen: Seen): void;
  /** A run wrote photos: to a bridge that is a change like any other. */
  wrote(photos: readonly number[]): void;
  /** Bridges are other than before: schedules are set anew. */
  refresh(): void;
  close(): Promise<void>;
}

/** The longest a timer can wait. */
const longest = 2 ** 31 - 1;

/** Photos that wait for a bridge; `all`: every one. */
type Waiting = Map<string, Set<number> | 'all'>;

/** Runs bridges by themselves: on change, or when their time has come. One sync at a time; a brake pauses the bridge. */
export function createAutomation(services: Services): Automation {
  const { db, clock, log, hub } = services;
  const waiting: Waiting = new Map();
  const timers = new Map<string, NodeJS.Timeout>();
  let working: Promise<void> | undefined;
  let closed = false;

  const mayRun = (row: BridgeRow | undefined): row is BridgeRow => {
    if (!row?.consented) return false;
    return row.paused === null || (row.paused.until !== undefined && row.paused.until <= clock());
  };

  function halt(row: BridgeRow, outcome: PlanOutcome): void {
    const reason = `A sync would remove or overwrite values in ${outcome.losing} files. Look at plan ${outcome.plan}, run it or drop it, then resume.`;
    saveBridge(db, { ...(findBridge(db, row.id) ?? row), paused: { reason } });
    hub.emit({ kind: 'bridges' });
    log(`Bridge ${row.name} is paused. ${reason}`);
  }

  async function sync(id: string, photos: Set<number> | 'all'): Promise<void> {
    const row = findBridge(db, id);
    if (!mayRun(row)) return;
    const only = photos === 'all' ? {} : { photos: [...photos] };
    const outcome = await syncActive(services, [bridgeNamed(db, id)], {
      ...only,
      input: { bridges: [row.name], automatic: true },
    });
    if (outcome.needs === 'brake') halt(row, outcome);
    if (outcome.written > 0) log(`Bridge ${row.name}: ${outcome.written} files written.`);
    hub.emit({ kind: 'bridges' });
  }

  function take(): [string, Set<number> | 'all'] | undefined {
    const [first] = closed ? [] : waiting;
    if (first) waiting.delete(first[0]);
    return first;
  }

  async function work(): Promise<void> {
    for (let next = take(); next; next = take())
      await sync(...next).catch((error: unknown) =>
        log(`Automatic sync: ${error instanceof Error ? error.message : String(error)}`),
      );
    working = undefined;
  }

  function enqueue(id: string, photos: readonly number[] | 'all'): void {
    const before = waiting.get(id);
    const all = photos === 'all' || before === 'all';
    waiting.set(id, all ? 'all' : new Set([...(before ?? []), ...photos]));
    working ??= work();
  }

  /** The members are looked at first: a schedule does not rest on what was seen meanwhile. */
  async function come(id: string): Promise<void> {
    const row = findBridge(db, id);
    plan();
    if (!mayRun(row)) return;
    for (const { library } of row.members) await scanOne(services, library);
    enqueue(id, 'all');
  }

  function plan(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    for (const row of closed ? [] : userBridges(db)) {
      const next = nextTime(row.trigger, clock());
      if (next === undefined) continue;
      const wait = next - clock();
      // A timer cannot wait for months: it looks again.
      const then =
        wait > longest
          ? plan
          : () => services.afterwards(come(row.id).catch((error: unknown) => log(String(error))));
      timers.set(row.id, setTimeout(then, Math.min(wait, longest)));
    }
  }

  return {
    seen({ library, photos, returned }) {
      for (const row of userBridges(db)) {
        if (row.trigger.kind !== 'auto' || !row.members.some((member) => member.library === library))
          continue;
        if (mayRun(row)) enqueue(row.id, returned ? 'all' : photos);
      }
    },
    wrote(photos) {
      for (const row of userBridges(db))
        if (row.trigger.kind === 'auto' && mayRun(row)) enqueue(row.id, photos);
    },
    refresh: plan,
    async close() {
      closed = true;
      plan();
      await working;
    },
  };
}
