import type { Conflict } from '../conflict.ts';
import { canonicalJson } from '../equal/json.ts';
import { isEmpty, normalValue, sameValue } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';
import { hasMoved } from './element.ts';
import { loses } from './loses.ts';
import { ruleOf } from './rule.ts';
import type { Decision, MergeNote, ReconcileSide } from './types.ts';
import { whySentence } from './why.ts';

export interface FileValue {
  readonly file: number;
  readonly value: MaybeValue;
}

/**
 * What a merge wants done. The hub, the bases of unwritten copies and `absorbed` belong into one transaction, before
 * the first write: then a crash, a failed or a cancelled write leaves copies that simply lag behind the hub. A hub
 * recorded later than a base would undo the change that moved the base.
 */
export interface ReconcileOutcome {
  /** Present only when the hub moves. */
  readonly hub?: MaybeValue;
  /** The base each copy gets: at once where it is not written, after its verified write where it is. */
  readonly bases: readonly FileValue[];
  /** The base a copy that is written gets together with the hub: its own changes are in the hub from then on. */
  readonly absorbed: readonly FileValue[];
  readonly writes: readonly {
    readonly file: number;
    readonly before: MaybeValue;
    readonly after: MaybeValue;
  }[];
  readonly conflict?: Conflict;
  /** Values that a write removes or overwrites; kept, so that they can be restored. */
  readonly losers: readonly FileValue[];
  /** One plain sentence, for `explain`. */
  readonly why: string;
  readonly notes?: readonly MergeNote[];
}

/** The same in every respect, what is merely poorer or within rounding excluded. */
export const identical = (field: FieldDef, a: MaybeValue | undefined, b: MaybeValue | undefined): boolean =>
  a === b ||
  ((a === undefined) === (b === undefined) &&
    canonicalJson(normalValue(field, a)) === canonicalJson(normalValue(field, b)));

/** True when the copy says just what the target says: no less, and nothing that a person decided to drop. */
const holds = (field: FieldDef, value: MaybeValue, target: MaybeValue): boolean => {
  const { refines } = ruleOf(field);
  return sameValue(field, value, target) && !refines(target, value) && !refines(value, target);
};

export const nothingOutcome = (why: string): ReconcileOutcome => ({
  bases: [],
  absorbed: [],
  writes: [],
  losers: [],
  why,
});

const movedSide = (field: FieldDef, side: ReconcileSide): boolean =>
  hasMoved(ruleOf(field), { file: side.file, value: side.value, base: side.base, votes: true });

export const conflictOutcome = (
  field: FieldDef,
  kind: Conflict['kind'],
  sides: readonly ReconcileSide[],
  hub: MaybeValue | undefined,
  why: string,
): ReconcileOutcome => ({
  ...nothingOutcome(why),
  conflict: {
    kind,
    field: field.name as Conflict['field'],
    ...(hub === undefined ? {} : { hub }),
    sides: sides.map((side) => ({
      file: side.file,
      value: side.value,
      ...(side.base === undefined ? {} : { base: side.base }),
      changed: movedSide(field, side),
    })),
  },
});

const mayWrite = (field: FieldDef, side: ReconcileSide, target: MaybeValue): boolean =>
  side.writable && side.role !== 'source' && (side.clearable !== false || !isEmpty(field, target));

/** A copy's own change is part of the hub from now on, so its base follows even where the copy is not written. */
const absorbedBase = (field: FieldDef, side: ReconcileSide): FileValue[] => {
  const silent = side.base === undefined && isEmpty(field, side.value);
  const keeps = side.role === 'target' || silent || identical(field, side.value, side.base);
  return keeps ? [] : [{ file: side.file, value: side.value }];
};

/** Turns targets into writes, bases and losers, with regard to what may be written. */
export const outcomeOf = (
  field: FieldDef,
  sides: readonly ReconcileSide[],
  hub: MaybeValue | undefined,
  decision: Extract<Decision, { kind: 'decided' }>,
): ReconcileOutcome => {
  const plan = sides.map((side) => {
    const target = decision.targets.get(side.file) ?? null;
    return { side, target, lags: !holds(field, side.value, target) };
  });
  const written = plan.filter(({ side, target, lags }) => lags && mayWrite(field, side, target));
  const stuck = plan.filter(({ side, target, lags }) => lags && !mayWrite(field, side, target));
  const inStep = plan.filter(({ side, lags }) => !lags && !identical(field, side.base, decision.hub));
  const writes = written.map(({ side, target }) => ({ file: side.file, before: side.value, after: target }));
  const moves = hub === undefined || !identical(field, hub, decision.hub);
  return {
    ...(moves ? { hub: decision.hub } : {}),
    bases: [
      ...[...inStep, ...written].map(({ side }) => ({ file: side.file, value: decision.hub })),
      ...stuck.flatMap(({ side }) => absorbedBase(field, side)),
    ],
    absorbed: written.flatMap(({ side }) => absorbedBase(field, side)),
    writes,
    losers: writes
      .filter(({ before, after }) => loses(field, before, after))
      .map(({ file, before }) => ({ file, value: before })),
    why: whySentence(decision.reason),
    ...(decision.notes && decision.notes.length > 0 ? { notes: decision.notes } : {}),
  };
};
