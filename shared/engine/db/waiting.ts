import { all, cell, column, type ReadableDb, run, type WritableDb } from './sql.ts';

/** What of a photo waits: for a bridge's next sync, or, with `library`, for that to be back. */
export interface Waiting {
  readonly bridge: string;
  readonly library?: string;
}

const keyOf = ({ bridge, library }: Waiting): string => `${bridge} ${library ?? ''}`;

/** Remembers what of the photo waits. */
export function setWaiting(db: WritableDb, photo: number, waiting: readonly Waiting[]): void {
  const before = all<Required<Waiting>>(db, 'SELECT bridge, library FROM bridge_waiting WHERE photo = ?', [
    photo,
  ]);
  const [was, is] = [new Set(before.map(keyOf)), new Set(waiting.map(keyOf))];
  for (const { bridge, library } of before.filter((one) => !is.has(keyOf(one))))
    run(db, 'DELETE FROM bridge_waiting WHERE bridge = ? AND library = ? AND photo = ?', [
      bridge,
      library,
      photo,
    ]);
  for (const { bridge, library } of waiting.filter((one) => !was.has(keyOf(one))))
    run(db, 'INSERT INTO bridge_waiting (bridge, library, photo) VALUES (?, ?, ?)', [
      bridge,
      library ?? '',
      photo,
    ]);
}

/** Photos that a bridge would write in its next sync; those where it asks first are not among them. */
export const countWaiting = (db: ReadableDb, bridge: string): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM bridge_waiting WHERE bridge = ?1 AND library = ''
       AND photo NOT IN (SELECT photo FROM conflict_seen WHERE bridge = ?1)`,
    [bridge],
  ) ?? 0;

/** Photos of which a bridge would do more, or ask more, were a library there as it was last seen. */
export const countWaitingFor = (db: ReadableDb, bridge: string, library: string): number =>
  cell<number>(db, 'SELECT count(*) FROM bridge_waiting WHERE bridge = ? AND library = ?', [
    bridge,
    library,
  ]) ?? 0;

/** Photos of which something waits for a sync, with a file in the library, their own or of their family. */
export const waitingPhotosIn = (db: ReadableDb, library: string): number[] =>
  column<number>(
    db,
    `SELECT waiting.photo FROM bridge_waiting AS waiting JOIN file ON file.photo = waiting.photo
     WHERE file.library = ?1 AND file.state <> 'missing'
     UNION
     SELECT waiting.photo FROM bridge_waiting AS waiting JOIN bridge ON bridge.id = waiting.bridge
     WHERE bridge.families <> '[]' AND EXISTS (
       SELECT 1 FROM bridge_member AS member WHERE member.bridge = bridge.id AND member.library = ?1)`,
    [library],
  );

/** Photos of which something waits for the library to be back. */
export const photosWaitingFor = (db: ReadableDb, library: string): number[] =>
  column<number>(db, 'SELECT DISTINCT photo FROM bridge_waiting WHERE library = ?', [library]);
