import type { ProblemCode } from '../core/problem.ts';
import type { MergeNote } from '../core/reconcile.ts';
import type { FieldName } from '../core/registry.ts';
import type { MaybeValue } from '../core/value.ts';

export type PlanKind = 'edit' | 'push' | 'sync' | 'resolve' | 'undo' | 'redo' | 'restore';
export type Needs = 'firstSync' | 'brake';

/** A finding that is no conflict: nothing is lost, a person may want to tidy up. `kind` and `paths` as in `MergeNote`. */
export interface PlanNote extends MergeNote {
  field: FieldName;
  photos: number;
}

/** What a plan would do or did; counts are files. Its changes are fetched in pages (`plans.changes`). */
export interface PlanOutcome {
  plan: string;
  /** Null when nothing ran. */
  run: string | null;
  kind: PlanKind;
  title: string;
  needs?: Needs;
  photos: number;
  planned: number;
  written: number;
  unchanged: number;
  skipped: number;
  /** Why files were skipped: reason → files (`readOnly`, `offline`, …). */
  skippedBy: Record<string, number>;
  /** Where those are that were skipped as `offline` when it was planned; absent where none were. */
  away?: { library: string; files: number }[];
  conflicts: number;
  /** Values that would be removed or overwritten, in files; what the brake looks at. */
  losing: number;
  /** Changes per field and library. */
  byField: { field: FieldName; library: string; adds: number; replaces: number; clears: number }[];
  changeTotal: number;
  /** How many of them carry a value over from another photo of a family (RAW and JPEG, original and export). */
  familyChanges?: number;
  problems: { library: string; path: string; code: ProblemCode; message: string }[];
  problemTotal: number;
  /** What the merge found worth showing, most photos first; absent where it found nothing. */
  notes?: PlanNote[];
  noteTotal?: number;
}

export interface ChangeRow {
  seq: number;
  library: string;
  path: string;
  file: number;
  photo: number | null;
  field: FieldName;
  before: MaybeValue;
  after: MaybeValue;
  /** The value comes from another photo of the family. */
  family?: boolean;
}
