/** Choices drawn from one number, always the same ones: a history is a list of numbers that shrinks well. */
export interface Dice {
  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number;
  pick<T>(list: readonly T[]): T;
}

export const diceOf = (seed: number): Dice => {
  let state = seed | 0;
  const next = (): number => {
    // mulberry32: small, and good enough to spread a counter over choices.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const roll = (sides: number): number => next() % sides;
  return { roll, pick: (list) => list[roll(list.length)]! };
};
