import type { Rule } from './bridge.ts';
import type { Role } from './library.ts';
import type { ReconcileSide } from './reconcile.ts';
import { fieldDef } from './registry.ts';
import { applyRules } from './rules.ts';
import type { MaybeValue } from './value.ts';

/** A bridge as far as its words go: it keeps keywords in step. */
export interface WordBridge {
  readonly id: string;
  readonly members: readonly WordMember[];
  readonly rules: readonly Rule[];
}

export interface WordMember {
  /** Library id. */
  readonly library: string;
  readonly role: Role;
  /** False: read and merged, never written. */
  readonly writable: boolean;
  /** The bridge keeps families in step: the library then stands for two files. */
  readonly twice?: boolean;
}

/** A bridge wrote other keywords into a library. */
export interface WordWrite {
  readonly bridge: string;
  readonly library: string;
  readonly before: MaybeValue;
  readonly after: MaybeValue;
}

/** A file in each library, by its number. */
interface Copy {
  readonly file: number;
  readonly library: string;
}

interface Known {
  hub: MaybeValue | undefined;
  readonly bases: Map<number, MaybeValue>;
}

const keywords = fieldDef('keywords');

const copiesOf = (bridges: readonly WordBridge[]): Copy[] => {
  const members = bridges.flatMap((bridge) => bridge.members);
  const twice = new Set(members.filter((member) => member.twice).map((member) => member.library));
  const libraries = [...new Set(members.map((member) => member.library))];
  return libraries
    .flatMap((library) => (twice.has(library) ? [library, library] : [library]))
    .map((library, file) => ({ file, library }));
};

/** One photo: what its copies hold, and what the bridges know of it. */
interface Table {
  readonly copies: readonly Copy[];
  readonly values: Map<number, MaybeValue>;
  /** By the bridge's id. */
  readonly known: ReadonlyMap<string, Known>;
}

function tableOf(bridges: readonly WordBridge[], held: ReadonlyMap<string, string>): Table {
  const copies = copiesOf(bridges);
  const valueIn = (library: string) => {
    const word = held.get(library);
    return word === undefined ? null : [word];
  };
  return {
    copies,
    values: new Map(copies.map(({ file, library }) => [file, valueIn(library)])),
    known: new Map(bridges.map(({ id }) => [id, { hub: undefined, bases: new Map() }])),
  };
}

/** Everything that what comes next depends on. */
const stateOf = ({ values, known }: Table): string =>
  JSON.stringify([
    [...values].sort(([a], [b]) => a - b),
    [...known].map(([, { hub, bases }]) => [hub ?? null, [...bases].sort(([a], [b]) => a - b)]),
  ]);

function sidesOf({ copies, values }: Table, { members }: WordBridge, { bases }: Known): ReconcileSide[] {
  return copies.flatMap(({ file, library }) => {
    const member = members.find((one) => one.library === library);
    if (!member) return [];
    const { role, writable } = member;
    const base = bases.has(file) ? { base: bases.get(file) ?? null } : {};
    return [{ file, readable: true, value: values.get(file) ?? null, ...base, role, writable }];
  });
}

/** The bridge syncs, as the engine has it when all writes succeed. */
function sync(table: Table, bridge: WordBridge): WordWrite[] {
  const known = table.known.get(bridge.id)!;
  const libraryOf = (file: number) => table.copies[file]?.library ?? '';
  const hub = known.hub === undefined ? {} : { hub: known.hub };
  const sides = sidesOf(table, bridge, known);
  if (sides.length < 2) return [];
  const outcome = applyRules({ field: keywords, ...hub, sides }, bridge.rules, { libraryOf });
  if (outcome.conflict) return [];
  if (outcome.hub !== undefined) known.hub = outcome.hub;
  for (const { file, value } of [...outcome.absorbed, ...outcome.bases]) known.bases.set(file, value);
  for (const { file, after } of outcome.writes) table.values.set(file, after);
  return outcome.writes.map(({ file, before, after }) => ({
    ...{ bridge: bridge.id, library: libraryOf(file), before, after },
  }));
}

/**
 * Lets bridges sync one photo in turn, as often as they have something to write. Undefined: they come to rest;
 * otherwise what they write over and over. `held`: the keyword that a library has, by the library's id.
 */
export function playWords(
  bridges: readonly WordBridge[],
  held: ReadonlyMap<string, string>,
): WordWrite[] | undefined {
  const table = tableOf(bridges, held);
  const round = () => bridges.flatMap((bridge) => sync(table, bridge));
  const rounds: WordWrite[][] = [];
  const seen = new Map([[stateOf(table), 0]]);
  // A word passes on by one bridge in a round at least; what grows with every round never comes back.
  for (const most = 16 + 4 * bridges.length; rounds.length < most; ) {
    rounds.push(round());
    const state = stateOf(table);
    const since = seen.get(state);
    if (since !== undefined) {
      const again = rounds.slice(since).flat();
      return again.length > 0 ? again : undefined;
    }
    seen.set(state, rounds.length);
  }
  const last = rounds.slice(-bridges.length).flat();
  return last.length > 0 ? last : undefined;
}
