// Everything is there, was looked at and synced: what must hold of every value then.
import { sameValue } from '../../../shared/core/equal.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { photoMatches } from '../../../shared/engine/db/photos.ts';
import { all, type ReadableDb } from '../../../shared/engine/db/sql.ts';
import type { Services } from '../../../shared/engine/services.ts';
import { refreshConflicts } from '../../../shared/engine/sync/refresh-conflicts.ts';
import type { SimEngine } from './engine.ts';
import { fail } from './fail.ts';
import { hubOf, type KnownBridge, openConflicts, photoOf } from './known.ts';
import type { Record } from './record.ts';
import { hasRule, isMirror, isOpen, isShutOut, partners, roleIn } from './rules.ts';
import type { Stage, StageLibrary } from './stage.ts';
import { isScalar, keywordsOf, type Same, type SimField, shortened, simFields } from './values.ts';

export interface Rest {
  readonly sim: SimEngine;
  readonly stage: Stage;
  readonly record: Record;
  readonly same: Same;
}

/** One value of one file. */
interface Place {
  readonly library: StageLibrary;
  readonly path: string;
  readonly picture: number;
  readonly photo: number;
  readonly field: SimField;
  readonly value: MaybeValue;
}

export const filesOf = ({ sim, stage }: Pick<Rest, 'sim' | 'stage'>) =>
  stage.libraries.flatMap((library) =>
    [...sim.disk.libraries.get(library.name)!.files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { picture }]) => ({ library, path, picture })),
  );

const placesOf = (rest: Rest): Place[] =>
  filesOf(rest).flatMap(({ library, path, picture }) => {
    const photo = photoOf(rest.sim.db, library.name, path)!;
    const values = rest.sim.disk.valuesOf(library.name, path);
    return simFields.map((field) => ({
      ...{ library, path, picture, photo, field, value: values[field] ?? null },
    }));
  });

const where = ({ library, path, field }: Place) => `${field} of ${library.name}/${path}`;
const wordsOf = (value: MaybeValue, same: Same) => [...new Set(keywordsOf(value).map(same))].sort();

/** 14: somebody said it; and what a library keeps to itself is said nowhere else. */
function judgeSaid({ record, same, sim, stage }: Rest, place: Place): void {
  const { library, picture, field, value } = place;
  const said = record.said(picture, field);
  if (isScalar(field)) {
    const shown = said.map((one) => shortened(one, library.cut));
    if (!shown.some((one) => sameValue(fieldDef(field), one, value)))
      fail(14, `${where(place)} was never said: ${JSON.stringify(value)}`);
  } else {
    const known = new Set(said.flatMap((one) => wordsOf(one, same)));
    for (const word of wordsOf(value, same))
      if (!known.has(word)) fail(14, `${word} in ${where(place)} was never added`);
  }
  const bridges = sim.bridges;
  for (const other of stage.libraries.filter((one) => one !== library)) {
    const own = bridges.filter((bridge) => roleIn(bridge, other.name) !== undefined);
    const keeps = own.length > 0 && own.every((bridge) => isShutOut(bridge, other.name, field));
    if (keeps && JSON.stringify(value).includes(`"${other.mark} only`))
      fail(14, `${where(place)} holds what ${other.name} keeps to itself`);
  }
}

/** 15: a member that gives and takes says what was decided, as far as its format can. */
function judgeDecided({ sim, same }: Rest, bridge: KnownBridge, place: Place): void {
  const { library, photo, field, value } = place;
  const members = partners(bridge, field);
  const isMember = members.some((member) => member.library === library.name && member.role === 'both');
  if (!isMember || members.length < 2) return;
  if (hasRule(bridge, field, 'fillBlanks')) return;
  const hub = hubOf(sim.db, bridge.id, photo, field);
  // Who only mirrors decides nothing: until somebody else does, it keeps what it has.
  if (hub === undefined && isMirror(bridge, library.name, field)) return;
  const decided = hub ?? null;
  const inWords = !isScalar(field) && hasRule(bridge, field, 'vocabulary');
  const alike = inWords
    ? wordsOf(value, same).join() === wordsOf(decided, same).join()
    : sameValue(fieldDef(field), shortened(decided, library.cut), value);
  if (!alike) fail(15, `${where(place)} is ${JSON.stringify(value)}, decided was ${JSON.stringify(decided)}`);
}

