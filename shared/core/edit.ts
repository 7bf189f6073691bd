import type { Change } from './change.ts';
import { canonicalJson } from './equal/json.ts';
import {
  dropImplied,
  isAbove,
  type KeywordRename,
  normalKeywords,
  normalPath,
  underNewName,
} from './equal/keywords.ts';
import { normalValue, textsOf } from './equal.ts';
import type { FieldName } from './field.ts';
import { tidy } from './merge/tidy.ts';
import { fieldDef } from './registry.ts';
import type { FieldValues } from './snapshot.ts';
import type { MaybeValue } from './value.ts';

/** What a person wants changed in a file; several fields at once. `set` with null clears. */
export interface Editing {
  readonly addKeywords?: readonly string[] | undefined;
  readonly removeKeywords?: readonly string[] | undefined;
  /** Keywords, each with all below it, under another name or another parent; a rename comes before add and remove. */
  readonly renameKeywords?: readonly KeywordRename[] | undefined;
  readonly set?: { readonly [F in FieldName]?: MaybeValue | undefined } | undefined;
  readonly clear?: readonly FieldName[] | undefined;
}

/**
 * Keywords after an edit. Removing a path removes it and everything below it (an ancestor cannot go while what
 * implies it stays); what lies above it is not held afterwards either, unless another path implies it. Removing
 * comes before adding. A path implied by a longer one is not added.
 */
export const editKeywords = (
  held: readonly string[],
  remove: readonly string[],
  add: readonly string[],
): string[] => {
  const gone = remove.map(normalPath).filter((path) => path !== '');
  const kept = normalKeywords(held).filter(
    (path) => !gone.some((other) => path === other || isAbove(other, path)),
  );
  return dropImplied([...kept, ...normalKeywords(add)]);
};

const plainRenames = (renames: readonly KeywordRename[]): KeywordRename[] =>
  renames.map(({ from, to }) => ({ from: normalPath(from), to: normalPath(to) }));

/** Keywords after a rename, with all that is below; names that then are the same are one. */
export const renameKeywords = (held: readonly string[], renames: readonly KeywordRename[]): string[] =>
  dropImplied(normalKeywords(held).map((path) => plainRenames(renames).reduce(underNewName, path)));

/** Those of an edit's renames that rename something in these values. */
export const renamesMade = (values: FieldValues, renames: readonly KeywordRename[]): KeywordRename[] => {
  let paths = normalKeywords(textsOf(values.keywords));
  return plainRenames(renames).filter((rename) => {
    const [before, after] = [paths, paths.map((path) => underNewName(path, rename))];
    paths = after;
    return after.some((path, at) => path !== before[at]);
  });
};

const exactly = (field: FieldName, value: MaybeValue): string =>
  canonicalJson(normalValue(fieldDef(field), value));

/**
 * The changes an edit makes to these values; fields that it leaves as they are give none. A finer value (a zone
 * added or taken away) is a change here, although a merge takes it for the same.
 */
export const applyEdit = (values: FieldValues, edit: Editing): Change[] => {
  const wanted = new Map<FieldName, MaybeValue>();
  for (const field of edit.clear ?? []) wanted.set(field, null);
  for (const [field, value] of Object.entries(edit.set ?? {}) as [FieldName, MaybeValue | undefined][]) {
    if (value !== undefined) wanted.set(field, tidy(fieldDef(field), value));
  }
  const [remove, add] = [edit.removeKeywords ?? [], edit.addKeywords ?? []];
  const renames = edit.renameKeywords ?? [];
  if (remove.length + add.length + renames.length > 0) {
    const held = textsOf(wanted.has('keywords') ? wanted.get('keywords') : values.keywords);
    const keywords = editKeywords(renameKeywords(held, renames), remove, add);
    wanted.set('keywords', keywords.length === 0 ? null : keywords);
  }
  return [...wanted]
    .map(([field, after]): Change => ({ field, before: values[field] ?? null, after }))
    .filter(({ field, before, after }) => exactly(field, before) !== exactly(field, after));
};
