// The real decisions over an index of their own, with simulated files below.
import { join } from 'node:path';
import type { PlanOutcome } from '../../../shared/api/views.ts';
import type { Rule } from '../../../shared/core/bridge.ts';
import type { Role } from '../../../shared/core/library.ts';
import { findBridge, saveBridge } from '../../../shared/engine/db/bridges.ts';
import { fileByPath, insertFile, markMissing, placeOf } from '../../../shared/engine/db/files.ts';
import { addLibrary, setLibrary } from '../../../shared/engine/db/libraries.ts';
import { openIndex } from '../../../shared/engine/db/open.ts';
import { runsInState } from '../../../shared/engine/db/runs.ts';
import { all, run, transaction, type WritableDb } from '../../../shared/engine/db/sql.ts';
import { fingerprintText, seenOf } from '../../../shared/engine/files/fingerprint.ts';
import { createEventHub } from '../../../shared/engine/hub.ts';
import { takeReading } from '../../../shared/engine/intake.ts';
import { createJobs } from '../../../shared/engine/jobs.ts';
import { createLibraryLocks } from '../../../shared/engine/library-loop.ts';
import { refreshPhotos } from '../../../shared/engine/photo-summary.ts';
import type { Services } from '../../../shared/engine/services.ts';
import { bridgeNamed } from '../../../shared/engine/sync/active-bridge.ts';
import { syncActive } from '../../../shared/engine/sync/plan-sync.ts';
import { recover } from '../../../shared/engine/sync/recover.ts';
import { refreshConflicts } from '../../../shared/engine/sync/refresh-conflicts.ts';
import { cancelRun, resumeRun } from '../../../shared/engine/sync/run-plan.ts';
import { tempFolder } from '../pictures.ts';
import { createSimDisk, factsOf, fingerprintOf, type SimDisk } from './disk.ts';

const tables = [
  'run_item run plan_item plan_decision plan hub base meant held loser conflict problem appeared audit link',
  'reading file_keyword file photo bridge_member library sqlite_sequence',
].flatMap((names) => names.split(' '));

/** One index for many histories: emptied between them. */
export function simIndex(): { readonly db: WritableDb; clear(): void; close(): void } {
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

export interface SimMember {
  readonly name: string;
  readonly role: Role;
  readonly cut: number | undefined;
}

export interface SimEngine {
  readonly disk: SimDisk;
  readonly db: WritableDb;
  tick(): number;
  /** As a watcher's scan: takes in what changed. */
  scan(library: string): void;
  sync(): Promise<PlanOutcome>;
  plan(): Promise<PlanOutcome>;
  /** The start after a crash: what was under way is finished or rolled back, then gone on with or given up. */
  restart(goOn: boolean): Promise<void>;
}

export function simEngine(db: WritableDb, members: readonly SimMember[], rules: readonly Rule[]): SimEngine {
  const disk = createSimDisk();
  let now = 1_000_000;
  const clock = () => now;
  const make = (): Services => {
    const hub = createEventHub();
    return {
      ...{ dataDir: '/sim', db, clock, hub, disk, reader: disk.reader, writer: disk.writer },
      ...{ jobs: createJobs(hub, clock), locks: createLibraryLocks(), running: new Map() },
      commits: { add: async (work) => transaction(db, work) },
      log: () => undefined,
      exiftoolVersion: async () => '0',
      afterwards: () => undefined,
      watching: () => 'events',
      watchReason: () => undefined,
      failing: () => 0,
      written: () => undefined,
      librariesChanged: () => undefined,
    };
  };
  let services = make();
  for (const [at, { name, cut }] of members.entries()) {
    disk.libraries.set(name, { id: name, files: new Map(), online: true, cut });
    addLibrary(db, {
      ...{ id: name, name, path: `/sim/${name}`, writes: 'auto', sidecar: 'adobe', exclude: [] },
      ...{
        keepMtime: false,
        device: '1:1',
        state: 'online',
        stateReason: null,
        addedAt: at,
        scannedAt: null,
      },
    });
  }
  const bridge = {
    ...{ id: 'sim', name: 'sim', fields: null, filter: null, rules, trigger: { kind: 'auto' } as const },
    ...{ paused: null, consented: true, lastRun: null },
    members: members.map(({ name, role }) => ({ library: name, role })),
  };
  saveBridge(db, bridge);
  const active = () => bridgeNamed(db, 'sim');

  function scan(name: string): void {
    const library = disk.libraries.get(name)!;
    setLibrary(db, name, { state: library.online ? 'online' : 'offline' });
    if (!library.online) return;
    const photos = transaction(db, () => {
      const touched: number[] = [];
      for (const [path, file] of [...library.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const place = placeOf(name, path);
        const fingerprint = fingerprintOf(file);
        const known = fileByPath(db, name, path);
        const isKnown =
          known?.state === 'ok' && fingerprintText(known.fingerprint) === fingerprintText(fingerprint);
        if (isKnown) continue;
        const id = known?.id ?? insertFile(db, place, seenOf(fingerprint));
        const read = { raw: file.raw, facts: factsOf(file), fingerprint };
        const by = { reader: 'simulated', readAt: now, hashed: true };
        touched.push(...takeReading(db, { id, ...place }, read, by).photos);
      }
      for (const { id, path, photo } of all<{ id: number; path: string; photo: number }>(
        db,
        `SELECT id, path, photo FROM file WHERE library = ? AND state <> 'missing'`,
        [name],
      ))
        if (!library.files.has(path)) {
          markMissing(db, id, path, now);
          touched.push(photo);
        }
      refreshPhotos(db, touched);
      return touched;
    });
    refreshConflicts(services, [...new Set(photos)]);
  }

  return {
    disk,
    db,
    tick: () => (now += 10_000),
    scan,
    sync: () => syncActive(services, [active()], { input: {}, yes: true }),
    plan: () => syncActive(services, [active()], { input: {}, dryRun: true }),
    async restart(goOn) {
      services = make();
      await recover(services);
      for (const open of runsInState(db, 'interrupted')) {
        if (!goOn) cancelRun(services, open.id);
        else
          await services.jobs.run({ kind: 'run', title: 'Go on' }, (job) =>
            resumeRun(services, open.id, job),
          );
      }
      if (!findBridge(db, 'sim')) throw new Error('The bridge is gone.');
    },
  };
}