/**
 * 11, 12: keywords that are owed are there, and those that are gone stay away. What a path implies is there, though it
 * is no keyword of its own (design.md, decision 7): a path through the name of one that is gone does not bring it back.
 */
function judgeOwed(rest: Rest, place: Place, open: ReadonlySet<string>): void {
  const { record, same, sim } = rest;
  const { library, path, picture, photo, value } = place;
  const held = new Set(wordsOf(value, same));
  const implied = new Set(
    keywordsOf(value)
      .flatMap((one) => one.split('|'))
      .map(same),
  );
  const bridges = sim.bridges;
  const givers = new Set<string>();
  for (const bridge of bridges.filter(isOpen)) {
    const isOpenConflict = open.has(`${bridge.id} ${photo} keywords`);
    if (isOpenConflict || roleIn(bridge, library.name) !== 'both') continue;
    for (const member of bridge.members) if (member.role !== 'target') givers.add(member.library);
    for (const word of record.gone(picture))
      if (held.has(word)) fail(12, `${word} in ${where(place)} was removed and is back`);
  }
  // What a mirror takes away is a loser, and kept: that is judged when it is written.
  if (bridges.some((bridge) => hasRule(bridge, 'keywords', 'mirror'))) return;
  const owing = filesOf(rest).filter((file) => file.picture === picture && givers.has(file.library.name));
  for (const { library: from, path: at } of [...owing, { library, path }])
    for (const word of record.owed(picture, `${from.name}/${at}`))
      if (!implied.has(word)) fail(11, `${where(place)} lost ${word}, added in ${from.name}/${at}`);
}

/** The lists of conflicts, and of what waits, are what a look at everything would make of them. */
function judgeLists(services: Services): void {
  const list = () => [
    ...all(services.db, 'SELECT kind, bridge, photo, field, hub, sides FROM conflict ORDER BY 1, 2, 3, 4'),
    ...all(services.db, 'SELECT bridge, library, photo FROM bridge_waiting ORDER BY 1, 2, 3'),
  ];
  const before = JSON.stringify(list());
  refreshConflicts(
    services,
    all<{ id: number }>(services.db, 'SELECT id FROM photo').map(({ id }) => id),
  );
  const after = JSON.stringify(list());
  if (before !== after)
    fail(19, `the lists of conflicts and of what waits are not what the copies say: ${before}, not ${after}`);
}

const matches = (db: ReadableDb, photo: number, bridge: KnownBridge): boolean =>
  bridge.filter === null || photoMatches(db, photo, bridge.filter);

/** Judges everything at rest (11, 12, 14, 15, 16, 19). */
export async function judgeRest(rest: Rest): Promise<void> {
  const { sim } = rest;
  const again = await sim.plan();
  if (again.planned > 0) fail(16, 'a second plan is not empty');
  const moves = all(sim.db, 'SELECT * FROM plan_decision WHERE plan = ?', [again.plan]);
  if (moves.length > 0) fail(16, `a second plan decides something: ${JSON.stringify(moves)}`);
  judgeLists(sim.services);
  const open = openConflicts(sim.db);
  const bridges = sim.bridges;
  for (const place of placesOf(rest)) {
    judgeSaid(rest, place);
    for (const bridge of bridges) {
      const isOpenConflict = open.has(`${bridge.id} ${place.photo} ${place.field}`);
      if (!isOpenConflict && matches(sim.db, place.photo, bridge)) judgeDecided(rest, bridge, place);
    }
    if (place.field === 'keywords') judgeOwed(rest, place, open);
  }
}

/** What every file says, by the order of libraries and pictures only; names do not count. */
export const endOf = (rest: Pick<Rest, 'sim' | 'stage'>): string =>
  filesOf(rest)
    .map(({ library, path }) => {
      const values = rest.sim.disk.valuesOf(library.name, path);
      return `${library.mark} ${path.replace(/^.*\//, '')} ${JSON.stringify(simFields.map((field) => values[field] ?? null))}`;
    })
    .join('\n');
