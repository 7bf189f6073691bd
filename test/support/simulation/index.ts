import { join } from 'node:path';
import { openIndex } from '../../../shared/engine/db/open.ts';
import { run, transaction, type WritableDb } from '../../../shared/engine/db/sql.ts';
import { tempFolder } from '../pictures.ts';

const tables = [
  'run_item run plan_item plan_decision plan hub base meant held loser conflict problem appeared audit link',
  'bridge_waiting',
  'reading file_keyword file photo bridge_member library sqlite_sequence',
].flatMap((names) => names.split(' '));

export interface SimIndex {
  readonly db: WritableDb;
  clear(): void;
  close(): void;
}

/** One index for many histories: emptied between them. */
export function simIndex(): SimIndex {
  const folder = tempFolder('tagbridge-sim-');
  const index = openIndex(join(folder.path, 'index.db'));
  const db = index.write;
  // Crashes here are thrown, never of the machine.
  (db as unknown as { pragma(text: string): void }).pragma('synchronous = OFF');
  return {
    db,
    clear() {
      transaction(db, () => {
        for (const table of tables) run(db, `DELETE FROM ${table}`);
        run(db, `DELETE FROM search`);
        run(db, `DELETE FROM bridge WHERE id <> 'all'`);
      });
    },
    close() {
      index.close();
      folder.remove();
    },
  };
}
