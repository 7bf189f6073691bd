import type { PlanOutcome } from '../../api/views.ts';
import type { Change } from '../../core/change.ts';
import { isEmpty } from '../../core/equal.ts';
import { fieldDef } from '../../core/registry.ts';
import { isLosing } from '../../core/safety.ts';
import type { PlanCounts } from '../db/plans.ts';
import type { Copy } from './photo-state.ts';

/** Problems named in an outcome; the rest is counted. */
const namedProblems = 100;

type Effect = 'adds' | 'replaces' | 'clears';

/** What a change does to the value that was there. A set that keeps all it had only gains. */
function effectOf(change: Change): Effect {
  if (!isLosing(change)) return 'adds';
  return isEmpty(fieldDef(change.field), change.after) ? 'clears' : 'replaces';
}

/** Counts while a plan is made. A file is planned, or else skipped, or else unchanged. */
export interface PlanTally {
  photo(): void;
  /** `fromKin`: how many of the values come from another photo of the family. */
  planned(copy: Copy, changes: readonly Change[], fromKin: number): void;
  /** A file that was planned cannot be written after all. */
  dropped(
    copy: Pick<Copy, 'file' | 'library'>,
    item: { readonly changes: readonly Change[]; readonly family: readonly string[] },
    reason: string,
  ): void;
  /** How many photos the plan writes files of, after some were dropped. */
  photosLeft(count: number): void;
  unchanged(file: number): void;
  skipped(file: number, reason: string): void;
  /** Files skipped for one reason. */
  skippedAs(reason: string): number[];
  conflicts(count: number): void;
  problem(problem: PlanOutcome['problems'][number]): void;
  counts(): PlanCounts;
}

export function createTally(): PlanTally {
  const files = new Map<number, string>();
  const byField = new Map<string, PlanOutcome['byField'][number]>();
  const problems: PlanOutcome['problems'] = [];
  let [photos, conflicts, losing, changeTotal, familyChanges, problemTotal] = [0, 0, 0, 0, 0, 0];

  function countChange(library: string, change: Change, by = 1): Effect {
    const key = `${change.field} ${library}`;
    let row = byField.get(key);
    if (!row) byField.set(key, (row = { field: change.field, library, adds: 0, replaces: 0, clears: 0 }));
    const effect = effectOf(change);
    row[effect] += by;
    changeTotal += by;
    return effect;
  }

  function counts(): PlanCounts {
    let [planned, unchanged] = [0, 0];
    const skippedBy: Record<string, number> = {};
    for (const fate of files.values()) {
      if (fate === 'planned') planned += 1;
      else if (fate === 'unchanged') unchanged += 1;
      else skippedBy[fate] = (skippedBy[fate] ?? 0) + 1;
    }
    const skipped = Object.values(skippedBy).reduce((sum, count) => sum + count, 0);
    const rows = [...byField.values()].filter((row) => row.adds + row.replaces + row.clears > 0);
    return {
      ...{ photos, planned, unchanged, skipped, skippedBy, conflicts, losing },
      ...{ byField: rows, changeTotal, problems, problemTotal },
      ...(familyChanges > 0 ? { familyChanges } : {}),
    };
  }

  return {
    photo: () => void (photos += 1),
    planned(copy, changes, fromKin) {
      familyChanges += fromKin;
      files.set(copy.file.id, 'planned');
      const effects = changes.map((change) => countChange(copy.library.name, change));
      if (effects.some((effect) => effect !== 'adds')) losing += 1;
    },
    dropped({ file, library }, { changes, family }, reason) {
      familyChanges -= family.length;
      files.set(file.id, reason);
      const effects = changes.map((change) => countChange(library.name, change, -1));
      if (effects.some((effect) => effect !== 'adds')) losing -= 1;
    },
    photosLeft: (count) => void (photos = count),
    unchanged(file) {
      if (!files.has(file)) files.set(file, 'unchanged');
    },
    skipped(file, reason) {
      if (files.get(file) !== 'planned') files.set(file, reason);
    },
    skippedAs: (reason) => [...files].flatMap(([file, fate]) => (fate === reason ? [file] : [])),
    conflicts: (count) => void (conflicts += count),
    problem(problem) {
      problemTotal += 1;
      if (problems.length < namedProblems) problems.push(problem);
    },
    counts,
  };
}
