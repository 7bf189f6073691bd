import { type FieldName, fieldDef } from '../../core/registry.ts';
import { shapeOf } from '../../core/shape.ts';
import { everything } from '../db/bridges.ts';
import {
  conflictPhotosIn,
  countConflicts,
  type NewConflict,
  replaceConflicts,
  type StoredSide,
} from '../db/conflicts.ts';
import { type ReadableDb, transaction, type WritableDb } from '../db/sql.ts';
import { setWaiting, type Waiting, waitingPhotosIn } from '../db/waiting.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, everyBridge } from './active-bridge.ts';
import { asIfBack } from './awaited.ts';
import { judgePhoto, type Verdict } from './decide.ts';
import { gatherFamilies } from './family-state.ts';
import { inFilter } from './in-filter.ts';
import type { Copy, PhotoState } from './photo-state.ts';

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

interface Judged {
  readonly bridge: ActiveBridge;
  readonly verdicts: readonly Verdict[];
}

const judge = (db: WritableDb, bridges: readonly ActiveBridge[], state: PhotoState): Judged[] =>
  bridges
    .filter((bridge) => inFilter(db, bridge, state.photo))
    .map((bridge) => ({ bridge, verdicts: judgePhoto(state, bridge) }));

/** What would be done, and asked, in words that can be compared. */
const deeds = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ field, outcome: { writes, conflict } }) => [
    ...writes.map(({ file, after }) => JSON.stringify([field, file, after])),
    ...(conflict ? [field] : []),
  ]);

/** Where there would be more to do, were a library there that is away. `twin`: the photo as it would be then. */
function waitsFor(db: WritableDb, judged: readonly Judged[], library: string, twin: PhotoState): Waiting[] {
  const own = judged.filter(({ bridge }) => bridge.id !== everything && bridge.roles.has(library));
  return own.flatMap(({ bridge, verdicts }) => {
    const now = new Set(deeds(verdicts));
    const then = judge(db, [bridge], twin).flatMap((one) => deeds(one.verdicts));
    return then.some((deed) => !now.has(deed)) ? [{ bridge: bridge.id, library }] : [];
  });
}

/** Some photos, and what they would be were one of the libraries back that are away. */
interface Page {
  readonly states: readonly PhotoState[];
  readonly away: ReadonlyMap<string, ReadonlyMap<PhotoState, PhotoState>>;
}

function pageOf(db: WritableDb, photos: readonly number[]): Page {
  const states = gatherFamilies(db, photos).flat();
  const libraries = states.flatMap(({ copies }) => copies.map(({ library }) => library));
  const away = new Set(libraries.flatMap(({ id, state }) => (state === 'offline' ? [id] : [])));
  return { states, away: new Map([...away].map((library) => [library, asIfBack(states, library)])) };
}

/** What every bridge makes of a photo, kept; true when a conflict came, went or changed. */
function refresh(
  db: WritableDb,
  bridges: readonly ActiveBridge[],
  state: PhotoState,
  { away }: Page,
): boolean {
  const judged = judge(db, bridges, state);
  const found = judged.flatMap(({ bridge, verdicts }) => betweenCopies(state, bridge, verdicts));
  const writing = judged.filter(({ verdicts }) => verdicts.some(isWriting));
  setWaiting(db, state.photo, [
    ...writing.map(({ bridge }) => ({ bridge: bridge.id })),
    ...[...away].flatMap(([library, twins]) => waitsFor(db, judged, library, twins.get(state)!)),
  ]);
  return replaceConflicts(db, state.photo, [...found, ...insideFiles(state)]);
}

/** Photos of which something is asked or waits, with a file in the library: what is so without it is another matter. */
export const judgedWith = (db: ReadableDb, library: string): number[] => [
  ...new Set([...conflictPhotosIn(db, library), ...waitingPhotosIn(db, library)]),
];

/**
 * Recomputes, for some photos, the open conflicts in every bridge, and what waits for its next sync or for a library. None is ever
 * decided from: they follow from what the copies hold, so that what resolved itself is gone.
 */
export function refreshConflicts(services: Services, photos: readonly number[]): void {
  if (photos.length === 0) return;
  const { db, hub } = services;
  const bridges = everyBridge(db);
  let moved = false;
  for (let at = 0; at < photos.length; at += window) {
    const page = pageOf(db, photos.slice(at, at + window));
    transaction(db, () => {
      for (const state of page.states) moved = refresh(db, bridges, state, page) || moved;
    });
  }
  if (moved) hub.emit({ kind: 'conflicts', total: countConflicts(db) });
  hub.emit({ kind: 'photos', photos: photos.length > window ? 'many' : [...photos] });
}
