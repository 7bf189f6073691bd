import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** What a person said of two files: the same picture, or not. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly same: boolean;
}

const ordered = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);

/** The last word on a pair counts. */
export function setLink(db: WritableDb, a: number, b: number, same: boolean, at: number): void {
  run(
    db,
    `INSERT INTO link (a, b, same, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (a, b) DO UPDATE SET same = excluded.same, at = excluded.at`,
    [...ordered(a, b), same ? 1 : 0, at],
  );
}

/** All that was said of a file. */
export const linksOf = (db: ReadableDb, file: number): Link[] =>
  all<{ a: number; b: number; same: number }>(
    db,
    'SELECT a, b, same FROM link WHERE a = :file UNION ALL SELECT a, b, same FROM link WHERE b = :file',
    { file },
  ).map((link) => ({ ...link, same: link.same === 1 }));
