/** Whose turn it is among bridges that wait. */
export interface Turns {
  /** Of those that can go now (ids, always in the same order), the one that goes; undefined when there is none. */
  next(ready: readonly string[]): string | undefined;
}

/** Who was passed over so often, by the square of how many wait, goes first: a busy bridge holds up no other for ever. */
const patience = 2;

/**
 * The first goes until it has nothing more to do, then the second. If they took turns evenly, two values could chase
 * each other round in a ring of bridges, each overwritten before it meets the other, and files be written for ever.
 */
export function createTurns(): Turns {
  const passed = new Map<string, number>();
  return {
    next(ready) {
      const most = patience * ready.length ** 2;
      const next = ready.find((id) => (passed.get(id) ?? 0) >= most) ?? ready[0];
      for (const id of ready) passed.set(id, id === next ? 0 : (passed.get(id) ?? 0) + 1);
      return next;
    },
  };
}
