import { blanksLast } from '../core/bridge.ts';
import type { Reach } from '../core/reach.ts';
import { createAttempts } from './attempts.ts';
import { syncByItself } from './automatic-sync.ts';
import { type BridgeRow, findBridge, keepSchedule, keptAt, userBridges } from './db/bridges.ts';
import { listLibraries } from './db/libraries.ts';
import { differingPhotos } from './db/photos.ts';
import type { Seen } from './library-watches.ts';
import { scanOne } from './scan-libraries.ts';
import type { Services } from './services.ts';
import { nextTime, quietUntil } from './triggers.ts';
import { createTurns } from './turns.ts';
import { createWakes } from './wakes.ts';

export interface Automation {
  /** A scan found changes: bridges that sync on change do so. */
  seen(seen: Seen): void;
  /** A run wrote photos: to a bridge that is a change like any other. */
  wrote(photos: readonly number[]): void;
  /** Begins: what schedules asked for while nothing ran is made up for. */
  begin(): void;
  /** Bridges are other than before: schedules are set anew, and what waited for a pause to end goes on. */
  refresh(): void;
  close(): Promise<void>;
}

/** Photos that wait for a bridge; `all`: every one. */
type Waiting = Map<string, Set<number> | 'all'>;

const isPaused = ({ paused }: BridgeRow, now: number) =>
  paused !== null && (paused.until === undefined || paused.until > now);

/** What a bridge keeps in step, and how: all but its name and its times. */
const comparedBy = ({ members, fields, filter, rules, families }: Reach): string =>
  JSON.stringify([members, fields, filter, rules, families]);

