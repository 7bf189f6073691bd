import { setImmediate as othersTurn } from 'node:timers/promises';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { shapeOf } from '../../core/shape.ts';
import { everything } from '../db/bridges.ts';
import {
  conflictPhotosIn,
  countConflicts,
  type Moved,
  type NewConflict,
  replaceConflicts,
  type StoredSide,
} from '../db/conflicts.ts';
import { differingPhotos } from '../db/photos.ts';
import { type ReadableDb, transaction, type WritableDb } from '../db/sql.ts';
import { photosWaitingFor, setWaiting, waitingPhotosIn } from '../db/waiting.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, everyBridge } from './active-bridge.ts';
import { judge, type Page, pageOf, waitsFor } from './awaited.ts';
import type { Verdict } from './decide.ts';
import type { Copy, PhotoState } from './photo-state.ts';
import { unevenIn } from './uneven.ts';

const window = 200;

const libraryOf = (copies: readonly Copy[]) => (file: number) =>
  copies.find((copy) => copy.file.id === file)?.library.name ?? '';

function shaped(copies: readonly Copy[], conflict: Omit<NewConflict, 'shape' | 'kin'>): NewConflict {
  const shape = shapeOf(fieldDef(conflict.field), conflict, libraryOf(copies));
  const kin = new Set(copies.flatMap(({ file }) => file.photo ?? []));
  kin.delete(conflict.photo);
  return { ...conflict, kin: [...kin], shape: `${conflict.bridge} ${shape.key}` };
}

/** The conflicts that are told of at this photo: those of a family at its first. */
const betweenCopies = (
  state: PhotoState,
  { id }: ActiveBridge,
  verdicts: readonly Verdict[],
): NewConflict[] =>
  verdicts.flatMap(({ copies, outcome: { conflict } }) =>
    conflict ? [shaped(copies, { ...conflict, bridge: id, photo: state.photo })] : [],
  );

const isWriting = ({ outcome }: Verdict): boolean => outcome.writes.length > 0;

/** Fields on which a file disagrees with itself: one conflict a field, a side for each store's opinion. */
function insideFiles(state: PhotoState): NewConflict[] {
  const sides = new Map<FieldName, StoredSide[]>();
  for (const { file, readable } of state.copies) {
    if (!readable) continue;
    for (const [field, opinions] of Object.entries(file.snapshot?.disagreements ?? {})) {
      const list = sides.get(field as FieldName) ?? [];
      sides.set(field as FieldName, list);
      for (const { source, value } of opinions) {
        list.push({ file: file.id, value, changed: true, store: source.store, tag: source.tag });
      }
    }
  }
  return [...sides].map(([field, list]) =>
    shaped(state.copies, { kind: 'inFile', bridge: everything, photo: state.photo, field, sides: list }),
  );
}

/** What every bridge makes of a photo, kept. */
function refresh(db: WritableDb, bridges: readonly ActiveBridge[], state: PhotoState, page: Page): Moved {
  const judged = judge(db, bridges, state);
  const found = judged.flatMap(({ bridge, verdicts }) => betweenCopies(state, bridge, verdicts));
  const writing = judged.filter(
    ({ bridge, verdicts }) => verdicts.some(isWriting) || unevenIn(state, bridge).size > 0,
  );
  setWaiting(db, state.photo, [
    ...writing.map(({ bridge }) => ({ bridge: bridge.id })),
    ...waitsFor(state, judged, page),
  ]);
  return replaceConflicts(db, state.photo, [...found, ...insideFiles(state)]);
}

/** What an undo left to decide its person knows of. */
function countRaised(counts: Services['raised'], conflicts: Moved['raised']): void {
  for (const { bridge } of conflicts.filter(({ kind }) => kind !== 'undone'))
    counts.set(bridge, (counts.get(bridge) ?? 0) + 1);
}

/** True when a conflict came, went or changed. */
function refreshWindow({ db, raised }: Services, photos: readonly number[], quiet: boolean): boolean {
  const bridges = everyBridge(db);
  const page = pageOf(db, photos);
  let moved = false;
  transaction(db, () => {
    for (const state of page.states) {
      const result = refresh(db, bridges, state, page);
      moved = result.moved || moved;
      if (!quiet) countRaised(raised, result.raised);
    }
  });
  return moved;
}

function tell({ db, hub }: Services, photos: readonly number[], moved: boolean): void {
  if (moved) hub.emit({ kind: 'conflicts', total: countConflicts(db) });
  if (photos.length > 0) hub.emit({ kind: 'photos', photos: photos.length > window ? 'many' : [...photos] });
}

const windowsOf = (photos: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(photos.length / window) }, (_, n) =>
    photos.slice(n * window, (n + 1) * window),
  );

/**
 * Recomputes, for some photos, the open conflicts in every bridge, and what waits for its next sync or for a library.
 * None is ever decided from: they follow from what the copies hold, so that what resolved itself is gone. `quiet`: a
 * person made them come up, and is not told of them.
 */
export function refreshConflicts(
  services: Services,
  photos: readonly number[],
  { quiet = false } = {},
): void {
  let moved = false;
  for (const some of windowsOf(photos)) moved = refreshWindow(services, some, quiet) || moved;
  tell(services, photos, moved);
}

/** As `refreshConflicts`, for many photos: others have their turn in between. */
export async function refreshInTurns(services: Services, photos: readonly number[]): Promise<void> {
  let moved = false;
  for (const some of windowsOf(photos)) {
    moved = refreshWindow(services, some, false) || moved;
    await othersTurn();
  }
  tell(services, photos, moved);
}

/** Photos of which something is asked or waits, with a part in the library: what is so without it is another matter. */
export const judgedOnLeave = (db: ReadableDb, library: string): number[] => [
  ...new Set([...conflictPhotosIn(db, library), ...waitingPhotosIn(db, library)]),
];

/** Photos of which something may be otherwise now that the library is back. */
export const judgedOnReturn = (db: ReadableDb, library: string): number[] => [
  ...new Set([...differingPhotos(db), ...photosWaitingFor(db, library)]),
];
