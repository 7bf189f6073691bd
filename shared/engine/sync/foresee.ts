import { dirname, join } from 'node:path';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Problem } from '../../core/problem.ts';
import type { StoreKind } from '../../core/raw-tags.ts';
import { type FileRow, filesByIds } from '../db/files.ts';
import { type LibraryRow, listLibraries } from '../db/libraries.ts';
import { droppedOf, insertDropped } from '../db/plan-dropped.ts';
import { countPlanPhotos, dropPlanItem, type PlanItem, planItems } from '../db/plan-items.ts';
import { countProblems, recordProblem } from '../db/problems.ts';
import { transaction } from '../db/sql.ts';
import { errnoOf } from '../files/problem.ts';
import { type Job, throwIfCancelled } from '../jobs.ts';
import { createProblem, replaceProblem } from '../metadata/target-checks.ts';
import type { Services } from '../services.ts';
import { type PlanDraft, placed } from './plan-draft.ts';
import { storesToWrite } from './write-stores.ts';

function targetProblem(library: LibraryRow, file: FileRow, store: StoreKind): Problem | undefined {
  const media = join(library.path, file.path);
  if (store === 'embedded') return replaceProblem(library.path, media);
  const sidecar = file.fingerprint.sidecars.find((one) => one.store === store);
  return sidecar
    ? replaceProblem(library.path, join(dirname(media), sidecar.name))
    : createProblem(library.path, dirname(media));
}

/** What stands in the way of a write, as far as rights and kinds of files tell; the write itself checks again. */
function foreseen(library: LibraryRow, file: FileRow): Problem | undefined {
  const stores = storesToWrite(library, file);
  if ('code' in stores) return stores;
  try {
    for (const store of stores) {
      const problem = targetProblem(library, file, store);
      if (problem) return problem;
    }
  } catch (error) {
    // Gone meanwhile, or its drive is: the run finds out and says so.
    if (errnoOf(error) === undefined) throw error;
  }
  return undefined;
}

interface Foreseen {
  readonly file: FileRow;
  readonly library: LibraryRow;
  readonly problem: Problem;
}

function lookAt(file: FileRow | undefined, libraries: ReadonlyMap<string, LibraryRow>): Foreseen | undefined {
  const library = file && libraries.get(file.library);
  const problem = library && foreseen(library, file);
  return problem && { file, library, problem };
}

const pageSize = 100;

/**
 * Takes out of a plan the files that could not be written anyhow, so that its preview says so: read-only files and
 * folders, links, formats without a place for tags. What was decided of their photos stands, and reaches them when
 * they can be written.
 */
export async function takeOutUnwritable(services: Services, draft: PlanDraft, job: Job): Promise<void> {
  const { db } = services;
  const libraries = new Map(listLibraries(db).map((library) => [library.id, library]));
  let someDropped = false;
  const drop = (item: PlanItem, { file, library, problem }: Foreseen) => {
    dropPlanItem(db, draft.id, item.seq);
    draft.tally.dropped({ file, library }, item, problem.code);
    draft.tally.problem(placed({ file, library }, problem));
    insertDropped(db, draft.id, file.id, problem);
  };
  for (let after = 0; ; ) {
    throwIfCancelled(job.signal);
    const page = planItems(db, draft.id, after, pageSize);
    if (page.length === 0) break;
    const files = new Map(
      filesByIds(
        db,
        page.map((item) => item.file),
      ).map((file) => [file.id, file]),
    );
    const found = page.map((item) => lookAt(files.get(item.file), libraries));
    await othersTurn();
    for (const [at, one] of found.entries()) if (one) drop(page[at]!, one);
    someDropped ||= found.some((one) => one !== undefined);
    after = page.at(-1)!.seq;
  }
  if (someDropped) draft.tally.photosLeft(countPlanPhotos(db, draft.id));
}

/** The plan runs: what was taken out of it is to be looked at from now on. */
export function tellDropped({ db, clock, hub }: Services, plan: string): void {
  const dropped = droppedOf(db, plan);
  if (dropped.length === 0) return;
  transaction(db, () => {
    for (const { library, path, problem } of dropped)
      recordProblem(db, { library, path, during: 'write' }, problem, clock());
  });
  hub.emit({ kind: 'problems', total: countProblems(db) });
}
