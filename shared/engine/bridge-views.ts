import type { BridgeView } from '../api/views.ts';
import { auditDays } from './db/audits.ts';
import { type BridgeRow, everything, userBridges } from './db/bridges.ts';
import { countConflicts } from './db/conflicts.ts';
import { findLibrary, type LibraryRow, requireLibrary } from './db/libraries.ts';
import { countUnwritable } from './db/problems.ts';
import { findRun, type RunRow } from './db/runs.ts';
import type { ReadableDb } from './db/sql.ts';
import { countWaiting, countWaitingFor } from './db/waiting.ts';
import type { Services } from './services.ts';
import { nextTime, quietUntil } from './triggers.ts';

type Health = BridgeView['health'];

const isPaused = (row: BridgeRow, now: number) =>
  row.paused !== null && (row.paused.until === undefined || row.paused.until > now);

function stateOf(
  row: BridgeRow,
  health: Omit<Health, 'state'>,
  now: number,
  running: boolean,
): Health['state'] {
  if (running) return 'running';
  if (isPaused(row, now)) return 'paused';
  if (health.offline.length > 0) return 'offline';
  if (health.conflicts > 0) return 'conflicts';
  if (row.lastRun === null && !row.consented) return 'never';
  return health.waiting > 0 ? 'waiting' : 'inStep';
}

/** A schedule that comes in the quiet hours is kept when they end. */
function nextRun(row: BridgeRow, now: number): number | undefined {
  if (!row.consented || isPaused(row, now)) return undefined;
  const next = nextTime(row.trigger, now);
  return next === undefined ? undefined : (quietUntil(row.trigger, next) ?? next);
}

const lastRunOf = ({ id, at, written, problems, undoneBy }: RunRow): NonNullable<Health['lastRun']> => ({
  ...{ run: id, at, written, problems },
  ...(undoneBy === null ? {} : { undone: undoneBy }),
});

/** Members that are written, with files that cannot be. */
const unwritableIn = (db: ReadableDb, { id, members }: BridgeRow, libraries: readonly LibraryRow[]) =>
  libraries
    .filter((_, at) => members[at]!.role !== 'source')
    .map((library) => ({ library: library.name, files: countUnwritable(db, id, library.id) }))
    .filter(({ files }) => files > 0);

function healthOf(services: Services, row: BridgeRow, libraries: readonly LibraryRow[]): Health {
  const { db, clock, running } = services;
  const run = row.lastRun === null ? undefined : findRun(db, row.lastRun);
  const conflicts = countConflicts(db, { bridge: row.id });
  const undone = conflicts > 0 ? countConflicts(db, { bridge: row.id, kind: 'undone' }) : 0;
  const unwritable = unwritableIn(db, row, libraries);
  const quiet = quietUntil(row.trigger, clock());
  const next = nextRun(row, clock());
  const health = {
    waiting: countWaiting(db, row.id),
    conflicts,
    raised: services.raised.get(row.id) ?? 0,
    ...(undone > 0 ? { undone } : {}),
    ...(unwritable.length > 0 ? { unwritable } : {}),
    drift: auditDays(
      db,
      libraries.map((library) => library.id),
      14,
    ),
    waitingFor: libraries
      .filter((library) => library.state === 'offline')
      .map((library) => ({ library: library.name, photos: countWaitingFor(db, row.id, library.id) })),
    offline: libraries.filter((library) => library.state === 'offline').map((library) => library.name),
    ...(run ? { lastRun: lastRunOf(run) } : {}),
    ...(next === undefined ? {} : { nextRun: next }),
    ...(quiet === undefined ? {} : { quietUntil: quiet }),
  };
  return { ...health, state: stateOf(row, health, clock(), run !== undefined && running.has(run.id)) };
}

/** An index of before keeps, in the reason itself, what the command line says now. */
function pauseOf({ paused }: BridgeRow): BridgeView['paused'] {
  return paused && { ...paused, reason: paused.reason.replace(/ Look at plan \S+ and run it .*$/, '') };
}

export function bridgeView(services: Services, row: BridgeRow): BridgeView {
  const { db, clock } = services;
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : findLibrary(db, id)?.name);
  const libraries = row.members.map((member) => requireLibrary(db, member.library));
  return {
    ...{ id: row.id, name: row.name, fields: row.fields && [...row.fields], filter: row.filter },
    members: row.members.map((member, at) => ({ library: libraries[at]!.name, role: member.role })),
    rules: row.rules.map((rule) => ({
      ...rule,
      ...(rule.library === undefined ? {} : { library: nameOf(rule.library) }),
      ...(rule.from === undefined ? {} : { from: nameOf(rule.from) }),
      ...(rule.to === undefined ? {} : { to: nameOf(rule.to) }),
    })),
    trigger: row.trigger,
    ...(row.families.length > 0 ? { families: [...row.families] } : {}),
    paused: isPaused(row, clock()) ? pauseOf(row) : null,
    consented: row.consented,
    health: healthOf(services, row, libraries),
  };
}

/** As people count: Bridge 6 before Bridge 10. */
const byName = (a: BridgeRow, b: BridgeRow) => a.name.localeCompare(b.name, undefined, { numeric: true });

/** The user's bridges; `all` is not among them, having no members of its own. */
export const bridgeViews = (services: Services): BridgeView[] =>
  userBridges(services.db)
    .filter((row) => row.id !== everything)
    .sort(byName)
    .map((row) => bridgeView(services, row));
