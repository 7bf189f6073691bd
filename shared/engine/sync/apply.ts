import { sameValue } from '../../core/equal.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { MaybeValue } from '../../core/value.ts';
import { type Decision, decisionsWith, markApplied, planDecisions, writtenBases } from '../db/decisions.ts';
import { fileById } from '../db/files.ts';
import { putBases, putHeld, putHubs } from '../db/hubs.ts';
import { keepLoser } from '../db/losers.ts';
import { dropMeant, putMeant } from '../db/meant.ts';
import type { PlanItem } from '../db/plan-items.ts';
import { countRenames } from '../db/renames.ts';
import { setRunItem, type Values } from '../db/run-items.ts';
import { transaction, type WritableDb } from '../db/sql.ts';
import { noteUndoBeside } from '../db/undo-beside.ts';
import { ownFolder } from '../metadata/hidden-place.ts';
import type { JournalEntry } from '../types.ts';

// The one door to hub, base, held fields and history. What is not decided here did not happen.

/** What a decision holds, and the values that lost. */
function applyRest(db: WritableDb, run: string | null, decision: Decision, at: number): void {
  const { bridge, photo, field } = decision;
  if (decision.held) putHeld(db, bridge, photo, field, decision.held.run);
  for (const { file, value } of decision.losers) {
    const library = fileById(db, file)?.library ?? null;
    keepLoser(db, { photo, file, field, value, library, run, at });
  }
}

/** Hub, hold, losers and the bases that do not wait for a write, of decisions that are not applied yet. */
function applyShared(
  db: WritableDb,
  plan: string,
  run: string | null,
  decisions: readonly Decision[],
  at: number,
): void {
  const open = decisions.filter(({ applied }) => !applied);
  if (open.length === 0) return;
  putHubs(
    db,
    open.flatMap(({ bridge, photo, field, hub }) =>
      hub ? [{ bridge, photo, field, value: hub.value }] : [],
    ),
  );
  putBases(
    db,
    open.flatMap(({ bridge, field, bases }) =>
      bases.filter(({ written }) => !written).map(({ file, value }) => ({ bridge, field, file, value })),
    ),
  );
  for (const decision of open) applyRest(db, run, decision, at);
  markApplied(
    db,
    plan,
    open.map(({ seq }) => seq),
  );
}

/**
 * Applies what a plan decides for a photo and its family, before the first of their files is written. A crash, a
 * failed or a cancelled write then leaves a copy that lags behind the hub and is caught up by the next sync; a hub that
 * moved after a base would undo the very change that moved the base.
 */
export function applyDecisions(
  db: WritableDb,
  plan: string,
  run: string,
  photo: number | null,
  at: number,
): void {
  if (photo === null) return;
  transaction(db, () => applyShared(db, plan, run, decisionsWith(db, plan, photo), at));
}

/** The bases of a file that moved because it was written. */
function applyOwnBases(db: WritableDb, plan: string, item: PlanItem): void {
  if (item.photo === null) return;
  putBases(db, writtenBases(db, plan, item.photo, item.file));
}

/**
 * Applies the decisions of photos that the plan writes no file of: what is equal already is in step from now on.
 * Returns the photos.
 */
export function applyUnwritten(db: WritableDb, plan: string, run: string | null, at: number): number[] {
  const photos = new Set<number>();
  for (let after = 0; ; ) {
    const page = planDecisions(db, plan, after, 500, true);
    if (page.length === 0) return [...photos];
    transaction(db, () => {
      for (const { photo } of page) photos.add(photo);
      applyShared(db, plan, run, page, at);
    });
    after = page.at(-1)!.seq;
  }
}

/** The values of some fields as a snapshot has them; every one is there. */
export const valuesOf = (snapshot: Snapshot | null, names: Iterable<FieldName>): Values =>
  Object.fromEntries([...names].map((name) => [name, snapshot?.values[name] ?? null]));

/** Remembers what each written field was meant to be, where the file reads back as something else. */
function applyMeant(db: WritableDb, item: PlanItem, after: Values): void {
  dropMeant(
    db,
    item.file,
    item.changes.map(({ field }) => field),
  );
  for (const { field, after: meant } of item.changes) {
    const readBack: MaybeValue = after[field] ?? null;
    if (!sameValue(fieldDef(field), meant, readBack)) putMeant(db, item.file, field, { meant, readBack });
  }
}

export interface Written {
  readonly plan: string;
  readonly run: string;
  readonly item: PlanItem;
  /** Now, by our own clock. */
  readonly at: number;
  /** What the changed fields held, as read. */
  readonly before: Values;
  readonly entry: JournalEntry;
  /** False when the file held all that already, byte for byte. */
  readonly changed: boolean;
  /** What the write itself read back, where the file may have been edited since; else what the new reading says. */
  readonly readBack?: Values | undefined;
  /** Puts the new reading into the index, where there is one; called inside the transaction, gives the snapshot. */
  readonly store: () => Snapshot | null;
}

/** Undo copies that are not in the library's own folder. */
const undoOutside = ({ targets }: JournalEntry): string[] =>
  targets.flatMap(({ undo }) => (undo === undefined || undo.startsWith(`${ownFolder}/`) ? [] : [undo]));

/** A file was written: reading, meant values, bases and history move together or not at all. */
export function applyWrite(db: WritableDb, written: Written): void {
  const { item, plan, run, at } = written;
  transaction(db, () => {
    const snapshot = written.store();
    const found = valuesOf(
      snapshot,
      item.changes.map((change) => change.field),
    );
    const after = { ...found, ...written.readBack };
    applyMeant(db, item, after);
    applyOwnBases(db, plan, item);
    if (item.photo !== null) countRenames(db, plan, item.photo, at);
    noteUndoBeside(db, item.file, undoOutside(written.entry));
    setRunItem(
      db,
      { run, seq: item.seq },
      {
        state: 'done',
        problem: null,
        journal: written.entry,
        before: written.changed ? written.before : null,
        after: written.changed ? after : null,
      },
    );
  });
}

/** Whether a decision's hub is still what it decided. */
export const stillDecided = (current: MaybeValue | undefined, decision: Decision): boolean =>
  decision.hub === null || JSON.stringify(current) === JSON.stringify(decision.hub.value);
