import type { Rule } from '../../../shared/core/bridge.ts';
import { canonicalJson } from '../../../shared/core/equal/json.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { ReconcileInput, ReconcileOutcome, ReconcileSide } from '../../../shared/core/reconcile.ts';
import type { Take } from '../../../shared/core/resolve.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { MergeCore } from './core.ts';

/** Never synced, in the place of a base or of a hub. */
export const NEVER = undefined;

type Extra = Partial<Omit<ReconcileSide, 'file' | 'base' | 'value'>> & { readonly library?: string };
export type RowSide = Omit<ReconcileSide, 'file'> & { readonly library?: string };

/** A copy: its base, what it holds, and what is unusual about it. */
export const copy = (base: MaybeValue | undefined, value: MaybeValue, extra: Extra = {}): RowSide => ({
  readable: true,
  role: 'both',
  writable: true,
  base,
  value,
  ...extra,
});

/** What to do with the copies: a plain merge where nothing is said. */
export type Action =
  | { readonly resolve: Take }
  | { readonly push: 'merge' | 'replace' }
  /** Asks only what the copy's file means, after a write that meant one thing and read back another. */
  | { readonly written: { readonly meant: MaybeValue; readonly readBack: MaybeValue } }
  | { readonly rules: readonly Rule[]; readonly seen?: readonly number[] };

export interface Row {
  readonly name: string;
  readonly field: FieldDef;
  readonly hub?: MaybeValue | undefined;
  readonly held?: boolean;
  /** Keywords renamed in the app, in that order. */
  readonly renames?: ReconcileInput['renames'];
  /** In a push, the copies of library `from` are pushed from, the others are pushed to. */
  readonly sides: readonly RowSide[];
  readonly action?: Action;
  readonly expect: {
    readonly conflict?: 'copies' | 'undone';
    /** What each copy holds in the end; nothing is said where a conflict is expected. */
    readonly values?: readonly MaybeValue[];
    /** The hub in the end, where it is not the first of `values`. */
    readonly hub?: MaybeValue | undefined;
    /** Bases in the end, where a copy stays apart from the hub. */
    readonly bases?: readonly (MaybeValue | undefined)[];
    readonly notes?: readonly string[];
    readonly losers?: number;
    /** A word that the sentence for people must hold. */
    readonly why?: string;
  };
}

const plain = (field: FieldDef, value: MaybeValue | undefined): string => {
  const unordered = ['set', 'keywords'].includes(field.merge) || field.name === 'regions';
  if (!unordered || !Array.isArray(value)) return value === undefined ? 'never' : canonicalJson(value);
  return JSON.stringify(value.map(canonicalJson).sort());
};

/** What a file ends with: in its own order, where the order of a set is worth keeping. */
const ordered = (field: FieldDef, value: MaybeValue): string =>
  field.merge === 'keywords' ? canonicalJson(value) : plain(field, value);

/** What merge and push know of a field beside its copies. */
const pick = ({ field, hub, held, renames }: Row) => ({ field, hub, held, renames });

const run = (core: MergeCore, row: Row, sides: readonly ReconcileSide[]): ReconcileOutcome => {
  const { action, ...known } = row;
  const input: ReconcileInput = { ...pick(known), sides };
  if (action === undefined) return core.reconcileField(input);
  if ('written' in action) throw new TypeError('a row about meaning has no merge');
  if ('resolve' in action) return core.resolveField(input, action.resolve);
  const library = (file: number) => row.sides[file - 1]!.library ?? '';
  if ('rules' in action) {
    const seenAt = (file: number) => {
      const at = action.seen?.[file - 1];
      return at === undefined ? undefined : { after: at - 1, at };
    };
    return core.applyRules(input, action.rules, { libraryOf: library, seenAt });
  }
  const from = sides.filter((side) => library(side.file) === 'from');
  const to = sides.filter((side) => library(side.file) !== 'from');
  return core.pushField({ ...pick(known), mode: action.push, from, to });
};

