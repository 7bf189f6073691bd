import { TagbridgeError } from '../../api/errors.ts';
import type { Rule, Trigger } from '../../core/bridge.ts';
import type { FamilyKind } from '../../core/family.ts';
import type { Role } from '../../core/library.ts';
import type { FieldName } from '../../core/registry.ts';
import { fromJson, fromJsonOr, toJson } from './json.ts';
import { all, cell, one, type ReadableDb, run, transaction, type WritableDb } from './sql.ts';

export interface Member {
  /** Library id. */
  readonly library: string;
  readonly role: Role;
}

interface Pause {
  readonly until?: number;
  readonly reason: string;
  /** Over the brake: the bridge goes on when a person ran it. */
  readonly plan?: string;
  /** When it stopped for that plan, in ms. */
  readonly at?: number;
}

export interface BridgeRow {
  /** `all` for the bridge that is always there. */
  readonly id: string;
  readonly name: string;
  readonly members: readonly Member[];
  /** Null: every field. */
  readonly fields: readonly FieldName[] | null;
  /** Null: every photo. */
  readonly filter: string | null;
  /** Libraries in rules are named by id. */
  readonly rules: readonly Rule[];
  readonly trigger: Trigger;
  /** Photos of one shot that are kept in step like copies; none unless the user turned it on. */
  readonly families: readonly FamilyKind[];
  readonly paused: Pause | null;
  /** The first sync has been allowed. */
  readonly consented: boolean;
  readonly lastRun: string | null;
}

interface Stored {
  members: string;
  id: string;
  name: string;
  fields: string | null;
  filter: string | null;
  rules: string;
  trigger: string;
  families: string;
  paused: string | null;
  consented: number;
  lastRun: string | null;
}

/** The bridge of all libraries that share no other. */
export const everything = 'all';

const select = `SELECT id, name, fields, filter, rules, trigger, families, paused, consented, last_run AS lastRun,
  (SELECT json_group_array(json_object('library', library, 'role', role) ORDER BY library.added_at, library.id)
   FROM bridge_member JOIN library ON library.id = bridge_member.library WHERE bridge_member.bridge = bridge.id) AS members
  FROM bridge`;

const loaded = (row: Stored): BridgeRow => ({
  ...row,
  members: fromJson<Member[]>(row.members),
  fields: fromJsonOr<FieldName[], null>(row.fields, null),
  rules: fromJson<Rule[]>(row.rules),
  trigger: fromJson<Trigger>(row.trigger),
  families: fromJson<FamilyKind[]>(row.families),
  paused: fromJsonOr<Pause, null>(row.paused, null),
  consented: row.consented === 1,
});

/** The user's bridges, by name. */
export const userBridges = (db: ReadableDb): BridgeRow[] =>
  all<Stored>(db, `${select} WHERE id <> 'all' ORDER BY name`).map(loaded);

/** By id or by name (in any case). `all` comes without members. */
export function findBridge(db: ReadableDb, ref: string): BridgeRow | undefined {
  const row =
    one<Stored>(db, `${select} WHERE id = ?`, [ref]) ?? one<Stored>(db, `${select} WHERE name = ?`, [ref]);
  return row && loaded(row);
}

/** As `findBridge`; throws `NOT_FOUND` naming those there are. */
export function requireBridge(db: ReadableDb, ref: string): BridgeRow {
  const found = findBridge(db, ref);
  if (found) return found;
  const names = userBridges(db).map((bridge) => bridge.name);
  throw new TagbridgeError('NOT_FOUND', `There is no bridge named ${ref}.`, {
    hint: `Bridges: ${[...names, everything].join(', ')}.`,
  });
}

function saveRow(db: WritableDb, bridge: BridgeRow): void {
  run(
    db,
    `INSERT INTO bridge (id, name, fields, filter, rules, trigger, families, paused, consented, last_run)
     VALUES (:id, :name, :fields, :filter, :rules, :trigger, :families, :paused, :consented, :lastRun)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, fields = excluded.fields, filter = excluded.filter,
       rules = excluded.rules, trigger = excluded.trigger, families = excluded.families, paused = excluded.paused,
       consented = excluded.consented, last_run = excluded.last_run`,
    {
      id: bridge.id,
      name: bridge.name,
      fields: bridge.fields && toJson(bridge.fields),
      filter: bridge.filter,
      rules: toJson(bridge.rules),
      trigger: toJson(bridge.trigger),
      families: toJson(bridge.families),
      paused: bridge.paused && toJson(bridge.paused),
      consented: bridge.consented ? 1 : 0,
      lastRun: bridge.lastRun,
    },
  );
}

function saveMembers(db: WritableDb, { id, members }: BridgeRow): void {
  run(db, 'DELETE FROM bridge_member WHERE bridge = ?', [id]);
  for (const { library, role } of members)
    run(db, 'INSERT INTO bridge_member (bridge, library, role) VALUES (?, ?, ?)', [id, library, role]);
}

/** Makes or replaces the bridge with its members, whole or not at all. Hub and bases stay. */
export function saveBridge(db: WritableDb, bridge: BridgeRow): void {
  transaction(db, () => {
    saveRow(db, bridge);
    saveMembers(db, bridge);
  });
}

/** When a bridge's schedule was last kept, or given, in ms. */
export const keptAt = (db: ReadableDb, id: string): number | null =>
  cell<number | null>(db, 'SELECT kept_at FROM bridge WHERE id = ?', [id]) ?? null;

/** Whatever a schedule had asked for until then is done, or will never be. */
export const keepSchedule = (db: WritableDb, id: string, at: number): void => {
  run(db, 'UPDATE bridge SET kept_at = ? WHERE id = ?', [at, id]);
};

/** A person let the bridge go on: what it did by itself before counts towards the brake no more. */
export const countFrom = (db: WritableDb, id: string, at: number): void => {
  run(db, 'UPDATE bridge SET counted_from = ? WHERE id = ?', [at, id]);
};

/** Its hub, bases and held fields go with it; photos and files are untouched. */
export const deleteBridge = (db: WritableDb, id: string): void => {
  for (const table of ['conflict', 'bridge_waiting', 'run_bridge'])
    run(db, `DELETE FROM ${table} WHERE bridge = ?`, [id]);
  run(db, 'DELETE FROM bridge WHERE id = ?', [id]);
};
