import { dropImplied, isFlat, leafOf, normalKeywords, normalPath } from '../equal/keywords.ts';
import { textsOf } from '../equal.ts';
import type { MaybeValue } from '../value.ts';
import { renameNotes } from './renames.ts';
import { type Elements, mergeSet, type SetSide } from './set.ts';
import type { Decision, ElementSide } from './types.ts';

const pathsOf = (value: MaybeValue | undefined): string[] => normalKeywords(textsOf(value));

/** Paths with the given leaf, flat ones left out. */
const pathsTo = (leaf: string, values: readonly (MaybeValue | undefined)[]): string[] => [
  ...new Set(values.flatMap(pathsOf).filter((path) => !isFlat(path) && leafOf(path) === leaf)),
];

interface KeywordSide {
  readonly file: number;
  readonly value: MaybeValue;
  readonly base?: MaybeValue | undefined;
}

/**
 * The paths a copy holds, flat keywords replaced by the path they stand for (design.md, decision 7): the one path
 * with that leaf that another copy holds (else the hub), unless the flat keyword is in a base of its own right.
 * With two candidates it stays flat.
 */
export const liftedPaths = (
  side: KeywordSide,
  sides: readonly KeywordSide[],
  hub: MaybeValue | undefined,
): string[] => {
  const known = new Set([hub, ...sides.map((other) => other.base)].flatMap(pathsOf).filter(isFlat));
  const others = sides.filter((other) => other.file !== side.file).map((other) => other.value);
  const lift = (path: string): string => {
    if (!isFlat(path) || known.has(path)) return path;
    const held = pathsTo(path, others);
    const candidates = held.length > 0 ? held : pathsTo(path, [hub]);
    return candidates.length === 1 ? candidates[0]! : path;
  };
  return dropImplied(pathsOf(side.value).map(lift));
};

const elements = (paths: readonly string[]): Elements => new Map(paths.map((path) => [path, path]));

/** Reliability.md §6.3: a set of full paths, so that moves can make neither cycles nor orphans. */
export const mergeKeywords = (sides: readonly ElementSide[], hub: MaybeValue | undefined): Decision => {
  const asSets = sides.map((side): SetSide => {
    const paths = liftedPaths(side, sides, hub);
    return {
      file: side.file,
      votes: side.votes,
      held: elements(paths),
      base: side.base === undefined ? undefined : elements(pathsOf(side.base)),
      order: textsOf(side.value).map(normalPath),
    };
  });
  const decision = mergeSet(asSets, hub === undefined ? undefined : elements(pathsOf(hub)), dropImplied);
  if (decision.kind !== 'decided') return decision;
  const notes = renameNotes(asSets.filter((side) => side.votes));
  return { ...decision, notes: [...(decision.notes ?? []), ...notes] };
};
