import { create } from 'zustand';
import type { ConflictShape, ConflictView } from '../../shared/api/views.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import { resolveField } from '../../shared/core/resolve.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import type { engine } from './engine.ts';

/** What a person took for one conflict: a side (its position), what was last agreed, all together, or a value of their own. */
export type Choice =
  | { readonly kind: 'side'; readonly side: number }
  | { readonly kind: 'hub' }
  | { readonly kind: 'union' }
  | { readonly kind: 'value'; readonly value: MaybeValue };

export interface Decision {
  readonly conflict: ConflictView;
  readonly choice: Choice;
}

type Resolve = Parameters<ReturnType<typeof engine>['plans']['resolve']>[0];
export type Take = Resolve['take'];

/** Decisions taken and not yet written, by conflict; they outlive the screen, so that leaving it loses nothing. */
export const useDecisions = create<{ decisions: ReadonlyMap<number, Decision> }>(() => ({
  decisions: new Map(),
}));

export const decide = (conflict: ConflictView, choice: Choice): void =>
  useDecisions.setState(({ decisions }) => ({
    decisions: new Map(decisions).set(conflict.id, { conflict, choice }),
  }));

export const forget = (conflicts: Iterable<number>): void =>
  useDecisions.setState(({ decisions }) => {
    const rest = new Map(decisions);
    for (const conflict of conflicts) rest.delete(conflict);
    return { decisions: rest };
  });

/** Whether all sides can be taken together: only keywords, sets and lists. */
export const unitable = (conflict: ConflictView): boolean =>
  ['set', 'keywords', 'list'].includes(fieldDef(conflict.field).merge);

/** What a choice would make of the field, as the engine would decide it; undefined where it gives no answer. */
export function resultOf(conflict: ConflictView, choice: Choice): MaybeValue | undefined {
  if (choice.kind === 'value') return choice.value;
  if (choice.kind === 'hub') return conflict.hub;
  if (choice.kind === 'side') return conflict.sides[choice.side]?.value;
  const outcome = resolveField(
    {
      field: fieldDef(conflict.field),
      ...(conflict.hub === undefined ? {} : { hub: conflict.hub }),
      sides: conflict.sides.map(({ file, value, base }) => ({
        file,
        value,
        ...(base === undefined ? {} : { base }),
        readable: true,
        role: 'both' as const,
        writable: true,
      })),
    },
    { union: true },
  );
  return outcome.hub;
}

/** The choice in the engine's words. A side inside one file has no file of its own, so its value is given. */
export function takeOf({ conflict, choice }: Decision): Take {
  if (choice.kind === 'hub') return { hub: true };
  if (choice.kind === 'union') return { union: true };
  if (choice.kind === 'value') return { value: choice.value };
  const side = conflict.sides[choice.side]!;
  return conflict.kind === 'inFile' ? { value: side.value } : { file: side.file };
}

/** The same choice for every conflict of a shape: the library of the side instead of its file, its tag inside files. */
export function takeOfShape({ conflict, choice }: Decision): Take {
  if (choice.kind !== 'side') return takeOf({ conflict, choice });
  const { library, tag } = conflict.sides[choice.side]!;
  if (conflict.kind !== 'inFile') return { prefer: library };
  return tag === undefined ? takeOf({ conflict, choice }) : { tag };
}

/** Several decisions as one plan: equal takes together, the first in `take`, the rest in `also`. */
export function resolveInput(decisions: readonly Decision[]): Resolve {
  const groups = new Map<string, { conflicts: number[]; take: Take }>();
  for (const decision of decisions) {
    const take = takeOf(decision);
    const key = JSON.stringify(take);
    const group = groups.get(key) ?? { conflicts: [], take };
    group.conflicts.push(decision.conflict.id);
    groups.set(key, group);
  }
  const [first, ...also] = [...groups.values()];
  if (!first) throw new Error('resolveInput needs at least one decision');
  return { ...first, ...(also.length > 0 ? { also } : {}) };
}

/** Whether a conflict is one of a shape: same kind and field, same libraries, and the values that the shape names. */
export function inShape(shape: ConflictShape, conflict: ConflictView): boolean {
  if (conflict.field !== shape.field || conflict.kind !== shape.kind) return false;
  const field = fieldDef(shape.field);
  const named = new Set(shape.sides.map(({ library }) => library));
  return (
    conflict.sides.every(({ library }) => named.has(library)) &&
    shape.sides.every((side) => {
      const said = conflict.sides.filter(({ library }) => library === side.library);
      return (
        said.length > 0 &&
        (side.varies || said.some(({ value }) => sameValue(field, value, side.value ?? null)))
      );
    })
  );
}

/** Whether one answer can hold for the whole shape. */
export const fitsShape = (shape: ConflictShape, decision: Decision | undefined): decision is Decision =>
  decision !== undefined && inShape(shape, decision.conflict);
