import { byCodeUnit, normalText } from '../equal/text.ts';
import { textsOf } from '../equal.ts';
import type { MaybeValue } from '../value.ts';
import type { Decision, ElementSide, MergeNote, Reason } from './types.ts';

/** Elements of a set by identity, each as some copy spells it. */
export type Elements = ReadonlyMap<string, string>;

/** A side seen as a set; `value` is what the copy holds for the merge (a flat keyword may stand for its path). */
export interface SetSide extends Pick<ElementSide, 'file' | 'votes'> {
  readonly held: Elements;
  readonly base: Elements | undefined;
  /** The order in which the copy itself has its elements; what stays, stays in place. */
  readonly order: readonly string[];
}

export const elementsOf = (value: MaybeValue | undefined): Elements => {
  const elements = new Map<string, string>();
  for (const text of textsOf(value).sort(byCodeUnit)) {
    const key = normalText(text);
    if (key !== '' && !elements.has(key)) elements.set(key, text);
  }
  return elements;
};

const added = (side: SetSide, element: string): boolean =>
  side.held.has(element) && side.base?.has(element) !== true;

const removed = (side: SetSide, element: string): boolean =>
  !side.held.has(element) && side.base?.has(element) === true;

/** Reliability.md §6.2: an add that a removal has not seen wins; without a change the hub holds. */
const isHeld = (voters: readonly SetSide[], hub: Elements | undefined, element: string): boolean => {
  if (voters.some((side) => added(side, element))) return true;
  if (voters.some((side) => removed(side, element))) return false;
  return hub === undefined ? voters.some((side) => side.held.has(element)) : hub.has(element);
};

/** What a target holds: the hub's moves since its base, on top of its own changes, which stay and do not travel. */
const targetElements = (side: SetSide, hub: ReadonlySet<string>): string[] => {
  const all = new Set([...hub, ...side.held.keys(), ...(side.base?.keys() ?? [])]);
  return [...all].filter((element) => {
    const moved = hub.has(element) !== (side.base?.has(element) ?? false);
    return moved ? hub.has(element) : side.held.has(element);
  });
};

/** The elements as a value: those the copy has in its own order and spelling, new ones after them. */
export const valueOfElements = (
  elements: ReadonlySet<string>,
  order: readonly string[],
  spelling: Elements,
): MaybeValue => {
  const kept = order.filter((element) => elements.has(element));
  const fresh = [...elements].filter((element) => !kept.includes(element)).sort(byCodeUnit);
  const list = [...new Set([...kept, ...fresh])].map((element) => spelling.get(element) ?? element);
  return list.length === 0 ? null : list;
};

/** One spelling for every element anybody holds: the same whatever the order of the sides. */
const spellings = (sides: readonly SetSide[], hub: Elements | undefined): Elements => {
  const all = [...sides.map((side) => side.held), ...(hub ? [hub] : [])].flatMap((elements) => [...elements]);
  const found = new Map<string, string>();
  for (const [key, text] of all.sort(([, a], [, b]) => byCodeUnit(a, b))) {
    if (!found.has(key)) found.set(key, text);
  }
  return found;
};

const keptAdds = (voters: readonly SetSide[], held: ReadonlySet<string>): MergeNote[] =>
  [...held]
    .filter((element) => voters.some((side) => removed(side, element)))
    .sort(byCodeUnit)
    .map((element) => ({ kind: 'keptAdd', paths: [element] }));

const reasonOf = (
  sides: readonly SetSide[],
  voters: readonly SetSide[],
  held: ReadonlySet<string>,
): Reason => {
  const same = (elements: Elements | undefined) =>
    elements !== undefined &&
    elements.size === held.size &&
    [...held].every((element) => elements.has(element));
  const moved = voters.filter((side) => !same(side.held) || !same(side.base));
  if (sides.every((side) => same(side.held))) return moved.length === 0 ? 'inStep' : 'agree';
  const changed = voters.filter((side) =>
    [...side.held.keys(), ...(side.base?.keys() ?? [])].some((e) => added(side, e) || removed(side, e)),
  );
  if (changed.length === 0) return 'takesHub';
  return changed.every((side) => side.base === undefined) ? 'filled' : 'merged';
};

/** The merge of a set. Never a conflict: every element is decided for itself. `tidy` drops what others imply. */
export const mergeSet = (
  sides: readonly SetSide[],
  hub: Elements | undefined,
  tidy: (elements: readonly string[]) => readonly string[] = (elements) => elements,
): Decision => {
  const voters = sides.filter((side) => side.votes);
  const all = new Set([
    ...(hub?.keys() ?? []),
    ...voters.flatMap((side) => [...side.held.keys(), ...(side.base?.keys() ?? [])]),
  ]);
  const held = new Set(tidy([...all].filter((element) => isHeld(voters, hub, element))));
  if (hub === undefined && held.size === 0 && voters.every((side) => side.base === undefined)) {
    return { kind: 'nothing', reason: 'empty' };
  }
  const spelling = spellings(sides, hub);
  const targets = sides.map((side) => {
    const wanted = side.votes ? held : new Set(tidy(targetElements(side, held)));
    return [side.file, valueOfElements(wanted, side.order, spelling)] as const;
  });
  return {
    kind: 'decided',
    hub: valueOfElements(held, [], spelling),
    targets: new Map(targets),
    reason: reasonOf(sides, voters, held),
    notes: keptAdds(voters, held),
  };
};

/** Sides of a plain set: people, subject codes. */
export const setSides = (sides: readonly ElementSide[]): SetSide[] =>
  sides.map(({ file, votes, value, base }) => ({
    file,
    votes,
    held: elementsOf(value),
    base: base === undefined ? undefined : elementsOf(base),
    order: textsOf(value).map(normalText),
  }));
