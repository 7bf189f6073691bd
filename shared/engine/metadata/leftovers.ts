import { join } from 'node:path';
import type { Problem } from '../../core/problem.ts';
import type { Journal, JournalEntry, WriteResult } from './ports.ts';
import { mayBeThere, tempNames } from './replace.ts';

/** What recovery says of it; it comes back until the drive lets it. */
export const leftProblem: Problem = {
  code: 'ioError',
  message:
    'Temporary files of a write could not be removed: the drive is read-only, or reports an error. They are removed when it lets us.',
};

/** Whether temporary files of a journalled write still lie there; true where the drive does not say. */
export const hasTemps = ({ root, targets }: JournalEntry): boolean =>
  targets.some(({ temp }) => temp !== undefined && tempNames(join(root, temp)).some(mayBeThere));

/** Carries out a write; one that failed and could not take away what it had begun says so (`open`). */
export async function tellLeftovers<Job extends { readonly journal: Journal }>(
  job: Job,
  write: (job: Job) => Promise<WriteResult>,
): Promise<WriteResult> {
  let begun: JournalEntry | undefined;
  const journal: Journal = {
    intent: (entry) => {
      begun = entry;
      return job.journal.intent(entry);
    },
    prepared: (entry) => job.journal.prepared(entry),
  };
  const result = await write({ ...job, journal });
  return result.ok || begun === undefined || !hasTemps(begun) ? result : { ...result, open: true };
}
