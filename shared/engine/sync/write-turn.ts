import { reachOf } from '../db/files.ts';
import type { PlanItem } from '../db/plan-items.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { type ItemRun, writeItem } from './write-item.ts';

/** Files written at a time: while some wait for the disk, others are with ExifTool … */
const mostFiles = 128;
/** … but no more than together have so many bytes: each needs them once more meanwhile. */
const mostBytes = 512 * 2 ** 20;
const fewestFiles = 4;
/** Pages with files under way: a slow one does not have many untold, of which recovery knows the last (`recover.ts`). */
const mostPages = 2;
/** How long scans and plans of their libraries wait at most before they get their turn; while none waits, it goes on. */
const turnMs = 1_000;

const inFlight = (largest: number): number =>
  Math.max(fewestFiles, Math.min(mostFiles, Math.floor(mostBytes / Math.max(1, largest))));

/** Some items of a run that follow each other in its plan. */
export interface Page {
  /** Those not begun yet. */
  readonly queue: PlanItem[];
  /** Begun or not: those without an outcome. */
  open: number;
}

/** Where the items of a run come from, and who is told what came of them. */
export interface Pages<P extends Page> {
  /** The page after the last one given; undefined: that was the last. */
  next(): Promise<P | undefined>;
  /** An item has its outcome. */
  done(page: P): void;
  /** How many were given and have items without an outcome. */
  open(): number;
}

/** Counts what is under way, and tells when one of them is done. */
function createUnderWay() {
  let count = 0;
  let change = Promise.withResolvers<void>();
  const failures: unknown[] = [];
  return {
    failures,
    count: () => count,
    /** What goes wrong here is not one file's own: the others are finished, no more are begun. */
    add(work: Promise<void>): void {
      count += 1;
      void work
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          count -= 1;
          change.resolve();
        });
    },
    /** Waits until one that is done makes it so, or none is left. */
    async until(isSo: () => boolean): Promise<void> {
      while (count > 0 && !isSo()) {
        change = Promise.withResolvers();
        await change.promise;
      }
    },
  };
}

/**
 * Writes items of a run, several at a time, in one turn of their libraries. The next page is begun before the last items
 * of this one are done, so that nothing stands idle in between. The turn ends when all is written, when somebody else
 * has waited long enough for one of the libraries, before a page that reaches into others, and between files when the
 * run is cancelled. Returns the page to go on with.
 */
export async function writeTurn<P extends Page>(
  services: Services,
  run: ItemRun,
  first: P,
  pages: Pages<P>,
  job: Job,
): Promise<P | undefined> {
  const { db, locks } = services;
  const reach = ({ queue }: Page) =>
    reachOf(
      db,
      queue.map((item) => item.file),
    );
  const until = performance.now() + turnMs;
  const { libraries, largest } = reach(first);
  const under = createUnderWay();
  let page: P | undefined = first;
  let isForeign = false;
  let largestUnderWay = largest;
  const isOver = () =>
    job.signal.aborted ||
    under.failures.length > 0 ||
    (performance.now() > until && locks.isAwaited(libraries));

  const fewerThan = (limit: number) => under.until(() => under.count() < limit);

  async function turnPage(): Promise<void> {
    await under.until(() => pages.open() < mostPages);
    page = await pages.next();
    if (page === undefined) return;
    const next = reach(page);
    isForeign = next.libraries.some((library) => !libraries.includes(library));
    // Files of the page before are still under way.
    largestUnderWay = Math.max(largestUnderWay, next.largest);
    await fewerThan(inFlight(largestUnderWay));
    largestUnderWay = next.largest;
  }

  async function writeOne(of: P): Promise<void> {
    await writeItem(services, run, of.queue.shift()!, job.signal);
    of.open -= 1;
    pages.done(of);
  }

  await locks.within(libraries, async () => {
    while (page !== undefined && !isForeign && !isOver()) {
      await fewerThan(inFlight(largestUnderWay));
      // Files under way are finished whatever happens: nobody else may come near them before.
      if (page.queue.length === 0) await turnPage().catch((error: unknown) => under.failures.push(error));
      else if (!isOver()) under.add(writeOne(page));
    }
    await fewerThan(1);
  });
  if (under.failures.length > 0) throw under.failures[0];
  return page;
}
