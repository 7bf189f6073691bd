import { invertChange } from '../../core/change.ts';
import type { PlanItem } from '../db/plan-items.ts';
import { runItem } from '../db/run-items.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { JournalEntry } from '../types.ts';

const journalOf = (db: ReadableDb, at: { readonly run: string; readonly seq: number }) =>
  runItem(db, at.run, at.seq)?.journal ?? undefined;

/**
 * The write that an item takes back byte for byte: one of the past, or several in a row as if they had been one, from
 * the bytes before the first to those after the last. Undefined where it comes back by values.
 */
export function entryToRestore(db: ReadableDb, { restore, changes }: PlanItem): JournalEntry | undefined {
  if (!restore) return undefined;
  const first = journalOf(db, restore);
  if (!restore.from || !first) return first;
  const last = journalOf(db, restore.from);
  const targets = first.targets.flatMap((target) => {
    const end = last?.targets.find((one) => one.path === target.path);
    if (!end) return [];
    const { after, afterHash } = end;
    return [
      {
        ...target,
        ...(after === undefined ? {} : { after }),
        ...(afterHash === undefined ? {} : { afterHash }),
      },
    ];
  });
  if (targets.length < first.targets.length) return undefined;
  return { ...first, changes: changes.map(invertChange), targets };
}
