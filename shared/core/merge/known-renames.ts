import {
  dropImplied,
  isAtOrBelow,
  type KeywordRename,
  normalKeywords,
  normalPath,
  underNewName,
} from '../equal/keywords.ts';
import { textsOf } from '../equal.ts';
import type { MaybeValue } from '../value.ts';
import type { ElementSide, MergeNote } from './types.ts';

const pathsOf = (value: MaybeValue | undefined): string[] => normalKeywords(textsOf(value));

const concerns = (rename: KeywordRename, paths: readonly string[]): boolean =>
  paths.some((path) => underNewName(path, rename) !== path);

/** A rename, and what its new name is called by now: it may have been renamed again. */
interface Known extends KeywordRename {
  readonly now: string;
}

const known = (renames: readonly KeywordRename[]): Known[] => {
  const plain = renames
    .map(({ from, to }) => ({ from: normalPath(from), to: normalPath(to) }))
    .filter(({ from, to }) => from !== '' && to !== '');
  return plain.map((rename, at) => ({ ...rename, now: plain.slice(at + 1).reduce(underNewName, rename.to) }));
};

/** A copy that was renamed itself since it was last in step: the old name is gone from it, the new one is there. */
const isRenamed = (rename: Known, { votes, base, value }: ElementSide): boolean => {
  if (!votes || base === undefined) return false;
  const [had, has] = [pathsOf(base), pathsOf(value)];
  const came = has.filter((path) => !had.includes(path));
  const arrived = came.some((path) => isAtOrBelow(path, rename.now));
  return concerns(rename, had) && !concerns(rename, has) && arrived;
};

/** True while nobody went back to the old name: it was decided without it, or a copy brings the rename just now. */
const stands = (rename: Known, sides: readonly ElementSide[], decided: readonly string[]): boolean =>
  !concerns(rename, decided) || sides.some((side) => isRenamed(rename, side));

interface Followed {
  readonly side: ElementSide;
  readonly notes: readonly MergeNote[];
}

/** What a copy added since its base, under the names in use now, where its base still had the old name. */
const renamedAdds = (side: ElementSide, standing: readonly Known[]): Followed => {
  // A copy that never was in step has no base that had the old name.
  const base = pathsOf(side.base);
  const notes: MergeNote[] = [];
  const renamed = (path: string): string => {
    let [at, had] = [path, base];
    for (const rename of standing) {
      if (!concerns(rename, had)) continue;
      at = underNewName(at, rename);
      had = had.map((one) => underNewName(one, rename));
    }
    if (at !== path) notes.push({ kind: 'renamed', paths: [path, at] });
    return at;
  };
  // An ancestor that a longer path implies was not added.
  const held = dropImplied(textsOf(side.value).map(normalPath));
  const value = held.map((path) => (base.includes(path) ? path : renamed(path)));
  return notes.length === 0 ? { side, notes } : { side: { ...side, value }, notes };
};

/** Old names in copies that never were in step: they may be meant, so they are kept, and the rename is offered. */
const offers = (rename: Known, sides: readonly ElementSide[], decided: readonly string[]): MergeNote[] => {
  const held = sides.map((side) => (side.votes ? pathsOf(side.value) : []));
  const isUsed = [decided, ...held].flat().some((path) => isAtOrBelow(path, rename.now));
  if (!isUsed) return [];
  const strange = held.filter((_, at) => sides[at]!.base === undefined).flat();
  return strange
    .filter((path) => underNewName(path, rename) !== path)
    .map((path) => ({ kind: 'straggler', paths: [rename.from, rename.now, path] }));
};

/**
 * Renames done in the app (reliability.md §6.3), in the order they were made: what a copy adds below the old name
 * later is taken under the new one, only where the copy's base still had the old name, and only while the rename
 * stands. An old name that a copy holds unchanged needs none of this: the merge itself takes it away.
 */
export const followRenames = (
  sides: readonly ElementSide[],
  hub: MaybeValue | undefined,
  renames: readonly KeywordRename[],
): { readonly sides: readonly ElementSide[]; readonly notes: readonly MergeNote[] } => {
  if (renames.length === 0) return { sides, notes: [] };
  const decided = pathsOf(hub);
  const standing = known(renames).filter((rename) => stands(rename, sides, decided));
  const followed = sides.map((side) => renamedAdds(side, standing));
  return {
    sides: followed.map(({ side }) => side),
    notes: [
      ...followed.flatMap(({ notes }) => notes),
      ...standing.flatMap((rename) => offers(rename, sides, decided)),
    ],
  };
};
