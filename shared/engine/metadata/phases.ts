/** The parts of a write, in their order. */
export const phases = [
  'look',
  'journal',
  'write',
  'prove',
  'attributes',
  'sync',
  'replace',
  'look again',
] as const;
export type Phase = (typeof phases)[number];

/** Runs a part of a write, and may take its time. */
export type Measure = <T>(phase: Phase, part: () => Promise<T>) => Promise<T>;

export const unmeasured: Measure = (_, part) => part();

/** Milliseconds by phase, from begin to end: what waits for its turn counts, and files are under way side by side. */
export interface PhaseTimes {
  readonly measure: Measure;
  readonly spent: ReadonlyMap<Phase, number>;
}

/** For benchmarks: says where the time of writes goes. */
export function createPhaseTimes(): PhaseTimes {
  const spent = new Map<Phase, number>();
  return {
    spent,
    async measure(phase, part) {
      const begun = performance.now();
      try {
        return await part();
      } finally {
        spent.set(phase, (spent.get(phase) ?? 0) + performance.now() - begun);
      }
    },
  };
}