/** Runs bridges by themselves: on change, or when their time has come. One sync at a time; a brake pauses the bridge. */
export function createAutomation(services: Services): Automation {
  const { db, clock, log } = services;
  const waiting: Waiting = new Map();
  const wakes = createWakes(clock, () => plan());
  // A pause after a failure is a span of time, whatever the time of day is put to.
  const passed = () => performance.now();
  const attempts = createAttempts(passed);
  const retries = createWakes(passed);
  const turns = createTurns();
  /**
   * Bridges that could run when last looked at, and what they compared: one that newly can, or compares something else,
   * has a look at everything that differs.
   */
  const able = new Map<string, string>();
  let working: Promise<void> | undefined;
  let closed = false;

  const mayRun = (row: BridgeRow | undefined): row is BridgeRow =>
    row?.consented === true && !isPaused(row, clock());

  const isThere = (row: BridgeRow): boolean => {
    const offline = new Set(listLibraries(db).flatMap(({ id, state }) => (state === 'offline' ? [id] : [])));
    return row.members.every(({ library }) => !offline.has(library));
  };

  /** Whether a bridge's hour has come; what waits for it stays until then. */
  function isFree(row: BridgeRow): boolean {
    const { trigger } = row;
    const quiet = quietUntil(trigger, clock());
    if (quiet !== undefined) wakes.at(`quiet ${row.id}`, quiet, start);
    return quiet === undefined && (trigger.kind === 'manual' || !trigger.whenThere || isThere(row));
  }

  function take(): [BridgeRow, Set<number> | 'all'] | undefined {
    if (closed) return undefined;
    // A paused bridge looks at everything that differs when it goes on.
    for (const id of waiting.keys()) if (!mayRun(findBridge(db, id))) waiting.delete(id);
    const ready = blanksLast(userBridges(db)).filter((row) => waiting.has(row.id) && isFree(row));
    const id = turns.next(ready.map((row) => row.id));
    const row = ready.find((one) => one.id === id);
    const photos = id === undefined ? undefined : waiting.get(id);
    if (row === undefined || photos === undefined) return undefined;
    waiting.delete(row.id);
    return [row, photos];
  }

  async function work(): Promise<void> {
    // Not before `working` is set: what is found out below, up to its end, happens in one go.
    await Promise.resolve();
    for (let next = take(); next; next = take()) {
      const [{ id }] = next;
      await syncByItself(services, ...next, attempts).catch((error: unknown) => {
        if (!closed) log(`Automatic sync: ${error instanceof Error ? error.message : String(error)}`);
      });
      // The brake may have paused it.
      if (!mayRun(findBridge(db, id))) able.delete(id);
    }
    working = undefined;
    const due = attempts.next();
    if (due !== undefined && !closed) retries.at('again', due, again);
  }

  const start = () => void (working ??= work());

  function enqueue(id: string, photos: readonly number[] | 'all'): void {
    const before = waiting.get(id);
    const all = photos === 'all' || before === 'all';
    waiting.set(id, all ? 'all' : new Set([...(before ?? []), ...photos]));
    start();
  }

  const automatic = (): BridgeRow[] =>
    userBridges(db).filter((row) => row.trigger.kind === 'auto' && mayRun(row));

  /** Photos that may wait for a bridge. Those of a family can differ from each other, which no index tells. */
  const differing = (row: BridgeRow): readonly number[] | 'all' =>
    row.families.length > 0 ? 'all' : differingPhotos(db);

  function again(): void {
    const photos = attempts.due();
    for (const row of automatic()) enqueue(row.id, photos);
  }

  /** The members are looked at first: a schedule does not rest on what was seen meanwhile. */
  async function come(id: string): Promise<void> {
    keepSchedule(db, id, clock());
    plan();
    const row = findBridge(db, id);
    if (!mayRun(row)) return;
    for (const { library } of row.members) await scanOne(services, library);
    enqueue(id, 'all');
  }

  const comeSoon = (id: string) =>
    services.afterwards(come(id).catch((error: unknown) => log(String(error))));

  /** A computer that is off every night would never come to a schedule of the night. */
  function catchUp(): void {
    for (const { id, name, trigger } of userBridges(db).filter(mayRun)) {
      const kept = keptAt(db, id);
      const missed = kept === null ? undefined : nextTime(trigger, kept);
      if (missed === undefined || missed > clock()) continue;
      log(`Bridge ${name}: its schedule came while Tagbridge did not run. It is made up for now.`);
      comeSoon(id);
    }
  }

  /** Sets every clock anew: schedules, and the ends of pauses. */
  function plan(): void {
    wakes.clear();
    able.clear();
    for (const row of closed ? [] : userBridges(db)) {
      if (mayRun(row)) able.set(row.id, comparedBy(row));
      if (row.paused?.until !== undefined && isPaused(row, clock()))
        wakes.at(`pause ${row.id}`, row.paused.until, refresh);
      const next = nextTime(row.trigger, clock());
      if (next === undefined) continue;
      wakes.at(row.id, next, () => comeSoon(row.id));
    }
    // Quiet hours or a drive may have been what a waiting bridge waited for, and its wake went with the others.
    start();
  }

  function refresh(): void {
    const before = new Map(able);
    plan();
    services.hub.emit({ kind: 'bridges' });
    for (const row of automatic())
      if (before.get(row.id) !== comparedBy(row)) enqueue(row.id, differing(row));
  }

  return {
    seen({ library, photos, returned }) {
      for (const row of automatic()) {
        if (!row.members.some((member) => member.library === library)) continue;
        const more = returned ? differing(row) : [];
        enqueue(row.id, more === 'all' ? more : [...photos, ...more]);
      }
      if (returned) start();
    },
    wrote(photos) {
      // A run that a person allowed may have ended a pause.
      if (userBridges(db).some((row) => mayRun(row) && !able.has(row.id))) refresh();
      for (const row of automatic()) enqueue(row.id, photos);
    },
    begin() {
      refresh();
      catchUp();
    },
    refresh,
    async close() {
      closed = true;
      wakes.clear();
      retries.clear();
      await working;
    },
  };
}
