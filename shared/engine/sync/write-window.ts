import { filesByIds } from '../db/files.ts';
import { planItem } from '../db/plan-items.ts';
import type { RunRow } from '../db/runs.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { writeItem } from './write-item.ts';

/** Files written at a time: while some wait for the disk, others are with ExifTool. */
const inFlight = 8;
/** Files written while scans and plans of their libraries wait. */
const turn = 32;

async function writeTurn(
  services: Services,
  run: RunRow,
  seqs: readonly number[],
  job: Job,
  done: () => void,
): Promise<void> {
  const queue = seqs.flatMap((seq) => planItem(services.db, run.plan, seq) ?? []);
  const libraries = filesByIds(
    services.db,
    queue.map((item) => item.file),
  ).map((file) => file.library);
  const work = async () => {
    for (let item = queue.shift(); item && !job.signal.aborted; item = queue.shift()) {
      await writeItem(services, run, item, job.signal);
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
  for (let at = 0; at < seqs.length && !job.signal.aborted; at += turn)
    await writeTurn(services, run, seqs.slice(at, at + turn), job, done);
}
