import type { Change } from '../../core/change.ts';
import { type ActiveBridge, copiesIn, unwritable } from './active-bridge.ts';
import { judgeField } from './decide.ts';
import type { Copy, PhotoState } from './photo-state.ts';

const fieldsOf = (state: PhotoState, bridge: ActiveBridge, copy: Copy): Change[] => {
  const uneven = copy.file.snapshot?.uneven ?? [];
  return uneven.flatMap((field) => {
    if (!bridge.fields.has(field)) return [];
    if (judgeField(state, bridge, field).some(({ outcome }) => outcome.conflict)) return [];
    const value = copy.values.get(field) ?? null;
    return [{ field, before: value, after: value }];
  });
};

/**
 * What a bridge evens out: the fields of copies that it keeps in step of which a program wrote only some places. The
 * value stays; all places say it from then on, so that no other program brings back what was before. By file.
 */
export function unevenIn(state: PhotoState, bridge: ActiveBridge): Map<number, Change[]> {
  const copies = copiesIn(bridge, state.copies);
  if (copies.length < 2) return new Map();
  const mayWrite = (copy: Copy) =>
    copy.readable &&
    copy.resting !== true &&
    unwritable(copy, bridge.roles.get(copy.library.id)) === undefined;
  return new Map(
    copies
      .filter(mayWrite)
      .map((copy): [number, Change[]] => [copy.file.id, fieldsOf(state, bridge, copy)])
      .filter(([, changes]) => changes.length > 0),
  );
}
