// What programs write in simulated histories, and when two keywords are the same thing by another name.
import type { Rule } from '../../../shared/core/bridge.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { Dice } from '../merge/dice.ts';

export const simFields = ['title', 'headline', 'rating', 'keywords'] as const;
export type SimField = (typeof simFields)[number];
export const isScalar = (field: string): boolean => field !== 'keywords';

const words = ['Ant', 'Bee', 'Café crème', 'Eel in the deep blue sea'];
const keywords = ['birds', 'vogel', 'animals|birds|heron', 'heron', 'lake', 'paris', 'Paris'];

/** Words that a vocabulary of a history may be made of. */
export const vocabularies: readonly Omit<Rule, 'field' | 'kind' | 'library'>[] = [
  { words: [{ from: 'vogel', to: 'birds' }] },
  { words: [{ from: 'paris', to: 'france|Paris' }] },
  { anyCase: true },
  { words: [{ from: 'vogel', to: 'birds' }], anyCase: true },
];

/** What a program makes of a field; `mark` begins texts that are only said in this library. */
export function newValue(dice: Dice, field: SimField, before: MaybeValue, mark: string): MaybeValue {
  const text = () => (dice.roll(4) === 0 ? `${mark} only` : dice.pick(words));
  if (field === 'rating') return dice.pick([null, 1, 3, 5]);
  if (field === 'title') return dice.roll(6) === 0 ? null : { 'x-default': text() };
  if (field === 'headline') return dice.roll(6) === 0 ? null : text();
  const held = keywordsOf(before);
  const word = dice.roll(8) === 0 ? `${mark} only` : dice.pick(keywords);
  const after = held.includes(word) ? held.filter((one) => one !== word) : [...held, word];
  return after.length > 0 ? after : null;
}

export const keywordsOf = (value: MaybeValue): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** One name for keywords that the merge or some bridge's vocabulary takes for the same thing. */
export type Same = (word: string) => string;

/** A flat keyword stands for the path that ends with it; a vocabulary's words for each other. */
export function sameWords(rules: readonly Rule[]): Same {
  const said = rules.filter(({ kind }) => kind === 'vocabulary');
  const anyCase = said.some((rule) => rule.anyCase);
  return (word) => {
    let path = anyCase ? word.toLowerCase() : word;
    for (const { from, to } of said.flatMap((rule) => rule.words ?? [])) {
      const [one, other] = anyCase ? [from.toLowerCase(), to.toLowerCase()] : [from, to];
      if (path === one || path === other) path = other;
    }
    return path.split('|').at(-1)!;
  };
}

/** What a format that cuts texts keeps of a value. */
export function shortened(value: MaybeValue, most: number | undefined): MaybeValue {
  const cut = (text: unknown) => (typeof text === 'string' ? text.slice(0, most) : text);
  if (value === null || Array.isArray(value) || typeof value !== 'object') return cut(value) as MaybeValue;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, cut(text)])) as MaybeValue;
}

export const parse = (text: string): MaybeValue => {
  try {
    return JSON.parse(text) as MaybeValue;
  } catch {
    return text;
  }
};
