import type { Role } from '../library.ts';
import type { MaybeValue } from '../value.ts';

/** One copy's part in the merge of a field. */
export interface ReconcileSide {
  readonly file: number;
  /** False: unreadable, offline or missing. It takes no part and its base stays (unreadable is not empty). */
  readonly readable: boolean;
  /** As meant (`meant.ts`), not as a lossy format gave it back. */
  readonly value: MaybeValue;
  /** Absent: this copy was never in step in this bridge. */
  readonly base?: MaybeValue | undefined;
  readonly role: Role;
  /** False: read and merged, never written (write policy `none`, read-only file). */
  readonly writable: boolean;
  /** False: no write here makes the field empty, because a place that is not written says it too. */
  readonly clearable?: boolean | undefined;
  /** True: the copy is blank itself and was never in step; `value` and `base` are what is planned for it so far. */
  readonly planned?: boolean | undefined;
}

/** A side that can be read, seen through one element of its value: the whole scalar, one language, one region. */
export interface ElementSide {
  readonly file: number;
  readonly value: MaybeValue;
  readonly base: MaybeValue | undefined;
  /** False for a target: its own change does not travel. */
  readonly votes: boolean;
}

/** A finding that is no conflict but worth showing: nothing was lost, a person may want to tidy up. */
export interface MergeNote {
  /**
   * `keptAdd`: removed in one copy, added in another, kept. `straggler`: a keyword left below a renamed one.
   * `divergingRename`: one keyword renamed to two. `crossingMove`: two keywords moved below each other.
   * `renamed`: a keyword added below a name that was renamed in the app, taken under the new one.
   */
  readonly kind: 'keptAdd' | 'straggler' | 'divergingRename' | 'crossingMove' | 'renamed';
  /** `straggler`: old name, new name, keyword. `divergingRename`: old name, both new ones. `renamed`: before, after. */
  readonly paths: readonly string[];
}

/** Why a merge came out as it did; `why.ts` puts it into a sentence. */
export type Reason =
  | 'unread'
  | 'alone'
  | 'empty'
  | 'inStep'
  | 'takesHub'
  | 'moved'
  | 'agree'
  | 'filled'
  | 'merged'
  | 'bothMoved'
  | 'firstDiffers'
  | 'hubMoved'
  | 'removedAndChanged'
  | 'targetMoved'
  | 'held';

/** What the merge of a field decided, before roles and writability are looked at. */
export type Decision =
  | { readonly kind: 'nothing'; readonly reason: Reason }
  | { readonly kind: 'conflict'; readonly reason: Reason; readonly about?: string }
  | {
      readonly kind: 'decided';
      readonly hub: MaybeValue;
      /** What each readable copy should hold; a target that keeps its own change differs from the hub. */
      readonly targets: ReadonlyMap<number, MaybeValue>;
      readonly reason: Reason;
      readonly notes?: readonly MergeNote[];
    };
