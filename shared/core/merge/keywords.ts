import {
  dropImplied,
  isFlat,
  type KeywordRename,
  leafOf,
  normalKeywords,
  normalPath,
} from '../equal/keywords.ts';
import { textsOf } from '../equal.ts';
import type { MaybeValue } from '../value.ts';
import { followRenames } from './known-renames.ts';
import { renameNotes, uniqueNotes } from './renames.ts';
import { type Elements, mergeSet, type SetSide } from './set.ts';
import type { Decision, ElementSide, MergeNote } from './types.ts';

const pathsOf = (value: MaybeValue | undefined): string[] => normalKeywords(textsOf(value));

interface KeywordSide {
  readonly value: MaybeValue;
  readonly base?: MaybeValue | undefined;
}

/**
 * The paths each copy holds, flat keywords replaced by the path they stand for (design.md, decision 7): the one path
 * with that leaf that another copy holds (else the hub), unless the flat keyword is in a base of its own right.
 * With two candidates it stays flat.
 */
export const liftedPaths = (sides: readonly KeywordSide[], hub: MaybeValue | undefined): string[][] => {
  const held = sides.map((side) => pathsOf(side.value));
  const decided = pathsOf(hub);
  if (!held.some((paths) => paths.some(isFlat))) return held;
  const known = new Set([decided, ...sides.map((side) => pathsOf(side.base))].flat().filter(isFlat));
  const pathsTo = (leaf: string, lists: readonly (readonly string[])[]): string[] => [
    ...new Set(lists.flat().filter((path) => !isFlat(path) && leafOf(path) === leaf)),
  ];
  const lift = (path: string, own: number): string => {
    if (!isFlat(path) || known.has(path)) return path;
    const others = pathsTo(
      path,
      held.filter((_, at) => at !== own),
    );
    const candidates = others.length > 0 ? others : pathsTo(path, [decided]);
    return candidates.length === 1 ? candidates[0]! : path;
  };
  return held.map((paths, own) => dropImplied(paths.map((path) => lift(path, own))));
};

const elements = (paths: readonly string[]): Elements => new Map(paths.map((path) => [path, path]));

/**
 * Reliability.md §6.3: a set of full paths, so that moves can make neither cycles nor orphans. `renames` were done in
 * the app, for this photo.
 */
export const mergeKeywords = (
  said: readonly ElementSide[],
  hub: MaybeValue | undefined,
  renames: readonly KeywordRename[] = [],
): Decision => {
  const { sides, notes } = followRenames(said, hub, renames);
  const lifted = liftedPaths(sides, hub);
  const asSets = sides.map((side, at): SetSide => {
    const paths = lifted[at]!;
    return {
      file: side.file,
      votes: side.votes,
      held: elements(paths),
      base: side.base === undefined ? undefined : elements(pathsOf(side.base)),
      order: textsOf(side.value).map(normalPath),
    };
  });
  const decided = hub === undefined ? undefined : elements(pathsOf(hub));
  const decision = mergeSet(asSets, decided, dropImplied);
  if (decision.kind !== 'decided') return decision;
  const shown = renameNotes(
    asSets.filter((side) => side.votes),
    decided,
  );
  const held = new Set(pathsOf(decision.hub));
  // What another path stands for, or implies, is not left below anything.
  const there = (note: MergeNote) => note.kind !== 'straggler' || held.has(note.paths[2]!);
  const found = uniqueNotes([...notes, ...shown]).filter(there);
  return { ...decision, notes: [...(decision.notes ?? []), ...found] };
};
