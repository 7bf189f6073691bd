import { randomUUID } from 'node:crypto';
import { TagbridgeError } from '../api/errors.ts';
import type {
  addBridge as addInput,
  InputOf,
  pauseBridge as pauseInput,
  setBridge as setInput,
} from '../api/inputs.ts';
import type { BridgeView } from '../api/views.ts';
import type { Rule } from '../core/bridge.ts';
import { reachesFurther } from '../core/reach.ts';
import { wordCycle } from '../core/vocabulary.ts';
import { about } from './about.ts';
import { assertNoFight } from './bridge-fights.ts';
import { bridgeView } from './bridge-views.ts';
import {
  type BridgeRow,
  countFrom,
  deleteBridge,
  everything,
  findBridge,
  keepSchedule,
  type Member,
  requireBridge,
  saveBridge,
  userBridges,
} from './db/bridges.ts';
import { mayHaveKin } from './db/families.ts';
import { toJson } from './db/json.ts';
import { requireLibrary } from './db/libraries.ts';
import { photoMatches } from './db/photos.ts';
import { column, type ReadableDb, transaction } from './db/sql.ts';
import type { Services } from './services.ts';
import { refreshConflicts } from './sync/refresh-conflicts.ts';
import { checkTrigger } from './triggers.ts';

type AddInput = InputOf<typeof addInput>;

const usage = (message: string, hint: string) => new TagbridgeError('USAGE', message, { hint });

function membersOf(db: ReadableDb, members: AddInput['members']): Member[] {
  const rows = members.map(({ library, role }) => ({
    library: requireLibrary(db, library).id,
    role: role ?? 'both',
  }));
  const names = new Set(rows.map((row) => row.library));
  if (names.size < rows.length)
    throw usage('A library is named twice.', 'Name each library of the bridge once.');
  if (rows.length > 1 && rows.every((row) => row.role === 'source'))
    throw usage(
      'Every library is only a source, so nothing would ever be written.',
      'Give one the role both or target.',
    );
  if (rows.every((row) => row.role === 'target'))
    throw usage(
      'Every library only receives, so nothing would ever travel.',
      'Give one the role both or source.',
    );
  return rows;
}

/** Rules with their libraries by id; each must be a member. */
function rulesOf(db: ReadableDb, rules: NonNullable<AddInput['rules']>, members: readonly Member[]): Rule[] {
  const idOf = (name: string | undefined) => {
    if (name === undefined) return undefined;
    const { id } = requireLibrary(db, name);
    if (!members.some((member) => member.library === id))
      throw usage(`A rule names ${name}, which is no member of the bridge.`, 'Name members only.');
    return id;
  };
  return rules.map(({ field, kind, library, from, to, words, anyCase }) => {
    const cycle = wordCycle(words ?? [], anyCase);
    if (cycle !== undefined)
      throw usage(`The words lead from ${cycle} back to ${cycle}.`, 'Name for each word the one to use.');
    if (kind === 'vocabulary' && !words?.length && !anyCase)
      throw usage('A vocabulary needs words.', 'Say what is called how, or that case makes no difference.');
    if (kind === 'vocabulary' && field !== 'keywords' && field !== '*')
      throw usage('A vocabulary is about keywords.', 'Make it a rule for keywords.');
    if (kind === 'prefer' && library === undefined)
      throw usage('The rule "prefer" needs a library.', 'Say whose value wins.');
    return {
      field,
      kind,
      ...(library === undefined ? {} : { library: idOf(library) }),
      ...(from === undefined ? {} : { from: idOf(from) }),
      ...(to === undefined ? {} : { to: idOf(to) }),
      ...(words === undefined ? {} : { words }),
      ...(anyCase === undefined ? {} : { anyCase }),
    };
  });
}

function assertNameFree(db: ReadableDb, name: string, except?: string): void {
  const other = findBridge(db, name);
  if (other && other.id !== except)
    throw new TagbridgeError('REFUSED', `There is a bridge named ${name} already.`, {
      hint: 'Choose another name.',
    });
}

const photosOfMembers = (db: ReadableDb, members: readonly string[], families: boolean): number[] =>
  column<number>(
    db,
    `SELECT DISTINCT file.photo FROM file JOIN photo ON photo.id = file.photo
     WHERE file.library IN (SELECT value FROM json_each(?)) AND ${families ? mayHaveKin : 'photo.copies > 1'}`,
    [toJson(members)],
  );

