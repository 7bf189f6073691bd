import { type FileRow, filesByIds } from './files.ts';
import { toJson } from './json.ts';
import { all, column, type ReadableDb, run, type WritableDb } from './sql.ts';

/** How the audits of a day went. */
export interface AuditDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Files read anew. */
  readonly checked: number;
  /** Those that held something else than the index knew, though nothing had told so. */
  readonly drifted: number;
}

/** Some files of a library, by chance. */
export const randomFiles = (db: ReadableDb, library: string, count: number): FileRow[] =>
  filesByIds(
    db,
    column<number>(db, `SELECT id FROM file WHERE library = ? AND state = 'ok' ORDER BY random() LIMIT ?`, [
      library,
      count,
    ]),
  );

export const addAudit = (db: WritableDb, library: string, audit: AuditDay): void => {
  run(
    db,
    `INSERT INTO audit (library, day, checked, drifted) VALUES (?, ?, ?, ?)
     ON CONFLICT (library, day) DO UPDATE SET checked = checked + excluded.checked,
       drifted = drifted + excluded.drifted`,
    [library, audit.day, audit.checked, audit.drifted],
  );
};

/** The last days of some libraries together, oldest first. */
export const auditDays = (db: ReadableDb, libraries: readonly string[], days: number): AuditDay[] =>
  all<AuditDay>(
    db,
    `SELECT day, sum(checked) AS checked, sum(drifted) AS drifted FROM audit
     WHERE library IN (SELECT value FROM json_each(?)) GROUP BY day ORDER BY day DESC LIMIT ?`,
    [toJson(libraries), days],
  ).reverse();
