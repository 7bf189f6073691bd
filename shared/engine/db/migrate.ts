import type Database from 'better-sqlite3';
import { TagbridgeError } from '../../api/errors.ts';
import { init } from './migrations/0010-init.ts';
import { watching } from './migrations/0020-watching.ts';
import { renames } from './migrations/0030-renames.ts';
import { families } from './migrations/0040-families.ts';
import { clocks } from './migrations/0050-clocks.ts';
import { iptcText } from './migrations/0060-iptc-text.ts';
import { conflictKin } from './migrations/0070-conflict-kin.ts';
import { waiting } from './migrations/0080-waiting.ts';
import { undoBesides } from './migrations/0090-undo-beside.ts';
import { waitingFor } from './migrations/0100-waiting-for.ts';
import { schedules } from './migrations/0110-schedules.ts';
import { bridgeActivity } from './migrations/0120-bridge-activity.ts';

export interface Migration {
  /** `user_version` once it has run; in tens, so that one fits between. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** In order, and never changed once released. */
export const migrations: readonly Migration[] = [
  { version: 10, name: 'init', sql: init },
  { version: 20, name: 'watching', sql: watching },
  { version: 30, name: 'renames', sql: renames },
  { version: 40, name: 'families', sql: families },
  { version: 50, name: 'clocks', sql: clocks },
  { version: 60, name: 'iptc text', sql: iptcText },
  { version: 70, name: 'conflict kin', sql: conflictKin },
  { version: 80, name: 'waiting', sql: waiting },
  { version: 90, name: 'undo beside', sql: undoBesides },
  { version: 100, name: 'waiting for a library', sql: waitingFor },
  { version: 110, name: 'schedules and brake', sql: schedules },
  { version: 120, name: 'bridge activity', sql: bridgeActivity },
];

/** Marks a SQLite file as ours, so that another program's is never taken for an index. */
export const applicationId = 0x54_47_42_52;

export const newestVersion = (steps: readonly Migration[] = migrations): number => steps.at(-1)?.version ?? 0;

function assertMonotonic(steps: readonly Migration[]): void {
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1];
    if (before && before.version >= step.version)
      throw new Error(`migration ${step.name} (${step.version}) does not follow ${before.version}`);
  }
}

/**
 * Brings the schema up to date, all steps in one transaction. Throws `INDEX_NEWER` when the index was written
 * by a newer Tagbridge, `INDEX_CORRUPT` when the file is another program's.
 */
export function migrate(
  db: Database.Database,
  steps: readonly Migration[] = migrations,
  upTo: number = newestVersion(steps),
): void {
  assertMonotonic(steps);
  const version = db.pragma('user_version', { simple: true }) as number;
  const owner = db.pragma('application_id', { simple: true }) as number;
  const fresh = version === 0 && owner === 0;
  if (!fresh && owner !== applicationId)
    throw new TagbridgeError('INDEX_CORRUPT', 'This file is not a Tagbridge index.', {
      hint: 'Choose another data folder with --data, or move the file away.',
    });
  if (version > newestVersion(steps))
    throw new TagbridgeError('INDEX_NEWER', 'The index was made by a newer Tagbridge.', {
      hint: 'Start the newer version, or choose another data folder with --data. Nothing was changed.',
      detail: `index ${version}, this program ${newestVersion(steps)}`,
    });
  const pending = steps.filter((step) => step.version > version && step.version <= upTo);
  if (pending.length === 0) return;
  db.transaction(() => {
    for (const step of pending) {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }
    db.pragma(`application_id = ${applicationId}`);
  }).immediate();
}
