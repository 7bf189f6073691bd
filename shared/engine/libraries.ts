import { randomUUID } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { TagbridgeError } from '../api/errors.ts';
import type {
  addLibrary as addInput,
  InputOf,
  relocateLibrary as relocateInput,
  setLibrary as setInput,
} from '../api/inputs.ts';
import type { LibraryView } from '../api/views.ts';
import { assertNoFightIn } from './bridge-fights.ts';
import { saveBridge, userBridges } from './db/bridges.ts';
import { sampleFiles } from './db/known-files.ts';
import {
  addLibrary,
  deleteLibrary,
  findLibrary,
  type LibraryRow,
  listLibraries,
  readAnew,
  requireLibrary,
  setLibrary,
} from './db/libraries.ts';
import { differingPhotos } from './db/photos.ts';
import { transaction } from './db/sql.ts';
import { checkRoot, freeName } from './files/library-root.ts';
import { type Marker, readMarker, writeMarker } from './files/marker.ts';
import { libraryView } from './library-views.ts';
import { forgetLibrary } from './photo-summary.ts';
import type { Services } from './services.ts';
import { checkLibraries } from './sync/file-store.ts';
import { judgedOnLeave, refreshInTurns } from './sync/refresh-conflicts.ts';

const refused = (message: string, hint: string, detail?: string) =>
  new TagbridgeError('REFUSED', message, { hint, ...(detail === undefined ? {} : { detail }) });

const newMarker = (id: string, now: number): Marker => ({
  format: 1,
  id,
  created: new Date(now).toISOString(),
});

/** The id a folder bears already, where a marker is there; throws where it cannot be trusted. */
async function markedId(path: string): Promise<string | undefined> {
  const reading = await readMarker(path);
  if (reading.state === 'unreadable')
    throw refused(
      'The folder bears a marker that cannot be read.',
      `Look at ${join(path, '.tagbridge')}; remove it to add the folder as a new library.`,
      reading.detail,
    );
  return reading.state === 'present' ? reading.marker.id : undefined;
}

function changed(services: Services): void {
  services.librariesChanged();
  services.hub.emit({ kind: 'libraries' });
}

/** Adds a folder as a library, marking it. Its files are found by the first scan. */
export async function addFolder(services: Services, input: InputOf<typeof addInput>): Promise<LibraryView> {
  const { db, clock } = services;
  const others = listLibraries(db);
  const root = await checkRoot(input.path, others);
  const marked = await markedId(root.path);
  const twin = marked === undefined ? undefined : findLibrary(db, marked);
  if (twin)
    throw refused(
      `This folder bears the marker of the library ${twin.name} (${twin.path}).`,
      `If it moved: tagbridge library relocate ${twin.name} PATH. If it is a copy, remove its .tagbridge folder first.`,
    );
  const writes = input.writes ?? 'auto';
  const id = marked ?? randomUUID();
  const row: LibraryRow = {
    ...{
      id,
      name:
        input.name ??
        freeName(
          root.path,
          others.map((one) => one.name),
        ),
      path: root.path,
      writes,
    },
    ...{
      sidecar: input.sidecar ?? 'adobe',
      exclude: input.exclude ?? [],
      keepMtime: input.keepMtime ?? false,
      iptc: input.iptc ?? 'latin',
    },
    ...{ device: root.device, state: 'online', stateReason: null, addedAt: clock(), scannedAt: null },
  };
  transaction(db, () => addLibrary(db, row));
  try {
    if (marked === undefined && writes !== 'none') await writeMarker(root.path, newMarker(id, clock()));
  } catch (error) {
    deleteLibrary(db, id);
    throw error;
  }
  changed(services);
  return libraryView(services, row);
}

/** Changes a library's settings. One that may be written from now on gets its marker. */
export async function changeLibrary(
  services: Services,
  input: InputOf<typeof setInput>,
): Promise<LibraryView> {
  const { db, clock } = services;
  const { library: ref, ...given } = input;
  const before = requireLibrary(db, ref);
  const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const mayWrite = (given.writes ?? before.writes) !== 'none';
  if (before.writes === 'none' && mayWrite) assertNoFightIn(db, before.id, userBridges(db));
  if (before.writes === 'none' && mayWrite && (await readMarker(before.path)).state === 'absent')
    await writeMarker(before.path, newMarker(before.id, clock()));
  const row = setLibrary(db, before.id, patch);
  if (row.iptc !== before.iptc) readAnew(db, row.id);
  // What may be written where has changed, and with it what waits.
  if (row.writes !== before.writes || row.sidecar !== before.sidecar)
    await refreshInTurns(services, differingPhotos(db));
  changed(services);
  return libraryView(services, row);
}

/** Whether most of the files we know are in a folder that bears no marker. */
async function knowsFolder(services: Services, library: LibraryRow, path: string): Promise<boolean> {
  const sample = sampleFiles(services.db, library.id, 50);
  const there = await Promise.all(
    sample.map((file) =>
      lstat(join(path, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return sample.length > 0 && there.filter(Boolean).length * 2 >= sample.length;
}

/** Says where a library is now. The folder must bear its marker, or hold most of its files (it is marked then). */
export async function relocateLibrary(
  services: Services,
  input: InputOf<typeof relocateInput>,
): Promise<LibraryView> {
  const { db, clock } = services;
  const library = requireLibrary(db, input.library);
  const others = listLibraries(db).filter((one) => one.id !== library.id);
  const root = await checkRoot(input.path, others);
  const marked = await markedId(root.path);
  if (marked !== undefined && marked !== library.id)
    throw refused(
      `${root.path} bears the marker of another library, not of ${library.name}.`,
      'Give the folder that was this library, or add this one as a new library.',
    );
  if (marked === undefined) {
    if (!(await knowsFolder(services, library, root.path)))
      throw refused(
        `${root.path} does not look like ${library.name}: it bears no marker, and most of its files are not there.`,
        'Give the folder that was this library, or add this one as a new library.',
      );
    if (library.writes !== 'none') await writeMarker(root.path, newMarker(library.id, clock()));
  }
  setLibrary(db, library.id, { path: root.path, device: root.device, state: 'online', stateReason: null });
  await checkLibraries(services, [library.id]);
  changed(services);
  return libraryView(services, requireLibrary(db, library.id));
}

/** Rules that name a library which is no more say nothing. */
function forgetRules(services: Services, library: string): void {
  for (const bridge of userBridges(services.db)) {
    const rules = bridge.rules.filter((rule) => ![rule.library, rule.from, rule.to].includes(library));
    if (rules.length < bridge.rules.length) saveBridge(services.db, { ...bridge, rules });
  }
}

/**
 * Forgets a library. Its folder, files and marker stay as they are. `alone`: bridges that have one library left, or
 * none.
 */
export function removeLibrary(
  services: Services,
  ref: string,
): Promise<{ removed: string; alone: string[] }> {
  const { db, locks } = services;
  const library = requireLibrary(db, ref);
  const mine = userBridges(db).filter(({ members }) =>
    members.some((member) => member.library === library.id),
  );
  const alone = mine.filter(({ members }) => members.length < 3).map(({ name }) => name);
  return locks.within([library.id], async () => {
    const photos = transaction(db, () => {
      const judged = judgedOnLeave(db, library.id);
      forgetRules(services, library.id);
      return [...judged, ...forgetLibrary(db, library.id)];
    });
    await refreshInTurns(services, [...new Set(photos)]);
    changed(services);
    services.hub.emit({ kind: 'bridges' });
    return { removed: library.name, alone };
  });
}
