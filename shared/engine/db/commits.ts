import { transaction, type WritableDb } from './sql.ts';

/** Changes of the index that several tasks make at the same time, made durable together. */
export interface Commits {
  /**
   * Runs `work`, alone as ever, in a transaction that it may share with others' work, and resolves when that is on the
   * disk. Work that throws is undone and rejects; the others' stays.
   */
  add<T>(work: () => T): Promise<T>;
}

interface Waiting {
  /** Inside the transaction; what it returns is called when that is durable. */
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/** How long work waits for others' to share its commit: about as long as the disk takes for one … */
const gatherMs = 5;
/** … and longer while much is under way: each commit holds everything up until the disk has it. */
const busyMs = 15;
/** Nothing else is done meanwhile: processes that wait for their next command would stand still. */
const mostMs = 30;

export function createCommits(db: WritableDb): Commits {
  const waiting: Waiting[] = [];
  let isBusy = false;

  function attempt({ run, reject }: Waiting): () => void {
    try {
      return transaction(db, run);
    } catch (error) {
      return () => reject(error);
    }
  }

  /** As much of what waits as there is time for; the rest is next, after whatever else wants its turn. */
  function flush(): void {
    const until = performance.now() + mostMs;
    isBusy = waiting.length > 1;
    const done: Waiting[] = [];
    const work = (): (() => void)[] => {
      const tells: (() => void)[] = [];
      while (waiting.length > 0 && (tells.length === 0 || performance.now() < until)) {
        const next = waiting.shift()!;
        done.push(next);
        tells.push(attempt(next));
      }
      return tells;
    };
    try {
      for (const tell of transaction(db, work)) tell();
    } catch (error) {
      for (const { reject } of done) reject(error);
    }
    if (waiting.length > 0) setImmediate(flush);
  }

  return {
    add: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        const run = () => {
          const result = work();
          return () => resolve(result);
        };
        waiting.push({ run, reject });
        if (waiting.length === 1) setTimeout(flush, isBusy ? busyMs : gatherMs);
      }),
  };
}
