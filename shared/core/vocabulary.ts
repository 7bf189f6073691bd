import type { Rule, WordPair } from './bridge.ts';
import { dropImplied, isAtOrBelow, normalPath } from './equal/keywords.ts';
import { byCodeUnit } from './equal/text.ts';
import { textsOf } from './equal.ts';
import type { MaybeValue } from './value.ts';

/** Keywords as a bridge calls them, and as each library does. Paths are merged in the bridge's words. */
export interface Vocabulary {
  /** A library's keywords in the bridge's words; the same when said twice. */
  said(library: string | undefined, value: MaybeValue): MaybeValue;
  /** The bridge's keywords in a library's words; those that `before` has for the same thing stay. */
  written(library: string, value: MaybeValue, before: MaybeValue): MaybeValue;
}

/** Longer chains of words than this are cycles. */
const longestChain = 32;

type Say = (path: string) => string;

/** Puts one path in other words once: the pair that says most about it counts. */
const step = (pairs: readonly WordPair[], anyCase: boolean): Say => {
  const fold = (text: string) => (anyCase ? text.toLowerCase() : text);
  const sorted = pairs
    .map(({ from, to }) => ({ from: fold(normalPath(from)), to: normalPath(to) }))
    .sort((a, b) => b.from.length - a.from.length || byCodeUnit(a.to, b.to));
  return (path) => {
    const folded = fold(path);
    const pair = sorted.find(({ from, to }) => isAtOrBelow(folded, from) && !isAtOrBelow(path, to));
    return pair ? `${pair.to}${path.slice(pair.from.length)}` : path;
  };
};

const repeat =
  (say: Say): Say =>
  (path) => {
    let at = path;
    for (let n = 0; n < longestChain; n++) {
      const next = say(at);
      if (next === at) return at;
      at = next;
    }
    // A cycle: refused when the rule was made; one that came about otherwise changes nothing.
    return path;
  };

/** Why the words lead nowhere: a word that is called another, and that one the first. */
export function wordCycle(pairs: readonly WordPair[], anyCase = false): string | undefined {
  const say = step(pairs, anyCase);
  return pairs
    .map(({ from }) => normalPath(from))
    .find((from) => {
      let at = from;
      for (let n = 0; n < longestChain; n++) {
        const next = say(at);
        if (next === at) return false;
        at = next;
      }
      return true;
    });
}

const backwards = (pairs: readonly WordPair[]): Say =>
  step(
    pairs.map(({ from, to }) => ({ from: to, to: from })),
    false,
  );

const asValue = (paths: readonly string[]): MaybeValue => {
  const kept = dropImplied([...new Set(paths)]);
  return kept.length > 0 ? kept : null;
};

const pathsOf = (value: MaybeValue): string[] => textsOf(value).map(normalPath);

/** One spelling for words that differ in case only: what was decided, else the first of them by code unit. */
function spelling(decided: readonly string[], others: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of [...decided.toSorted(byCodeUnit), ...others.toSorted(byCodeUnit)]) {
    const key = path.toLowerCase();
    if (!found.has(key)) found.set(key, path);
  }
  return found;
}

/**
 * The vocabulary rules of a field. Where case is no difference, the spelling of what was decided last (`hub`) holds,
 * and for words that are new one that does not depend on the order of the copies (`values`).
 */
export function vocabularyOf(
  rules: readonly Rule[],
  hub: MaybeValue,
  values: readonly MaybeValue[],
): Vocabulary | undefined {
  const mine = rules.filter((rule) => rule.kind === 'vocabulary');
  if (mine.length === 0) return undefined;
  const anyCase = mine.some((rule) => rule.anyCase === true);
  const pairsOf = (library: string | undefined) =>
    mine.filter((rule) => rule.library === library).flatMap((rule) => rule.words ?? []);
  const common = repeat(step(pairsOf(undefined), anyCase));
  const locals = new Map<string, Say>();
  const local = (library: string): Say => {
    let say = locals.get(library);
    if (!say) locals.set(library, (say = repeat(step(pairsOf(library), anyCase))));
    return say;
  };
  const inWords: Say = (path) => path;
  const word = (library: string | undefined) => {
    const own = library === undefined ? inWords : local(library);
    return (path: string) => common(own(path));
  };
  const inCommonWords = (value: MaybeValue) => pathsOf(value).map(word(undefined));
  const spelled = anyCase ? spelling(inCommonWords(hub), values.flatMap(inCommonWords)) : undefined;
  const say = (library: string | undefined): Say => {
    const inCommon = word(library);
    return (path) => {
      const said = inCommon(path);
      return spelled?.get(said.toLowerCase()) ?? said;
    };
  };
  return {
    said: (library, value) => asValue(pathsOf(value).map(say(library))),
    written(library, value, before) {
      const [toCommon, own, back] = [say(library), local(library), backwards(pairsOf(library))];
      const held = pathsOf(before);
      return asValue(
        pathsOf(value).flatMap((path) => {
          const same = held.filter((one) => toCommon(one) === path && (own(one) !== one || one === path));
          return same.length > 0 ? same : [back(path)];
        }),
      );
    },
  };
}
