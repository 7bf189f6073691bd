import type { MergeNote } from '../../core/reconcile.ts';
import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { fromJson, fromJsonOr, toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** A value that may never have been decided. */
export interface Slot {
  readonly value?: MaybeValue;
}
export interface BaseMove extends Slot {
  readonly file: number;
  /** True where the plan writes the file: the base moves with its write, not before. */
  readonly written: boolean;
}

/** Hub, bases and hold of one field of a photo, moved together. */
export interface Decision {
  readonly seq: number;
  /** Bridge id. */
  readonly bridge: string;
  readonly photo: number;
  readonly field: FieldName;
  /** First photo of the family whose decisions hold together; null: the photo decides alone. */
  readonly family: number | null;
  /** Null: the hub does not move. */
  readonly hub: Slot | null;
  readonly bases: readonly BaseMove[];
  /** Hold the field for a run, or let it go; null: as it is. */
  readonly held: { readonly run?: string } | null;
  readonly losers: readonly { readonly file: number; readonly value: MaybeValue }[];
  readonly notes: readonly MergeNote[];
  /** What it was, for undo: only what the decision moves. */
  readonly before: {
    readonly hub?: Slot;
    readonly bases: readonly (Slot & { readonly file: number })[];
    readonly held?: string;
  };
  readonly applied: boolean;
}

interface Stored {
  seq: number;
  bridge: string;
  photo: number;
  field: FieldName;
  family: number | null;
  hub: string | null;
  bases: string;
  held: string | null;
  losers: string;
  notes: string;
  before: string;
  applied: number;
}

const loaded = (row: Stored): Decision => ({
  ...row,
  hub: fromJsonOr<Slot, null>(row.hub, null),
  bases: fromJson<BaseMove[]>(row.bases),
  held: fromJsonOr<{ run?: string }, null>(row.held, null),
  losers: fromJson<Decision['losers']>(row.losers),
  notes: fromJson<MergeNote[]>(row.notes),
  before: fromJson<Decision['before']>(row.before),
  applied: row.applied === 1,
});

export function insertDecision(db: WritableDb, plan: string, decision: Decision): void {
  run(
    db,
    `INSERT INTO plan_decision (plan, seq, bridge, photo, field, family, hub, bases, held, losers, notes, before, applied)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      plan,
      decision.seq,
      decision.bridge,
      decision.photo,
      decision.field,
      decision.family,
      decision.hub && toJson(decision.hub),
      toJson(decision.bases),
      decision.held && toJson(decision.held),
      toJson(decision.losers),
      toJson(decision.notes),
      toJson(decision.before),
      decision.applied ? 1 : 0,
    ],
  );
}

const select =
  'SELECT seq, bridge, photo, field, family, hub, bases, held, losers, notes, before, applied FROM plan_decision';

/** The index is named: without figures of its own SQLite walks through the whole plan for each of its photos. */
export const decisionsOf = (db: ReadableDb, plan: string, photo: number): Decision[] =>
  all<Stored>(db, `${select} INDEXED BY plan_decision_photo WHERE plan = ? AND photo = ? ORDER BY seq`, [
    plan,
    photo,
  ]).map(loaded);

/** The bases of a file that a plan moves with its write. */
export const writtenBases = (
  db: ReadableDb,
  plan: string,
  photo: number,
  file: number,
): (BaseMove & Pick<Decision, 'bridge' | 'field'>)[] =>
  all<Pick<Stored, 'bridge' | 'field' | 'bases'>>(
    db,
    'SELECT bridge, field, bases FROM plan_decision INDEXED BY plan_decision_photo WHERE plan = ? AND photo = ?',
    [plan, photo],
  ).flatMap(({ bridge, field, bases }) => {
    const own = fromJson<BaseMove[]>(bases).find((base) => base.file === file && base.written);
    return own ? [{ ...own, bridge, field }] : [];
  });

/** The decisions that hold together with those of a photo: its own, and its family's. */
export function decisionsWith(db: ReadableDb, plan: string, photo: number): Decision[] {
  const own = decisionsOf(db, plan, photo);
  const families = [...new Set(own.flatMap(({ family }) => family ?? []))];
  if (families.length === 0) return own;
  const kin = all<Stored>(
    db,
    `${select} INDEXED BY plan_decision_family
     WHERE plan = ? AND family IS NOT NULL AND family IN (SELECT value FROM json_each(?)) AND photo <> ?`,
    [plan, toJson(families), photo],
  ).map(loaded);
  return [...own, ...kin].toSorted((a, b) => a.seq - b.seq);
}

/** Photos that a plan writes files of, and the families of these. */
const written = 'SELECT photo FROM plan_item WHERE plan = ?1 AND photo IS NOT NULL';
const writtenFamilies = `SELECT family FROM plan_decision WHERE plan = ?1 AND family IS NOT NULL AND photo IN (${written})`;

/** Decisions after a position; `alone`: only those of photos and families that the plan writes no file of. */
export const planDecisions = (
  db: ReadableDb,
  plan: string,
  after: number,
  limit: number,
  alone = false,
): Decision[] =>
  all<Stored>(
    db,
    `${select} WHERE plan = ?1 AND seq > ?2
     ${alone ? `AND photo NOT IN (${written}) AND (family IS NULL OR family NOT IN (${writtenFamilies}))` : ''}
     ORDER BY seq LIMIT ?3`,
    [plan, after, limit],
  ).map(loaded);

/** By their place in the plan. */
export const markApplied = (db: WritableDb, plan: string, seqs: readonly number[]): void => {
  run(db, 'UPDATE plan_decision SET applied = 1 WHERE plan = ? AND seq IN (SELECT value FROM json_each(?))', [
    plan,
    toJson(seqs),
  ]);
};

interface NoteRow {
  field: FieldName;
  note: string;
  photos: number;
  total: number;
}

/** What the merges of a plan found worth showing: each finding once, with the photos it concerns; most photos first. */
export function planNotes(db: ReadableDb, plan: string, limit: number) {
  const rows = all<NoteRow>(
    db,
    `SELECT field, value AS note, count(DISTINCT photo) AS photos, count(*) OVER () AS total
     FROM plan_decision, json_each(notes) WHERE plan = ? GROUP BY field, value ORDER BY photos DESC, value LIMIT ?`,
    [plan, limit],
  );
  const notes = rows.map(({ field, note, photos }) => ({ field, photos, ...fromJson<MergeNote>(note) }));
  return { notes, total: rows[0]?.total ?? 0 };
}
