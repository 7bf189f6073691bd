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

/** How long work waits for others' to share its commit: about as long as the disk takes for one. */
const gatherMs = 5;

export function createCommits(db: WritableDb): Commits {
  let waiting: Waiting[] = [];

  function attempt({ run, reject }: Waiting): () => void {
    try {
      return transaction(db, run);
    } catch (error) {
      return () => reject(error);
    }
  }

  function flush(): void {
    const all = waiting;
    waiting = [];
    try {
      for (const tell of transaction(db, () => all.map(attempt))) tell();
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  return {
    add: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        const run = () => {
          const result = work();
          return () => resolve(result);
        };
        waiting.push({ run, reject });
        if (waiting.length === 1) setTimeout(flush, gatherMs);
      }),
  };
}
