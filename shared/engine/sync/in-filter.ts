import { photoMatches } from '../db/photos.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { ActiveBridge } from './active-bridge.ts';

/** Whether a bridge's filter lets the photo in. */
export const inFilter = (db: ReadableDb, bridge: ActiveBridge, photo: number): boolean =>
  bridge.filter === null || photoMatches(db, photo, bridge.filter);
