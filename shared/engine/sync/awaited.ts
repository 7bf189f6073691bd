import { everything } from '../db/bridges.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Waiting } from '../db/waiting.ts';
import type { ActiveBridge } from './active-bridge.ts';
import { judgePhoto, type Verdict } from './decide.ts';
import { gatherFamilies } from './family-state.ts';
import { isReadable } from './gather.ts';
import { inFilter } from './in-filter.ts';
import type { Copy, PhotoState } from './photo-state.ts';

/** What a bridge makes of a photo that its filter lets in. */
export interface Judged {
  readonly bridge: ActiveBridge;
  readonly verdicts: readonly Verdict[];
}

/** Photos by what they would be, were some libraries there that are away. */
type Twins = ReadonlyMap<PhotoState, PhotoState>;

/** Some photos, with all whose families they are in. */
export interface Page {
  readonly states: readonly PhotoState[];
  /** For each library that is away: the photos as if all were back, and as if all but this one were. */
  readonly away: readonly { readonly library: string; readonly all: Twins; readonly others: Twins }[];
}

const back = (copy: Copy, libraries: ReadonlySet<string>): Copy => {
  if (!libraries.has(copy.library.id)) return copy;
  const library = { ...copy.library, state: 'online' as const };
  return { ...copy, library, readable: isReadable(copy.file, library) };
};

/** The photos as they would be were these libraries there as they were last seen. */
function asIfBack(states: readonly PhotoState[], libraries: ReadonlySet<string>): Twins {
  const twins = new Map(
    states.map((state): [PhotoState, PhotoState] => {
      const copies = state.copies.map((copy) => back(copy, libraries));
      return [state, { ...state, copies, kin: new Map() }];
    }),
  );
  for (const [state, twin] of twins)
    for (const [bridge, kin] of state.kin) {
      const theirs = kin.map((one) => twins.get(one) ?? one);
      twin.kin.set(bridge, theirs);
    }
  return twins;
}

/** Photos and their families, to be judged. */
export function pageOf(db: ReadableDb, photos: readonly number[]): Page {
  const states = gatherFamilies(db, photos).flat();
  const libraries = states.flatMap(({ copies }) => copies.map(({ library }) => library));
  const away = new Set(libraries.flatMap(({ id, state }) => (state === 'offline' ? [id] : [])));
  // The usual case, after every write.
  if (away.size === 0) return { states, away: [] };
  const all = asIfBack(states, away);
  return {
    states,
    away: [...away].map((library) => {
      const rest = new Set([...away].filter((other) => other !== library));
      return { library, all, others: asIfBack(states, rest) };
    }),
  };
}

export const judge = (db: ReadableDb, bridges: readonly ActiveBridge[], state: PhotoState): Judged[] =>
  bridges
    .filter((bridge) => inFilter(db, bridge, state.photo))
    .map((bridge) => ({ bridge, verdicts: judgePhoto(state, bridge) }));

/** What would be done, and asked, in words that can be compared. */
const deeds = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ field, outcome: { writes, conflict } }) => [
    ...writes.map(({ file, after }) => JSON.stringify([field, file, after])),
    ...(conflict ? [field] : []),
  ]);

const hasPart = (state: PhotoState, bridge: ActiveBridge, library: string): boolean =>
  bridge.roles.has(library) &&
  (state.kin.get(bridge.id) ?? [state]).some((one) => one.copies.some((copy) => copy.library.id === library));

/**
 * The libraries that are away and without which a bridge would do less with the photo, or ask less. The others that are
 * away are thought to be back: two that went together wait for each other.
 */
export const waitsFor = (state: PhotoState, judged: readonly Judged[], { away }: Page): Waiting[] =>
  judged.flatMap(({ bridge }) =>
    away.flatMap(({ library, all, others }) => {
      if (bridge.id === everything || !hasPart(state, bridge, library)) return [];
      const without = new Set(deeds(judgePhoto(others.get(state)!, bridge)));
      const more = deeds(judgePhoto(all.get(state)!, bridge)).some((deed) => !without.has(deed));
      return more ? [{ bridge: bridge.id, library }] : [];
    }),
  );
