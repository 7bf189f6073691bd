import type { Rule } from './bridge.ts';
import type { FamilyKind } from './family.ts';
import type { Role } from './library.ts';
import type { FieldName } from './registry.ts';

/** What a bridge keeps in step, and how. */
export interface Reach {
  /** Libraries by id. */
  readonly members: readonly { readonly library: string; readonly role: Role }[];
  /** Null: every field. */
  readonly fields: readonly FieldName[] | null;
  /** Null: every photo. */
  readonly filter: string | null;
  readonly rules: readonly Rule[];
  readonly families: readonly FamilyKind[];
}

const isWritten = (role: Role | undefined) => role === 'both' || role === 'target';
const isHeard = (role: Role | undefined) => role === 'both' || role === 'source';

const moreMembers = (before: Reach, after: Reach): boolean => {
  const roles = new Map(before.members.map(({ library, role }) => [library, role]));
  return after.members.some(({ library, role }) => {
    const was = roles.get(library);
    return (isWritten(role) && !isWritten(was)) || (isHeard(role) && !isHeard(was));
  });
};

const moreFields = ({ fields: before }: Reach, { fields: after }: Reach): boolean =>
  before !== null && (after === null || after.some((field) => !before.includes(field)));

const said = ({ rules }: Reach, kind: Rule['kind']): string[] =>
  rules.filter((rule) => rule.kind === kind).map((rule) => JSON.stringify(rule));

/**
 * Whether a changed bridge may write what nobody has seen a preview of: into a library that it did not write, from one
 * that it did not listen to, fields or photos that it left alone, what was never to leave, or other words.
 */
export const reachesFurther = (before: Reach, after: Reach): boolean =>
  moreMembers(before, after) ||
  moreFields(before, after) ||
  (before.filter !== null && after.filter !== before.filter) ||
  after.families.some((kind) => !before.families.includes(kind)) ||
  said(before, 'neverLeaves').some((rule) => !said(after, 'neverLeaves').includes(rule)) ||
  said(after, 'vocabulary').join() !== said(before, 'vocabulary').join();