const conflictProblem = (row: Row, outcome: ReconcileOutcome): string | undefined => {
  if (outcome.conflict?.kind !== row.expect.conflict) {
    return `conflict ${outcome.conflict?.kind ?? 'none'}, expected ${row.expect.conflict ?? 'none'}`;
  }
  if (row.expect.conflict === undefined) return undefined;
  const moves = outcome.writes.length + outcome.bases.length + outcome.absorbed.length;
  return moves > 0 || outcome.hub !== undefined ? 'a conflicted field was moved' : undefined;
};

const endProblem = (
  row: Row,
  sides: readonly ReconcileSide[],
  outcome: ReconcileOutcome,
): string | undefined => {
  const { field, expect } = row;
  const writeOf = (side: ReconcileSide) => outcome.writes.find((write) => write.file === side.file);
  const hub = 'hub' in expect ? expect.hub : expect.values?.[0];
  const hubNow = 'hub' in outcome ? outcome.hub : row.hub;
  if (plain(field, hubNow) !== plain(field, hub))
    return `hub ${plain(field, hubNow)}, expected ${plain(field, hub)}`;
  for (const side of sides) {
    const [write, entry] = [writeOf(side), outcome.bases.find(({ file }) => file === side.file)];
    const [end, wanted] = [write ? write.after : side.value, expect.values?.[side.file - 1] ?? null];
    if (ordered(field, end) !== ordered(field, wanted)) {
      return `copy ${side.file} ends as ${ordered(field, end)}, expected ${ordered(field, wanted)}`;
    }
    if (write && plain(field, write.before) === plain(field, write.after)) {
      return `copy ${side.file} is written although it holds the value`;
    }
    if (write && entry === undefined) return `copy ${side.file} is written and gets no base`;
    const based = entry ? entry.value : side.base;
    const baseWanted = expect.bases ? expect.bases[side.file - 1] : side.readable ? hub : side.base;
    if (plain(field, based) !== plain(field, baseWanted)) {
      return `base of copy ${side.file} is ${plain(field, based)}, expected ${plain(field, baseWanted)}`;
    }
  }
  return undefined;
};

const restProblem = (row: Row, outcome: ReconcileOutcome): string | undefined => {
  const { notes, losers, why } = row.expect;
  const kinds = (outcome.notes ?? []).map((note) => note.kind).sort();
  if (notes && kinds.join() !== [...notes].sort().join())
    return `notes ${kinds.join()}, expected ${notes.join()}`;
  if (losers !== undefined && outcome.losers.length !== losers)
    return `${outcome.losers.length} losers, expected ${losers}`;
  if (why && !outcome.why.includes(why)) return `why "${outcome.why}" lacks "${why}"`;
  return outcome.why.endsWith('.') ? undefined : 'no sentence says why';
};

const problemOf = (core: MergeCore, row: Row, sides: readonly ReconcileSide[]): string | undefined => {
  const outcome = run(core, row, sides);
  const problem = conflictProblem(row, outcome) ?? restProblem(row, outcome);
  return problem ?? (row.expect.conflict ? undefined : endProblem(row, sides, outcome));
};

const meantProblem = (
  core: MergeCore,
  row: Row,
  { meant, readBack }: { readonly meant: MaybeValue; readonly readBack: MaybeValue },
): string | undefined => {
  const value = core.asMeant(row.field, row.sides[0]!.value, meant, readBack);
  const [found, wanted] = [plain(row.field, value), plain(row.field, row.expect.values![0])];
  return found === wanted ? undefined : `means ${found}, expected ${wanted}`;
};

/** What is wrong with a row, in any order of its copies; undefined where it comes out as the table says. */
export const checkRow = (core: MergeCore, row: Row): string | undefined => {
  if (row.action && 'written' in row.action) return meantProblem(core, row, row.action.written);
  const sides = row.sides.map(({ library: _, ...side }, at) => ({ ...side, file: at + 1 }));
  return problemOf(core, row, sides) ?? problemOf(core, row, [...sides].reverse());
};
