import { isReadable } from './gather.ts';
import type { PhotoState } from './photo-state.ts';

/** Photos, with all whose families they are in, as they would be were a library there as it was last seen. */
export function asIfBack(
  states: readonly PhotoState[],
  library: string,
): ReadonlyMap<PhotoState, PhotoState> {
  const twins = new Map(
    states.map((state): [PhotoState, PhotoState] => {
      const copies = state.copies.map((copy) => {
        if (copy.library.id !== library) return copy;
        const back = { ...copy.library, state: 'online' as const };
        return { ...copy, library: back, readable: isReadable(copy.file, back) };
      });
      return [state, { ...state, copies, kin: new Map() }];
    }),
  );
  for (const [state, twin] of twins)
    for (const [bridge, kin] of state.kin)
      twin.kin.set(
        bridge,
        kin.map((one) => twins.get(one) ?? one),
      );
  return twins;
}
