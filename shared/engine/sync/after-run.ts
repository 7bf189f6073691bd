import { fileRefs } from '../db/file-refs.ts';
import { fileByPath } from '../db/files.ts';
import { type LibraryRow, listLibraries } from '../db/libraries.ts';
import { countProblems, recordProblem } from '../db/problems.ts';
import { runItems } from '../db/run-items.ts';
import type { RunRow } from '../db/runs.ts';
import { getSettings } from '../db/settings.ts';
import { forgetUndoBeside, undoBeside } from '../db/undo-beside.ts';
import type { Services } from '../services.ts';

/** The libraries a run wrote to. */
function writtenLibraries({ db }: Services, run: RunRow): LibraryRow[] {
  const ids = new Set<string>();
  for (let after = 0; ; ) {
    const page = runItems(db, run.id, after, 1000, ['done']);
    if (page.length === 0) return listLibraries(db).filter((library) => ids.has(library.id));
    for (const { library } of fileRefs(
      db,
      page.map((item) => item.file),
    ))
      ids.add(library);
    after = page.at(-1)!.seq;
  }
}

/** Edits that another program made into a file just as it was replaced: its version is kept, and told of. */
async function tellLateEdits(services: Services): Promise<void> {
  const { db, writer, clock, hub } = services;
  const late = (await writer.settled?.()) ?? [];
  for (const { root, path, problem } of late) {
    const library = listLibraries(db).find((one) => one.path === root);
    if (!library || !fileByPath(db, library.id, path)) continue;
    recordProblem(db, { library: library.id, path, during: 'write' }, problem, clock());
  }
  if (late.length > 0) hub.emit({ kind: 'problems', total: countProblems(db) });
}

async function prune({ db, writer }: Services, library: LibraryRow): Promise<void> {
  const { undoDays: days, undoBytes: bytes } = getSettings(db);
  const pruned = await writer.prune?.(library.path, { days, bytes }, undoBeside(db, library.id));
  if (pruned && pruned.gone.length > 0) forgetUndoBeside(db, library.id, pruned.gone);
}

/** After a run: late edits are looked for, and undo copies beyond what the settings allow are removed. */
export async function afterRun(services: Services, run: RunRow): Promise<void> {
  const { log } = services;
  try {
    await tellLateEdits(services);
    for (const library of writtenLibraries(services, run)) await prune(services, library);
  } catch (error) {
    log(`After run ${run.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
