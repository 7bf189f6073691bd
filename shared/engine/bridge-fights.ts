import { TagbridgeError } from '../api/errors.ts';
import { type FieldName, fieldDef, fieldNames } from '../core/registry.ts';
import { type WordBridge, type WordChange, wordFight } from '../core/word-fights.ts';
import type { BridgeRow, Member } from './db/bridges.ts';
import { requireLibrary } from './db/libraries.ts';
import type { ReadableDb } from './db/sql.ts';

const sends = (member: Member) => member.role !== 'target';
const receives = (member: Member) => member.role !== 'source';

const roleIn = (bridge: BridgeRow, library: string) => bridge.members.find((one) => one.library === library);

/** The fields that both may decide. */
function sharedFields(a: BridgeRow, b: BridgeRow): FieldName[] {
  const fields = new Set(b.fields ?? fieldNames);
  return (a.fields ?? fieldNames).filter((field) => fields.has(field));
}

/** Two libraries that one bridge steers one way and the other bridge the other way. */
function opposed(a: BridgeRow, b: BridgeRow): [string, string] | undefined {
  const both = a.members.map((member) => member.library).filter((library) => roleIn(b, library));
  for (const from of both)
    for (const to of both) {
      if (from === to) continue;
      const oneWay =
        sends(roleIn(a, from)!) &&
        receives(roleIn(a, to)!) &&
        !(sends(roleIn(a, to)!) && receives(roleIn(a, from)!));
      const back = sends(roleIn(b, to)!) && receives(roleIn(b, from)!);
      if (oneWay && back) return [from, to];
    }
  return undefined;
}

/** Libraries that mirror a field, by what the rules say of it or of every field. */
const mirrors = ({ rules }: BridgeRow, field: FieldName): string[] =>
  rules.flatMap((rule) => {
    const isAbout = rule.kind === 'mirror' && (rule.field === field || rule.field === '*');
    return isAbout ? [rule.to ?? rule.library ?? []].flat() : [];
  });

const hasField = ({ fields }: BridgeRow, field: FieldName): boolean => fields?.includes(field) ?? true;

/** Whose own values travel in a bridge. What a mirror says does not. */
const voters = (bridge: BridgeRow, field: FieldName): string[] => {
  const mute = new Set(mirrors(bridge, field));
  return hasField(bridge, field)
    ? bridge.members.flatMap((member) => (sends(member) && !mute.has(member.library) ? member.library : []))
    : [];
};

/** The libraries that a library's own values reach through some bridges. */
function reached(library: string, field: FieldName, bridges: readonly BridgeRow[]): Set<string> {
  const found = new Set([library]);
  for (const from of found)
    for (const bridge of bridges)
      if (voters(bridge, field).includes(from))
        for (const member of bridge.members) if (receives(member)) found.add(member.library);
  found.delete(library);
  return found;
}

/**
 * A library that mirrors others, and whose own values come back to these through other bridges: what one takes away,
 * the others bring back.
 */
function mirrorInCircle(bridges: readonly BridgeRow[]) {
  for (const bridge of bridges)
    for (const field of bridge.fields ?? fieldNames)
      for (const library of new Set(mirrors(bridge, field))) {
        const others = bridges.filter((other) => other.id !== bridge.id);
        const back = reached(library, field, others);
        if (voters(bridge, field).some((voter) => back.has(voter))) return { bridge, field, library };
      }
  return undefined;
}

/** A library that mirrors a field of two bridges: each would make it equal to its own, over and over. */
function mirroredTwice(a: BridgeRow, b: BridgeRow): { field: FieldName; library: string } | undefined {
  for (const field of sharedFields(a, b)) {
    const other = new Set(mirrors(b, field));
    const library = mirrors(a, field).find((one) => other.has(one));
    if (library !== undefined) return { field, library };
  }
  return undefined;
}

/** What of a bridge a fight over words is about. `opened`: a library that shall be written from now on. */
function wordBridge(
  db: ReadableDb,
  { id, members, rules, families }: BridgeRow,
  opened: string | undefined,
): WordBridge {
  const writable = (library: string) => library === opened || requireLibrary(db, library).writes !== 'none';
  return {
    ...{ id, rules },
    members: members.map(({ library, role }) => ({
      ...{ library, role, writable: writable(library), twice: families.length > 0 },
    })),
  };
}

