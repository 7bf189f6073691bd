import { setImmediate } from 'node:timers/promises';
import { mayHaveKin } from '../db/families.ts';
import { copiesOfPhotos } from '../db/files.ts';
import { cell, column, type ReadableDb, transaction } from '../db/sql.ts';
import { type Job, throwIfCancelled } from '../jobs.ts';
import type { Services } from '../services.ts';
import { gatherFamilies, withKin } from './family-state.ts';
import { checkLibraries, lookAgain } from './file-store.ts';
import { gatherPhotos } from './gather.ts';
import type { PhotoState } from './photo-state.ts';
import { recoverLibraries } from './recover.ts';
import { refreshConflicts } from './refresh-conflicts.ts';

/** Photos planned together: bounds memory, and how long a library is kept from scans. */
const size = 200;
/** Photos planned without a pause: bounds how long the engine answers nobody. */
const atOnce = 25;

/** Pages of photo ids, in the order of ids. */
export type PhotoPages = (after: number, limit: number) => number[];

/** Photos with more than one copy. */
export const matchedPhotos =
  (db: ReadableDb): PhotoPages =>
  (after, limit) =>
    column<number>(db, 'SELECT id FROM photo WHERE copies > 1 AND id > ? ORDER BY id LIMIT ?', [
      after,
      limit,
    ]);

/** As `matchedPhotos`, and photos that may be of one family with another. */
export const matchedOrKin =
  (db: ReadableDb): PhotoPages =>
  (after, limit) =>
    column<number>(db, `SELECT id FROM photo WHERE id > ? AND ${mayHaveKin} ORDER BY id LIMIT ?`, [
      after,
      limit,
    ]);

/** Photos with a copy in each of two libraries. */
export const photosInBoth =
  (db: ReadableDb, a: string, b: string): PhotoPages =>
  (after, limit) =>
    column<number>(
      db,
      `SELECT DISTINCT photo FROM file WHERE library = ?1 AND state <> 'missing' AND photo > ?3
         AND photo IN (SELECT photo FROM file WHERE library = ?2 AND state <> 'missing') ORDER BY photo LIMIT ?4`,
      [a, b, after, limit],
    );

/** Some photos, named. */
export function thesePhotos(photos: readonly number[]): PhotoPages {
  const sorted = [...new Set(photos)].sort((a, b) => a - b);
  return (after, limit) => {
    const at = sorted.findIndex((photo) => photo > after);
    return at < 0 ? [] : sorted.slice(at, at + limit);
  };
}

const countMatched = (db: ReadableDb): number =>
  cell<number>(db, 'SELECT count(*) FROM photo WHERE copies > 1') ?? 0;

/** How the photos of a window are gathered, and what is planned of them. */
interface Pass<T> {
  /** All photos that are looked at again for these. */
  readonly with: (db: ReadableDb, photos: readonly number[]) => readonly number[];
  readonly gather: (db: ReadableDb, photos: readonly number[]) => readonly T[];
  readonly plan: (one: T) => void;
}

async function planWindow<T>(
  services: Services,
  photos: readonly number[],
  job: Job,
  pass: Pass<T>,
): Promise<void> {
  const files = copiesOfPhotos(services.db, pass.with(services.db, photos));
  const libraries = files.map((file) => file.library);
  await services.locks.within(
    libraries,
    async () => {
      await checkLibraries(services, libraries);
      await recoverLibraries(services, libraries);
      // What is found out here may be news: conflicts follow from what the copies hold.
      const news = await lookAgain(services, files, job.signal);
      refreshConflicts(services, news);
      // No scan finds these any more: bridges that run by themselves hear of them from here.
      if (news.length > 0) services.written(news);
      for (let at = 0; at < photos.length; at += atOnce) {
        // Gathered and planned in one go; between two of them others get their turn.
        const found = pass.gather(services.db, photos.slice(at, at + atOnce));
        transaction(services.db, () => found.forEach(pass.plan));
        await setImmediate();
      }
    },
    job.signal,
  );
}

async function eachWindow<T>(services: Services, pages: PhotoPages, job: Job, pass: Pass<T>): Promise<void> {
  const total = countMatched(services.db);
  let done = 0;
  for (let after = 0; ; ) {
    throwIfCancelled(job.signal);
    const photos = pages(after, size);
    if (photos.length === 0) return;
    await planWindow(services, photos, job, pass);
    after = photos.at(-1)!;
    done += photos.length;
    job.progress(done, Math.max(total, done), 'Comparing');
  }
}

/** Passes over photos window by window: looks at their files again, gathers what is known, plans each. */
export const eachPhoto = (
  services: Services,
  pages: PhotoPages,
  job: Job,
  plan: (state: PhotoState) => void,
): Promise<void> =>
  eachWindow(services, pages, job, { with: (_, photos) => photos, gather: gatherPhotos, plan });

/** As `eachPhoto`, with the families the photos are in: each family once, photos without one as a list of one. */
export function eachFamily(
  services: Services,
  pages: PhotoPages,
  job: Job,
  plan: (family: readonly PhotoState[]) => void,
): Promise<void> {
  const planned = new Set<number>();
  return eachWindow(services, pages, job, {
    with: withKin,
    gather: gatherFamilies,
    plan(family) {
      if (family.some((state) => planned.has(state.photo))) return;
      if (family.length > 1) for (const state of family) planned.add(state.photo);
      plan(family);
    },
  });
}
