import { reachOf } from '../db/files.ts';
import type { PlanItem } from '../db/plan-items.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { type ItemRun, writeItem } from './write-item.ts';

/** Files written at a time: while some wait for the disk, others are with ExifTool … */
const mostFiles = 64;
/** … but no more than together have so many bytes: each needs them once more meanwhile. */
const mostBytes = 512 * 2 ** 20;
const fewestFiles = 4;
/** How long scans and plans of their libraries wait at most before they get their turn; while none waits, it goes on. */
const turnMs = 1_000;

const inFlight = (largest: number): number =>
  Math.max(fewestFiles, Math.min(mostFiles, Math.floor(mostBytes / Math.max(1, largest))));

/** Begins as many of the items as there is time for, and takes them out of the list. */
async function writeTurn(
  services: Services,
  run: ItemRun,
  queue: PlanItem[],
  job: Job,
  done: () => void,
): Promise<void> {
  const { db, locks } = services;
  const until = performance.now() + turnMs;
  const { libraries, largest } = reachOf(
    db,
    queue.map((item) => item.file),
  );
  const isOver = () => performance.now() > until && locks.isAwaited(libraries);
  const work = async () => {
    while (queue.length > 0 && !job.signal.aborted && !isOver()) {
      await writeItem(services, run, queue.shift()!, job.signal);
      done();
    }
  };
  await locks.within(libraries, async () => {
    const workers = await Promise.allSettled(
      Array.from({ length: inFlight(largest) }, () =>
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
  run: ItemRun,
  items: readonly PlanItem[],
  job: Job,
  done: () => void,
): Promise<void> {
  const queue = [...items];
  while (queue.length > 0 && !job.signal.aborted) await writeTurn(services, run, queue, job, done);
}
