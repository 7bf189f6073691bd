// The real decisions over an index of their own, with simulated files below.
import { TagbridgeError } from '../../../shared/api/errors.ts';
import type { addBridge as addInput, InputOf } from '../../../shared/api/inputs.ts';
import type { PlanOutcome } from '../../../shared/api/views.ts';
import { photoIdentity } from '../../../shared/core/identity.ts';
import { createAttempts } from '../../../shared/engine/attempts.ts';
import { syncByItself } from '../../../shared/engine/automatic-sync.ts';
import { addBridge } from '../../../shared/engine/bridges.ts';
import { requireBridge, userBridges } from '../../../shared/engine/db/bridges.ts';
import {
  type FilePlace,
  fileByPath,
  insertFile,
  markMissing,
  moveFile,
  placeOf,
} from '../../../shared/engine/db/files.ts';
import { formerSelves } from '../../../shared/engine/db/known-files.ts';
import {
  addLibrary,
  forgetReturned,
  hasReturned,
  requireLibrary,
  setLibrary,
} from '../../../shared/engine/db/libraries.ts';
import { runsInState } from '../../../shared/engine/db/runs.ts';
import { setSettings } from '../../../shared/engine/db/settings.ts';
import { all, transaction, type WritableDb } from '../../../shared/engine/db/sql.ts';
import { fingerprintText, seenOf } from '../../../shared/engine/files/fingerprint.ts';
import { createEventHub } from '../../../shared/engine/hub.ts';
import { takeReading } from '../../../shared/engine/intake.ts';
import { createJobs } from '../../../shared/engine/jobs.ts';
import { createLibraryLocks } from '../../../shared/engine/library-loop.ts';
import { refreshPhotos } from '../../../shared/engine/photo-summary.ts';
import type { Services } from '../../../shared/engine/services.ts';
import { syncBridges } from '../../../shared/engine/sync/plan-sync.ts';
import { recover } from '../../../shared/engine/sync/recover.ts';
import {
  judgedOnLeave,
  judgedOnReturn,
  refreshConflicts,
} from '../../../shared/engine/sync/refresh-conflicts.ts';
import { cancelRun, resumeRun } from '../../../shared/engine/sync/run-plan.ts';
import {
  createSimDisk,
  factsOf,
  fingerprintOf,
  type SimDisk,
  type SimFile,
  type SimLibrary,
} from './disk.ts';
import type { KnownBridge } from './known.ts';
import type { Stage } from './stage.ts';

type AddBridge = InputOf<typeof addInput>;

export interface SimEngine {
  readonly disk: SimDisk;
  readonly db: WritableDb;
  /** As it is since the last start. */
  readonly services: Services;
  /** Those that were made; others would have fought them. */
  readonly bridges: readonly KnownBridge[];
  tick(): number;
  /** As a watcher's scan: takes in what changed. Returns the photos that did. */
  scan(library: string): number[];
  /** Every bridge, by hand, with a person's consent. */
  sync(): Promise<PlanOutcome>;
  plan(): Promise<PlanOutcome>;
  /** One bridge by itself, as the automation has it. */
  byItself(bridge: string, photos: ReadonlySet<number> | 'all'): Promise<void>;
  /** The start after a crash: what was under way is finished or rolled back, then gone on with or given up. */
  restart(goOn: boolean): Promise<void>;
  /** The index is lost: another one, of the same libraries and bridges, that knows nothing. */
  forget(): void;
}

export interface SimOptions {
  /** The order in which the libraries are added; what comes of a history may not depend on it. */
  readonly backwards?: boolean;
  /** When the history begins, in ms. */
  readonly epoch?: number;
}

