// What the index and its history say of the files at the end, against what programs wrote and what is on disk.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../shared/core/snapshot.ts';
import { openIndex } from '../../shared/engine/db/open.ts';
import { all, cell } from '../../shared/engine/db/sql.ts';
import { type Field, type Library, shownAs, type Values } from './model.ts';
import { readCopies, type Soak } from './round.ts';
import { libraries } from './stage.ts';

const fields: readonly Field[] = ['title', 'headline', 'description', 'rating', 'keywords'];

/** A value as the index has it, in the words of the model. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  // Flat, as `dc:subject` has them.
  if (Array.isArray(value))
    return (value as string[])
      .map((path) => path.split('|').at(-1)!)
      .sort()
      .join('|');
  return typeof value === 'object' ? shown((value as Record<string, string>)['x-default']) : String(value);
}

type Row = { readonly library: Library; readonly path: string; readonly snapshot: string };

/** Every value of every file: the index knows it, and a program or a run put it there. Returns how many were looked at. */
export async function judgeIndex(soak: Soak, begin: ReadonlyMap<number, Partial<Record<Library, Values>>>) {
  const { stage, written } = soak;
  const copies = await readCopies(soak, [...Array(stage.pictures).keys()]);
  const index = openIndex(join(stage.data, 'index.db'));
  const wrong: string[] = [];
  let looked = 0;
  try {
    const db = index.read;
    if (cell<string>(db, 'PRAGMA integrity_check') !== 'ok') wrong.push('the index is damaged');
    const open = cell<number>(db, `SELECT count(*) FROM run_item WHERE state IN ('intent', 'prepared')`);
    if (open !== 0) wrong.push(`${open} writes are still open in the journal`);
    const names = new Map(
      all<{ id: string; name: Library }>(db, 'SELECT id, name FROM library').map((row) => [row.id, row.name]),
    );
    const rows = new Map(
      all<Row>(db, 'SELECT library, path, snapshot FROM file JOIN reading ON reading.file = file.id').map(
        (row) => [
          `${names.get(row.library as string)}/${row.path}`,
          (JSON.parse(row.snapshot) as Snapshot).values as Record<string, unknown>,
        ],
      ),
    );
    const runs = new Map<string, Set<string>>();
    for (const { library, path, after } of all<{ library: string; path: string; after: string }>(
      db,
      'SELECT library, path, run_item.after FROM run_item JOIN file ON file.id = run_item.file WHERE run_item.after IS NOT NULL',
    ))
      for (const [field, value] of Object.entries(JSON.parse(after) as Record<string, unknown>)) {
        const key = `${names.get(library)}/${path} ${field}`;
        runs.set(key, new Set([...(runs.get(key) ?? []), shown(value)]));
      }
    for (const [picture, at] of copies)
      for (const library of libraries) {
        const path = stage.path(library, picture);
        if (path === undefined) continue;
        if (!at[library]) wrong.push(`${library}/${path} cannot be read`);
        for (const field of fields) {
          looked += 1;
          const now = shownAs(at[library], field);
          const known = shown(rows.get(`${library}/${path}`)?.[field]);
          if (known !== now)
            wrong.push(`${field} of ${library}/${path}: the index says ${known}, the file ${now}`);
          const isOwn = [...(written.get(`${library} ${picture} ${field}`) ?? [])].some(
            (value) => value === now || field === 'keywords',
          );
          const isBegin = shownAs(begin.get(picture)?.[library], field) === now;
          const isRun = runs.get(`${library}/${path} ${field}`)?.has(now) === true;
          if (!isOwn && !isBegin && !isRun) wrong.push(`${field} of ${library}/${path}: nobody wrote ${now}`);
        }
      }
  } finally {
    index.close();
  }
  return { looked, wrong: [...wrong, ...strays(soak)] };
}

/** 33: nothing of ours is left beside the photos. */
function strays({ stage }: Soak): string[] {
  return libraries.flatMap((library) =>
    readdirSync(stage.drives[library].backing, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(^|\/)\.tagbridge-|\.tagbridge\/tmp\/./.test(name) || name.includes('_exiftool_tmp'))
      .map((name) => `left over: ${library}/${name}`),
  );
}
