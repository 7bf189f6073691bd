import { normalPath } from './equal/keywords.ts';
import { byCodeUnit } from './equal/text.ts';
import { textsOf } from './equal.ts';
import type { MaybeValue } from './value.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { playWords, type WordBridge, type WordMember, type WordWrite } from './word-play.ts';

/** A bridge that puts one keyword in the place of another, in a library. */
export interface WordChange {
  readonly bridge: string;
  readonly library: string;
  readonly from: string;
  readonly to: string;
}

/** Two bridges that would write each other's keywords for ever. */
export interface WordFight {
  /** Of the bridge that was asked about, if it has words of its own in it. */
  readonly mine?: WordChange;
  readonly other: WordChange;
  /** Another one with words of its own, where the bridge asked about only carries them on. */
  readonly third?: WordChange;
}

/** More words than this that lead from one to the next grow for ever. */
const longest = 48;
/** So many words that look like a fight are played through. */
const mostPlays = 24;

/** A bridge's words, and the libraries that have words of their own in it; '' stands for the others. */
interface Speaker {
  readonly bridge: WordBridge;
  readonly libraries: readonly string[];
  readonly anyCase: boolean;
  readonly vocabulary: Vocabulary | undefined;
}

const isAbout = (field: string) => field === 'keywords' || field === '*';

function speakerOf(bridge: WordBridge): Speaker {
  const rules = bridge.rules.filter((rule) => rule.kind === 'vocabulary' && isAbout(rule.field));
  const own = rules.flatMap(({ library }) => library ?? []);
  return {
    bridge,
    libraries: [...new Set([...own, ''])],
    anyCase: rules.some((rule) => rule.anyCase === true),
    vocabulary: vocabularyOf(rules, null, []),
  };
}

/** The bridges that a keyword reaches from one of them, through libraries that they share. */
function connected(mine: WordBridge, others: readonly WordBridge[]): WordBridge[] {
  const found = new Set([mine]);
  for (const bridge of found)
    for (const other of others)
      if (other.members.some(({ library }) => bridge.members.some((member) => member.library === library)))
        found.add(other);
  return [mine, ...others.filter((other) => found.has(other))];
}

const oneOf = (value: MaybeValue): string | undefined => textsOf(value)[0];

/** The spellings of a word that a bridge takes for the same. */
const spellings = ({ anyCase }: Speaker, word: string, all: readonly string[]): string[] => {
  if (!anyCase) return [word];
  const folded = word.toLowerCase();
  return [...new Set([word, ...all.filter((other) => other.toLowerCase() === folded)])];
};

/** What a bridge makes of a word that a library holds, were there nothing but its words. */
function replaced(speaker: Speaker, word: string, all: readonly string[]): string[] {
  const { vocabulary } = speaker;
  if (!vocabulary) return [];
  return speaker.libraries.flatMap((library) => {
    const said = oneOf(vocabulary.said(library, [word])) ?? word;
    const isKept = oneOf(vocabulary.written(library, [said], [word])) === word;
    const spelled = spellings(speaker, said, all).filter((other) => other !== said);
    const changed = isKept ? [] : [oneOf(vocabulary.written(library, [said], null)) ?? said];
    return [...changed, ...spelled].filter((other) => other !== word);
  });
}

/** What becomes of a word in any library, when a bridge carries it there. */
function carried(speaker: Speaker, word: string, all: readonly string[]): string[] {
  const { vocabulary, libraries } = speaker;
  if (!vocabulary) return [];
  const said = libraries.map((library) => oneOf(vocabulary.said(library, [word])) ?? word);
  return [...new Set(said.flatMap((one) => spellings(speaker, one, all)))].flatMap((one) =>
    libraries.map((library) => oneOf(vocabulary.written(library, [one], null)) ?? one),
  );
}

/** Whether what a bridge makes of a word may become that word again, not by this bridge alone. */
function comesBack(
  change: Pick<WordChange, 'bridge' | 'from' | 'to'>,
  speakers: readonly Speaker[],
  all: readonly string[],
) {
  const seen = new Map<string, boolean>([[change.to, false]]);
  for (const [word] of seen) {
    if (seen.size > longest) return true;
    for (const speaker of speakers)
      for (const next of carried(speaker, word, all)) {
        const foreign = seen.get(word) === true || speaker.bridge.id !== change.bridge;
        if (next === change.from && foreign) return true;
        if (seen.has(next) && (seen.get(next) || !foreign)) continue;
        // Deleted first, so that the walk comes to it again.
        seen.delete(next);
        seen.set(next, foreign);
      }
  }
  return false;
}

