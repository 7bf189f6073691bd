import { filesByIds } from '../db/files.ts';
import { type PlanItem, planItem } from '../db/plan-items.ts';
import type { RunRow } from '../db/runs.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { writeItem } from './write-item.ts';

/** Files written at a time: while some wait for the disk, others are with ExifTool. */
const inFlight = 32;
/** How long scans and plans of their libraries wait at most before they get their turn. */
const turnMs = 1_000;

/** Begins as many of the items as there is time for, and takes them out of the list. */
async function writeTurn(
  services: Services,
  run: RunRow,
  queue: PlanItem[],
  job: Job,
  done: () => void,
): Promise<void> {
  const until = performance.now() + turnMs;
  const libraries = filesByIds(
    services.db,
    queue.map((item) => item.file),
  ).map((file) => file.library);
  const work = async () => {
    while (queue.length > 0 && !job.signal.aborted && performance.now() < until) {
      await writeItem(services, run, queue.shift()!, job.signal);
      done();
    }
  };
  await services.locks.within(libraries, async () => {
    const workers = await Promise.allSettled(
      Array.from({ length: inFlight }, () =>
        work().catch((error: unknown) => {
          // What went wrong is not one file's own: the others are finished, no more are begun.
          queue.length = 0;
          throw error;
        }),
      ),
    );
    const failed = workers.find((worker) => worker.status === 'rejected');
    if (failed) throw failed.reason;
  });
}

/** Writes some items of a run, several at a time; `done` is called for each. Stops between files when cancelled. */
export async function writeWindow(
  services: Services,
  run: RunRow,
  seqs: readonly number[],
  job: Job,
  done: () => void,
): Promise<void> {
  const queue = seqs.flatMap((seq) => planItem(services.db, run.plan, seq) ?? []);
  while (queue.length > 0 && !job.signal.aborted) await writeTurn(services, run, queue, job, done);
}
