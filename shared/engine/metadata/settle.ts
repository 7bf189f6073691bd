import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../../core/problem.ts';
import { contentHash } from './bytes.ts';
import type { JournalEntry, LateEdit } from './ports.ts';
import { isErrno } from './system-problem.ts';

/** Looks at undo copies again when a program that had the file open has had time to finish (W10). */
export interface Settling {
  add(entry: JournalEntry): void;
  /** Resolves when everything added so far has been looked at; what was found is handed out once. */
  wait(): Promise<LateEdit[]>;
}

const lateEdit = (undo: string): Problem => ({
  code: 'lateEdit',
  message: `Another program saved the photo while it was replaced. Its version was kept as ${undo}.`,
});

async function look(entry: JournalEntry, found: LateEdit[]): Promise<void> {
  for (const { undo, beforeHash } of entry.targets) {
    if (undo === undefined || beforeHash === undefined) continue;
    try {
      if ((await contentHash(join(entry.root, undo))) === beforeHash) continue;
    } catch (error) {
      // Gone by undo, or by its age: there is nothing to compare any more.
      if (isErrno(error, 'ENOENT')) continue;
      throw error;
    }
    found.push({ root: entry.root, path: entry.path, undo, problem: lateEdit(undo) });
  }
}

export function createSettling(settleMs: number): Settling {
  const pending = new Set<Promise<void>>();
  let found: LateEdit[] = [];
  return {
    add(entry) {
      const task: Promise<void> = wait(settleMs, undefined, { ref: false })
        .then(() => look(entry, found))
        .catch(() => undefined)
        .finally(() => pending.delete(task));
      pending.add(task);
    },
    async wait() {
      // The timers do not hold the process; whoever waits does.
      const hold = setInterval(() => {}, 60_000);
      await Promise.all(pending);
      clearInterval(hold);
      const all = found;
      found = [];
      return all;
    },
  };
}