/** Every word that a vocabulary names, and how else it may be spelled where case is no difference. */
function wordsOf(speakers: readonly Speaker[]): string[] {
  const pairs = speakers.flatMap(({ bridge }) => bridge.rules.flatMap((rule) => rule.words ?? []));
  const named = pairs.flatMap(({ from, to }) => [normalPath(from), normalPath(to)]);
  const anyCase = speakers.some((speaker) => speaker.anyCase);
  const cased = anyCase ? ['Birds', 'birds', ...named.map((word) => word.toLowerCase())] : [];
  return [...new Set([...named, ...cased])].sort(byCodeUnit);
}

function suspects(speakers: readonly Speaker[]): [string, string][] {
  const all = wordsOf(speakers);
  return all.flatMap((from) =>
    speakers.flatMap((speaker) =>
      [...new Set(replaced(speaker, from, all))]
        .filter((to) => comesBack({ bridge: speaker.bridge.id, from, to }, speakers, all))
        .map((to): [string, string] => [from, to]),
    ),
  );
}

/** Every way to begin with these words in one library, or in two. */
function beginnings(bridges: readonly WordBridge[], words: readonly string[]): Map<string, string>[] {
  const libraries = [...new Set(bridges.flatMap(({ members }) => members.map(({ library }) => library)))];
  const places = libraries.flatMap((library) => words.map((word): [string, string] => [library, word]));
  return places.flatMap((one, at) => [
    new Map([one]),
    ...places.slice(at + 1).flatMap((other) => (other[0] === one[0] ? [] : [new Map([one, other])])),
  ]);
}

/** Of a write, the word that the bridge's own vocabulary put in the place of another. */
function changeIn(
  { bridge, library, before, after }: WordWrite,
  speakers: readonly Speaker[],
): WordChange | undefined {
  const speaker = speakers.find((one) => one.bridge.id === bridge);
  const [held, now] = [textsOf(before), textsOf(after)];
  if (!speaker) return undefined;
  for (const from of held.filter((word) => !now.includes(word)))
    for (const to of replaced(speaker, from, now)) if (now.includes(to)) return { bridge, library, from, to };
  return undefined;
}

const plainChange = ({ bridge, library, before, after }: WordWrite): WordChange => {
  const [held, now] = [textsOf(before), textsOf(after)];
  const from = held.find((word) => !now.includes(word)) ?? '';
  return { bridge, library, from, to: now.find((word) => !held.includes(word)) ?? '' };
};

/** Who fights whom in what is written over and over; undefined: `mine` has no part in it. */
function fightIn(
  again: readonly WordWrite[],
  mine: string,
  speakers: readonly Speaker[],
): WordFight | undefined {
  if (!again.some(({ bridge }) => bridge === mine)) return undefined;
  const changes = again.flatMap((write) => changeIn(write, speakers) ?? []);
  const own = changes.find(({ bridge }) => bridge === mine);
  const [other, ...more] = changes.filter(({ bridge }) => bridge !== mine);
  if (own && other)
    return {
      mine: own,
      other: changes.find(({ bridge, to }) => bridge !== mine && to === own.from) ?? other,
    };
  const third = more.find(({ bridge }) => bridge !== other?.bridge);
  if (other && third) return { other, third };
  const writes = again.map(plainChange);
  const rest = other ?? writes.find(({ bridge }) => bridge !== mine);
  const first = own ?? writes.find(({ bridge }) => bridge === mine);
  return rest ? { other: rest, ...(first ? { mine: first } : {}) } : undefined;
}

/**
 * Whether a bridge, together with those that are there, would rewrite keywords for ever: one calls a keyword another
 * way, another calls that one the first again, and both write into a common library, or into libraries that further
 * bridges join. Words that merely look like it are played through with the merge itself: what comes to rest is no
 * fight. `others`: all that keep keywords in step.
 */
export function wordFight(mine: WordBridge, others: readonly WordBridge[]): WordFight | undefined {
  const bridges = connected(mine, others);
  const speakers = bridges.map(speakerOf);
  if (bridges.length < 2 || speakers.every(({ vocabulary }) => vocabulary === undefined)) return undefined;
  for (const words of suspects(speakers).slice(0, mostPlays))
    for (const held of beginnings(bridges, words))
      for (const order of [bridges, bridges.toReversed()]) {
        const again = playWords(order, held);
        const fight = again && fightIn(again, mine.id, speakers);
        if (fight) return fight;
      }
  return undefined;
}

export type { WordBridge, WordMember };