export function simEngine(
  db: WritableDb,
  clear: () => void,
  { libraries, bridges, brake }: Stage,
  { backwards = false, epoch = 1_000_000 }: SimOptions = {},
): SimEngine {
  const disk = createSimDisk();
  let now = epoch;
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
      raised: new Map(),
      away: new Set(),
      written: () => undefined,
      librariesChanged: () => undefined,
    };
  };
  let services = make();
  let attempts = createAttempts(clock);

  function addLibraries(): void {
    for (const [at, { name }] of (backwards ? libraries.toReversed() : libraries).entries())
      addLibrary(db, {
        ...{ id: name, name, path: `/sim/${name}`, writes: 'auto', sidecar: 'adobe', exclude: [] },
        ...{ keepMtime: false, iptc: 'latin', device: '1:1', state: 'online', stateReason: null },
        ...{ addedAt: at, scannedAt: null },
      });
  }

  /** Through the door a person uses: bridges that would fight each other are refused. */
  function addBridges(): void {
    for (const { name, members, fields, filter, rules } of bridges) {
      const trigger = { kind: 'auto' } as const;
      const input = {
        ...{ name, members: [...members], rules: rules as NonNullable<AddBridge['rules']>, trigger },
        ...(fields === null ? {} : { fields: [...fields] }),
        ...(filter === null ? {} : { where: filter }),
      };
      try {
        addBridge(services, input);
      } catch (error) {
        if (!(error instanceof TagbridgeError)) throw error;
      }
    }
  }

  let made: readonly KnownBridge[] = [];
  const names = () => made.map(({ name }) => name);

  function begin(): void {
    addLibraries();
    addBridges();
    made = userBridges(db);
    setSettings(db, { brakePhotos: brake ?? 1_000_000, brakeShare: brake === undefined ? 1 : 0 });
  }

  for (const { name, cut } of libraries)
    disk.libraries.set(name, { id: name, files: new Map(), online: true, cut });
  begin();

  /** The row of a file that had another name, as the engine's own scan has it. */
  function movedHere(library: SimLibrary, place: FilePlace, file: SimFile): number | undefined {
    const identity = photoIdentity(factsOf(file))?.key ?? null;
    const former = formerSelves(db, library.id, { ...seenOf(fingerprintOf(file)), identity }).filter(
      ({ path }) => !library.files.has(path),
    );
    const [first] = former.sort((a, b) => a.id - b.id);
    if (first) moveFile(db, first.id, place);
    return first?.id;
  }

  function scan(name: string): number[] {
    const library = disk.libraries.get(name)!;
    const wasOffline = requireLibrary(db, name).state === 'offline';
    setLibrary(db, name, { state: library.online ? 'online' : 'offline' });
    if (!library.online) {
      if (!wasOffline) refreshConflicts(services, judgedOnLeave(db, name));
      return [];
    }
    const photos = transaction(db, () => {
      const touched: number[] = [];
      for (const [path, file] of [...library.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const place = placeOf(name, path);
        const fingerprint = fingerprintOf(file);
        const known = fileByPath(db, name, path);
        const isKnown =
          known?.state === 'ok' && fingerprintText(known.fingerprint) === fingerprintText(fingerprint);
        if (isKnown) continue;
        const id = known?.id ?? movedHere(library, place, file) ?? insertFile(db, place, seenOf(fingerprint));
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
    // As the engine's own scan has it.
    const returned = hasReturned(db, name) ? judgedOnReturn(db, name) : [];
    refreshConflicts(services, [...new Set([...photos, ...returned])]);
    forgetReturned(db, name);
    return [...new Set(photos)];
  }

  return {
    disk,
    db,
    get services() {
      return services;
    },
    get bridges() {
      return made;
    },
    tick: () => (now += 10_000),
    scan,
    // By name: a bridge that the brake has paused would be left out.
    sync: () => syncBridges(services, { bridges: names(), yes: true }),
    plan: () => syncBridges(services, { bridges: names(), dryRun: true }),
    byItself: (bridge, photos) => syncByItself(services, requireBridge(db, bridge), photos, attempts),
    async restart(goOn) {
      services = make();
      attempts = createAttempts(clock);
      await recover(services);
      for (const open of runsInState(db, 'interrupted')) {
        if (!goOn) cancelRun(services, open.id);
        else
          await services.jobs.run({ kind: 'run', title: 'Go on' }, (job) =>
            resumeRun(services, open.id, job),
          );
      }
    },
    forget() {
      clear();
      begin();
    },
  };
}
