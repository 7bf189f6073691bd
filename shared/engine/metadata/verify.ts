import type { Change } from '../../core/change.ts';
import { canonicalJson } from '../../core/equal/json.ts';
import { sameValue } from '../../core/equal.ts';
import { formatOfType } from '../../core/formats.ts';
import { interpret } from '../../core/interpret.ts';
import type { Problem } from '../../core/problem.ts';
import type { RawStore, RawTags, StoreKind } from '../../core/raw-tags.ts';
import { type FieldName, fieldDef, fieldNames } from '../../core/registry.ts';
import type { FieldValues, Snapshot } from '../../core/snapshot.ts';
import { holdsNoField, newComplaints, unplannedChanges } from './compare-dumps.ts';
import { type Dump, toRawTags } from './dump.ts';
import { mediaFacts } from './media-facts.ts';
import type { FilePlan, StorePlan } from './plan-stores.ts';
import type { PrintedTags } from './printed-tags.ts';

const problem = (code: Problem['code'], message: string, detail: string): Problem => ({
  code,
  message,
  detail,
});

/** The first of a list by name, and how many more there are. */
const some = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

const asBefore = 'The photo was left as it was; let the library write sidecars.';

const wrongFields = (expected: Snapshot, found: Snapshot): FieldName[] =>
  (expected === found ? [] : fieldNames).filter(
    (field) => !sameValue(fieldDef(field), expected.values[field] ?? null, found.values[field] ?? null),
  );

/** Changed fields on which the new file disagrees with itself although the plan writes every tag of them. */
const divided = (expected: Snapshot, found: Snapshot, changes: readonly Change[]): FieldName[] =>
  changes
    .map(({ field }) => field)
    .filter(
      (field) => found.disagreements[field] !== undefined && expected.disagreements[field] === undefined,
    );

/** ExifTool calls a WebP with metadata `Extended WEBP`: the same format to us. */
const isSameFormat = (a: string, b: string): boolean => {
  const format = formatOfType(a);
  return format !== undefined && format === formatOfType(b);
};

function pictureProblem(before: PrintedTags, after: PrintedTags, hashable: boolean): Problem | undefined {
  const [old, now] = [mediaFacts(before), mediaFacts(after)];
  const differs = (['format', 'width', 'height', 'orientation'] as const).filter(
    (fact) => old[fact] !== now[fact] && !(fact === 'format' && isSameFormat(old.format, now.format)),
  );
  if (old.imageHash?.value !== now.imageHash?.value) differs.unshift('format');
  const message = 'Writing would have changed the picture itself. The photo was left as it was.';
  if (differs.length > 0) return problem('pictureChanged', message, `differs: ${differs.join(', ')}`);
  if (hashable && old.imageHash === undefined) {
    const unproven =
      'The picture in the file could not be found, so a write could not be proven. It was left alone; let the library write sidecars.';
    return problem('pictureChanged', unproven, 'no image data hash');
  }
  return undefined;
}

function tagsProblem(
  { store, writes }: StorePlan,
  before: PrintedTags,
  after: PrintedTags,
): Problem | undefined {
  const named = writes.map(({ tag }) => tag);
  const others = unplannedChanges(before, after, named);
  if (others.length > 0) {
    const message = `A write would have changed what nobody asked for (${some(others)}). ${asBefore}`;
    return problem('verifyFailed', message, `${store}: also changed: ${others.join(', ')}`);
  }
  const complaints = newComplaints(before, after);
  if (complaints.length === 0) return undefined;
  const message = `ExifTool found a fault in the file that a write would have left (${complaints[0]}). ${asBefore}`;
  return problem('verifyFailed', message, complaints.join('; '));
}

const nothing: PrintedTags = new Map();

export type Verified =
  | { readonly ok: true; readonly readBack: FieldValues }
  | { readonly ok: false; readonly problem: Problem };

const sameTags = (a: RawStore['tags'], b: RawStore['tags']): boolean => {
  const isSame = (tag: string) =>
    a[tag] === b[tag] || holdsNoField(tag) || canonicalJson(a[tag]) === canonicalJson(b[tag]);
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(isSame);
};

/** Whether two readings must give the same fields: every tag that may tell of one is the same, in every store. */
const saySame = (a: RawTags, b: RawTags): boolean =>
  a.stores.length === b.stores.length &&
  a.stores.every((one, at) => one.store === b.stores[at]!.store && sameTags(one.tags, b.stores[at]!.tags));

/** Whether tags that were read back (`found`) give the fields that the plan expects. */
export function verifyFields(
  plan: FilePlan,
  changes: readonly Change[],
  format: string,
  found: RawTags,
): Verified {
  const is = interpret(found, undefined, { format });
  const shall = saySame(found, plan.expected) ? is : interpret(plan.expected, undefined, { format });
  const wrong = [...new Set([...wrongFields(shall, is), ...divided(shall, is, changes)])];
  if (wrong.length > 0) {
    const message = `The new file did not read back as meant (${some(wrong)}). The photo was left as it was.`;
    return {
      ok: false,
      problem: problem('verifyFailed', message, `read back differently: ${wrong.join(', ')}`),
    };
  }
  const readBack = Object.fromEntries(
    changes.flatMap(({ field }) => {
      const value = is.values[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return { ok: true, readBack };
}

/**
 * Whether the new files hold exactly what the plan meant and nothing else changed: the fields read back as expected,
 * every tag the plan does not name is as before, the picture is the same, and ExifTool complains of nothing new.
 */
export function verify(plan: FilePlan, changes: readonly Change[], before: Dump, after: Dump): Verified {
  const failed = (found: Problem): Verified => ({ ok: false, problem: found });
  for (const one of plan.stores) {
    const [old, now] = [before.get(one.store) ?? nothing, after.get(one.store) ?? nothing];
    if (one.store === 'embedded') {
      const picture = pictureProblem(old, now, plan.format.hashable);
      if (picture !== undefined) return failed(picture);
    }
    if (one.action === 'create') continue;
    const tags = tagsProblem(one, old, now);
    if (tags !== undefined) return failed(tags);
  }
  const { format } = mediaFacts(before.get('embedded' satisfies StoreKind) ?? nothing);
  return verifyFields(plan, changes, format, toRawTags(after, plan.iptc));
}
