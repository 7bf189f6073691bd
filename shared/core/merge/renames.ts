import { isAbove, isAtOrBelow, type KeywordRename, LEVEL } from '../equal/keywords.ts';
import { byCodeUnit } from '../equal/text.ts';
import type { Elements, SetSide } from './set.ts';
import type { MergeNote } from './types.ts';

const sharedLevels = (a: string, b: string): number => {
  const [one, other] = [a.split(LEVEL).reverse(), b.split(LEVEL).reverse()];
  const apart = one.findIndex((level, at) => level !== other[at]);
  return apart < 0 ? one.length : apart;
};

/** The rename that turns one path into the other: the levels both end with are left out, unless one is all of them. */
const renameOf = (from: string, to: string): KeywordRename => {
  const levels = Math.min(sharedLevels(from, to), from.split(LEVEL).length - 1, to.split(LEVEL).length - 1);
  const head = (path: string) =>
    path
      .split(LEVEL)
      .slice(0, path.split(LEVEL).length - levels)
      .join(LEVEL);
  return { from: head(from), to: head(to) };
};

/**
 * What a copy seems to have renamed since its base: its only removal paired with its only addition, or a removal
 * and an addition that end alike. A guess, used for notes only: the merge itself knows but paths.
 */
export const renamesOf = (side: SetSide): KeywordRename[] => {
  if (side.base === undefined) return [];
  const held = [...side.held.keys()];
  const gone = [...side.base.keys()].filter(
    (path) => !side.held.has(path) && !held.some((other) => isAbove(path, other)),
  );
  const come = held.filter((path) => !side.base!.has(path));
  if (gone.length === 1 && come.length === 1) return [renameOf(gone[0]!, come[0]!)];
  const pairs = gone.flatMap((from) => {
    const alike = come.filter((to) => sharedLevels(from, to) > 0);
    return alike.length === 1 ? [renameOf(from, alike[0]!)] : [];
  });
  return [...new Map(pairs.map((pair) => [`${pair.from}\n${pair.to}`, pair])).values()];
};

/** Each finding once, in an order that does not depend on the copies'. */
export const uniqueNotes = (notes: readonly MergeNote[]): MergeNote[] => {
  const byText = new Map(notes.map((note) => [`${note.kind}\n${note.paths.join('\n')}`, note]));
  return [...byText].sort(([a], [b]) => byCodeUnit(a, b)).map(([, note]) => note);
};

const between = (one: KeywordRename, other: KeywordRename): MergeNote[] => {
  if (one.from === other.from && one.to !== other.to) {
    return [{ kind: 'divergingRename', paths: [one.from, ...[one.to, other.to].sort(byCodeUnit)] }];
  }
  const crossing = isAbove(other.from, one.to) && isAbove(one.from, other.to);
  return crossing ? [{ kind: 'crossingMove', paths: [one.to, other.to].sort(byCodeUnit) }] : [];
};

/** Keywords that another copy added below the old name, not knowing that it was renamed. */
const stragglers = (rename: KeywordRename, others: readonly SetSide[]): MergeNote[] =>
  others.flatMap((side) => {
    const named = new Set(renamesOf(side).map((its) => its.to));
    return [...side.held.keys()]
      .filter(
        (path) =>
          isAbove(rename.from, path) &&
          !isAtOrBelow(path, rename.to) &&
          side.base?.has(path) !== true &&
          !named.has(path),
      )
      .map((path): MergeNote => ({ kind: 'straggler', paths: [rename.from, rename.to, path] }));
  });

/** What a copy that was away sees the decided value as: a copy that was renamed since its base. */
const decidedAs = (side: SetSide, decided: Elements | undefined): SetSide[] =>
  decided === undefined || side.base === undefined ? [] : [{ ...side, held: decided }];

/**
 * What reliability.md §6.3 wants shown: renames that diverge or cross, and keywords left below an old name. A rename
 * may come from another copy now, or have been decided while this one was away.
 */
export const renameNotes = (sides: readonly SetSide[], decided: Elements | undefined): MergeNote[] => {
  const notes = sides.flatMap((side) => {
    const others = sides.filter((other) => other.file !== side.file);
    return [
      ...renamesOf(side).flatMap((rename) => [
        ...stragglers(rename, others),
        ...others.flatMap(renamesOf).flatMap((other) => between(rename, other)),
      ]),
      ...decidedAs(side, decided)
        .flatMap(renamesOf)
        .flatMap((rename) => stragglers(rename, [side])),
    ];
  });
  return uniqueNotes(notes);
};
