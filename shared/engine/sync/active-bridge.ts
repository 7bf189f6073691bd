import type { Rule } from '../../core/bridge.ts';
import { isClearable } from '../../core/clearable.ts';
import { type FamilyKind, travelsInFamily } from '../../core/family.ts';
import type { Role } from '../../core/library.ts';
import { type FieldName, fields } from '../../core/registry.ts';
import { type BridgeRow, everything, requireBridge, userBridges } from '../db/bridges.ts';
import { listLibraries } from '../db/libraries.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Copy } from './photo-state.ts';
import { storesToWrite } from './write-stores.ts';

/** A bridge as merging sees it; `all` is one too, with members and roles that follow from the user's bridges. */
export interface ActiveBridge {
  readonly id: string;
  readonly name: string;
  readonly filter: string | null;
  readonly fields: ReadonlySet<FieldName>;
  readonly rules: readonly Rule[];
  /** Which families are kept in step like copies. */
  readonly families: readonly FamilyKind[];
  /** Whether the field is one that families share here. */
  travels(field: FieldName): boolean;
  /** Roles by library id; others are no members. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Whether the values of two members are compared here. */
  compares(a: string, b: string): boolean;
  /** Whether a library keeps the field to itself. */
  keeps(library: string, field: FieldName): boolean;
}

const mergeable: readonly FieldName[] = fields
  .filter((row) => (row as { readOnly?: boolean }).readOnly !== true)
  .map((row) => row.name);

/** Whom a `neverLeaves` rule shuts out of a field, as `core/rules.ts` reads it. */
const keeper = (rules: readonly Rule[]) => (library: string, field: FieldName) =>
  rules.some(
    (rule) =>
      rule.kind === 'neverLeaves' &&
      (rule.field === field || rule.field === '*') &&
      (rule.to ?? rule.library ?? rule.from) === library,
  );

function activeBridge(row: BridgeRow): ActiveBridge {
  const roles = new Map(row.members.map((member) => [member.library, member.role]));
  return {
    id: row.id,
    name: row.name,
    filter: row.filter,
    fields: new Set(row.fields ?? mergeable),
    rules: row.rules,
    families: row.families,
    travels: (field) => row.families.length > 0 && travelsInFamily(field, row.fields !== null),
    roles,
    compares: (a, b) => roles.has(a) && roles.has(b),
    keeps: keeper(row.rules),
  };
}

/** What is never written anywhere stays so, whatever else the library is elsewhere. */
const strictness: readonly Role[] = ['both', 'target', 'source'];

const stricter = (a: Role | undefined, b: Role): Role =>
  a !== undefined && strictness.indexOf(a) > strictness.indexOf(b) ? a : b;

/** Which libraries a user bridge joins; a library is joined with itself by any bridge it is in. */
function sharing(bridges: readonly BridgeRow[]): (a: string, b: string) => boolean {
  const members = bridges.map((bridge) => new Set(bridge.members.map((member) => member.library)));
  return (a, b) => members.some((set) => set.has(a) && set.has(b));
}

/** The bridge `all`: what shares no user bridge is compared here; roles and kept fields of the user's bridges bind it. */
function bridgeOfAll(db: ReadableDb, row: BridgeRow, bridges: readonly BridgeRow[]): ActiveBridge {
  const shared = sharing(bridges);
  const roles = new Map<string, Role>(listLibraries(db).map((library) => [library.id, 'both']));
  for (const { members } of bridges)
    for (const { library, role } of members) roles.set(library, stricter(roles.get(library), role));
  return {
    ...activeBridge(row),
    roles,
    compares: (a, b) => !shared(a, b),
    keeps: keeper(bridges.flatMap((bridge) => bridge.rules)),
  };
}

/** The bridge `all` as it is now. */
export const allBridge = (db: ReadableDb): ActiveBridge =>
  bridgeOfAll(db, requireBridge(db, everything), userBridges(db));

/** The user's bridges, then `all`. */
export function everyBridge(db: ReadableDb): ActiveBridge[] {
  const bridges = userBridges(db);
  return [...bridges.map(activeBridge), bridgeOfAll(db, requireBridge(db, everything), bridges)];
}

/** By name or id. */
export function bridgeNamed(db: ReadableDb, ref: string): ActiveBridge {
  const row = requireBridge(db, ref);
  return row.id === everything ? allBridge(db) : activeBridge(row);
}

/**
 * The bridge whose hub and bases a push between two libraries moves: the first they share that has the field, else
 * the first they share, else `all`.
 */
export function bridgeBetween(
  bridges: readonly ActiveBridge[],
  a: string,
  b: string,
  field: FieldName,
): ActiveBridge {
  const shared = bridges.filter((bridge) => bridge.id !== everything && bridge.compares(a, b));
  return shared.find((bridge) => bridge.fields.has(field)) ?? shared[0] ?? bridges.at(-1)!;
}

/** Those copies of a photo, or of a family, that take part: members with a partner here. */
export function copiesIn(bridge: ActiveBridge, copies: readonly Copy[]): Copy[] {
  const members = copies.filter((copy) => bridge.roles.has(copy.library.id));
  return members.filter((copy) =>
    members.some((other) => other !== copy && bridge.compares(copy.library.id, other.library.id)),
  );
}

/** Why a library's files are not written, in a word that outcomes count by; undefined: they may be. */
export type Unwritable =
  | 'readOnly'
  | 'source'
  | 'offline'
  | 'unreadable'
  | 'unsupported'
  | 'failing'
  | 'staysInFile';

export function unwritable(copy: Copy, role: Role | undefined): Unwritable | undefined {
  if (copy.library.writes === 'none') return 'readOnly';
  if (role === 'source') return 'source';
  if (copy.library.state === 'offline') return 'offline';
  if (!copy.readable) return 'unreadable';
  if ('code' in storesToWrite(copy.library, copy.file)) return 'unsupported';
  return copy.resting === true ? 'failing' : undefined;
}

/** Whether a write under the library's policy can make the field empty. */
export function clearable({ library, file }: Copy, field: FieldName): boolean {
  const stores = storesToWrite(library, file);
  return 'code' in stores || file.snapshot === null || isClearable(field, file.snapshot, stores);
}