const deed = ({ from, to }: WordChange): string => {
  if (from === '') return `adds “${to}”`;
  return to === '' ? `takes away “${from}”` : `makes “${to}” of “${from}”`;
};

/** Refuses a bridge whose keywords another would rewrite, and the other way round, for ever. */
function assertNoWordFight(
  db: ReadableDb,
  row: BridgeRow,
  others: readonly BridgeRow[],
  opened?: string,
): void {
  const all = [row, ...others.filter((other) => other.id !== row.id)];
  const [mine, ...rest] = all.filter((bridge) => hasField(bridge, 'keywords'));
  if (mine !== row || mine === undefined) return;
  const fight = wordFight(
    wordBridge(db, mine, opened),
    rest.map((other) => wordBridge(db, other, opened)),
  );
  if (!fight) return;
  const name = (change: WordChange) => all.find(({ id }) => id === change.bridge)?.name ?? '';
  const said = (change: WordChange) =>
    `the bridge ${name(change)} ${deed(change)} in ${requireLibrary(db, change.library).name}`;
  const second = fight.mine ?? fight.third;
  const joined = fight.mine ? '' : `, and ${row.name} would join them`;
  throw new TagbridgeError(
    'REFUSED',
    `Keywords would be rewritten for ever: ${[fight.other, second].flatMap((one) => (one ? said(one) : [])).join(', and ')}${joined}.`,
    {
      hint: 'Call it the same in both bridges (in upper and lower case, too), or leave keywords out of one of them.',
    },
  );
}

/**
 * Refuses a bridge that would fight another: both may decide a field of the same two libraries, in opposite
 * directions; or both make one library the mirror of others; or what a mirror says comes back to it in a circle;
 * or one calls a keyword what the other calls the first again.
 * Bridges that share one library only, or no field, get along else.
 */
export function assertNoFight(db: ReadableDb, row: BridgeRow, others: readonly BridgeRow[]): void {
  const circle = mirrorInCircle([...others.filter((other) => other.id !== row.id), row]);
  if (circle) {
    const { name } = requireLibrary(db, circle.library);
    throw new TagbridgeError(
      'REFUSED',
      `${name} mirrors ${fieldDef(circle.field).label.toLowerCase()} in the bridge ${circle.bridge.name}, and its own would come back there through other bridges; they would never come to rest.`,
      { hint: `Make ${name} a target in the other bridges, or give the bridges different fields.` },
    );
  }
  for (const other of others) {
    if (other.id === row.id) continue;
    const mirrored = mirroredTwice(row, other);
    if (mirrored) {
      const library = requireLibrary(db, mirrored.library).name;
      const label = fieldDef(mirrored.field).label.toLowerCase();
      throw new TagbridgeError(
        'REFUSED',
        `In the bridge ${other.name}, ${library} mirrors ${label} already; it cannot be the mirror of two, they would write it over and over.`,
        { about: 'rules', hint: `Give the bridges different fields, or change ${other.name} instead.` },
      );
    }
    const [field] = sharedFields(row, other);
    const pair = opposed(row, other) ?? opposed(other, row);
    if (!field || !pair) continue;
    const [a, b] = pair.map((id) => requireLibrary(db, id).name);
    throw new TagbridgeError(
      'REFUSED',
      `The bridge ${other.name} decides ${fieldDef(field).label.toLowerCase()} between ${a} and ${b} already; both together would work against each other.`,
      { about: 'members', hint: `Give the bridges different fields, or change ${other.name} instead.` },
    );
  }
  assertNoWordFight(db, row, others);
}

/** Refuses to write to a library from now on in which bridges would rewrite each other's keywords. */
export function assertNoFightIn(db: ReadableDb, library: string, bridges: readonly BridgeRow[]): void {
  for (const row of bridges) if (roleIn(row, library)) assertNoWordFight(db, row, bridges, library);
}
