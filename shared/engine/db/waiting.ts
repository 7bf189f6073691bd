import { cell, column, type ReadableDb, run, type WritableDb } from './sql.ts';

/** Remembers which bridges (ids) would write a file of the photo in their next sync. */
export function setWaiting(db: WritableDb, photo: number, bridges: readonly string[]): void {
  const before = column<string>(db, 'SELECT bridge FROM bridge_waiting WHERE photo = ?', [photo]);
  for (const bridge of before)
    if (!bridges.includes(bridge))
      run(db, 'DELETE FROM bridge_waiting WHERE bridge = ? AND photo = ?', [bridge, photo]);
  for (const bridge of bridges)
    if (!before.includes(bridge))
      run(db, 'INSERT INTO bridge_waiting (bridge, photo) VALUES (?, ?)', [bridge, photo]);
}

/** Photos that a bridge would write in its next sync; those where it asks first are not among them. */
export const countWaiting = (db: ReadableDb, bridge: string): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM bridge_waiting WHERE bridge = ?1
       AND photo NOT IN (SELECT photo FROM conflict_seen WHERE bridge = ?1)`,
    [bridge],
  ) ?? 0;