/** What a bridge compares is other than before: conflicts are looked at anew. */
function changed(services: Services, ...rows: readonly (BridgeRow | undefined)[]): void {
  const members = rows.flatMap((row) => row?.members.map((member) => member.library) ?? []);
  const families = rows.some((row) => row !== undefined && row.families.length > 0);
  refreshConflicts(services, photosOfMembers(services.db, [...new Set(members)], families));
  services.librariesChanged();
  services.hub.emit({ kind: 'bridges' });
}

function save(services: Services, row: BridgeRow): void {
  const { db, clock } = services;
  about('name', () => assertNameFree(db, row.name, row.id));
  about('where', () => row.filter !== null && photoMatches(db, 0, row.filter));
  about('trigger', () => checkTrigger(row.trigger));
  assertNoFight(db, row, userBridges(db));
  transaction(db, () => {
    saveBridge(db, row);
    keepSchedule(db, row.id, clock());
  });
}

/** Joins libraries. Its first sync is always a preview. */
export function addBridge(services: Services, input: AddInput): BridgeView {
  const { db } = services;
  const members = about('members', () => membersOf(db, input.members));
  const row: BridgeRow = {
    ...{
      id: randomUUID(),
      name: input.name,
      members,
      fields: input.fields ?? null,
      filter: input.where ?? null,
    },
    ...{ rules: about('rules', () => rulesOf(db, input.rules ?? [], members)) },
    trigger: input.trigger ?? { kind: 'manual' },
    ...{ families: [...new Set(input.families ?? [])], paused: null, consented: false, lastRun: null },
  };
  save(services, row);
  changed(services, row);
  return bridgeView(services, requireBridge(db, row.id));
}

function mine(db: ReadableDb, ref: string): BridgeRow {
  const row = requireBridge(db, ref);
  if (row.id !== everything) return row;
  throw usage('The bridge all is always there, as it is.', 'Make a bridge of your own: tagbridge bridge add');
}

/** Changes a bridge. Where it reaches further than before, its next sync is a first one again. */
export function setBridge(services: Services, input: InputOf<typeof setInput>): BridgeView {
  const { db } = services;
  const before = mine(db, input.bridge);
  const members = about('members', () => (input.members ? membersOf(db, input.members) : before.members));
  const families = input.families ? [...new Set(input.families)] : before.families;
  const row: BridgeRow = {
    ...before,
    ...(input.name === undefined ? {} : { name: input.name }),
    members,
    ...(input.fields === undefined ? {} : { fields: input.fields }),
    ...(input.where === undefined ? {} : { filter: input.where.trim() === '' ? null : input.where }),
    rules: about('rules', () => (input.rules ? rulesOf(db, input.rules, members) : before.rules)),
    ...(input.trigger === undefined ? {} : { trigger: input.trigger }),
    families,
  };
  save(services, { ...row, consented: before.consented && !reachesFurther(before, row) });
  changed(services, before, row);
  return bridgeView(services, requireBridge(db, row.id));
}

/** Forgets a bridge with its hub and bases. No file is touched. */
export function removeBridge(services: Services, ref: string): { removed: string } {
  const row = mine(services.db, ref);
  transaction(services.db, () => deleteBridge(services.db, row.id));
  changed(services, row);
  return { removed: row.name };
}

/** A paused bridge does nothing by itself; a sync that names it still works. */
export function pauseBridge(services: Services, input: InputOf<typeof pauseInput>): BridgeView {
  const { db, hub, clock } = services;
  const row = mine(db, input.bridge);
  if (input.until !== undefined && input.until <= clock())
    throw usage(
      'A pause cannot end in the past.',
      'Choose a time to come, or none: it lasts until it is resumed.',
    );
  const until = input.until === undefined ? {} : { until: input.until };
  saveBridge(db, { ...row, paused: { ...until, reason: 'Paused by you.' } });
  hub.emit({ kind: 'bridges' });
  services.librariesChanged();
  return bridgeView(services, requireBridge(db, row.id));
}

export function resumeBridge(services: Services, ref: string): BridgeView {
  const { db, hub, clock } = services;
  const row = mine(db, ref);
  saveBridge(db, { ...row, paused: null });
  countFrom(db, row.id, clock());
  hub.emit({ kind: 'bridges' });
  services.librariesChanged();
  return bridgeView(services, requireBridge(db, row.id));
}
