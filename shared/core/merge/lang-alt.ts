import { DEFAULT, readLangAlt } from '../equal/lang-alt.ts';
import { byCodeUnit, normalText } from '../equal/text.ts';
import type { LangAlt, MaybeValue } from '../value.ts';
import { decideElement, type ElementDecision } from './element.ts';
import { textRule } from './rule.ts';
import { strongest } from './strongest.ts';
import type { Decision, ElementSide } from './types.ts';

const sameText = (a: string | undefined, b: string | undefined): boolean =>
  normalText(a ?? '') === normalText(b ?? '');

const sameTexts = (a: LangAlt, b: LangAlt): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((lang) => sameText(a[lang], b[lang]));

interface View {
  readonly side: ElementSide;
  readonly base: LangAlt | undefined;
  readonly texts: LangAlt;
}

const movedIn = ({ texts, base }: View, lang: string): boolean => !sameText(texts[lang], base?.[lang]);

/**
 * A copy's texts, the default and the language it equalled in the base kept together: where only one of the two
 * was given a new text, the other follows (reliability.md §6.4), unless somebody has a say about that one
 * (`isSpokenFor`). A text that was taken away is followed by none.
 */
const followDefault = (view: View, isSpokenFor: (view: View, lang: string) => boolean): View => {
  const { base, texts, side } = view;
  if (base === undefined || !side.votes) return view;
  const twins = Object.keys(base).filter((lang) => lang !== DEFAULT && sameText(base[lang], base[DEFAULT]));
  const [twin] = twins;
  if (twin === undefined || twins.length > 1) return view;
  if (movedIn(view, DEFAULT) === movedIn(view, twin)) return view;
  const [from, to] = movedIn(view, DEFAULT) ? [DEFAULT, twin] : [twin, DEFAULT];
  const text = texts[from];
  return text === undefined || isSpokenFor(view, to) ? view : { ...view, texts: { ...texts, [to]: text } };
};

const viewsOf = (sides: readonly ElementSide[], decided: LangAlt | undefined): readonly View[] => {
  const views = sides.map((side) => ({
    side,
    base: side.base === undefined ? undefined : readLangAlt(side.base),
    texts: readLangAlt(side.value),
  }));
  const speaking = views.filter(({ base, texts }) => base !== undefined || Object.keys(texts).length > 0);
  const agree = speaking.every(({ texts }) => sameTexts(texts, speaking[0]!.texts));
  // Copies that agree among themselves are taken at their word.
  if (agree && speaking.length > 1) return views;
  const isSpokenFor = (view: View, lang: string): boolean =>
    views.some((other) => other.side.votes && movedIn(other, lang)) ||
    (decided !== undefined && !sameText(decided[lang], view.base?.[lang]));
  return views.map((view) => followDefault(view, isSpokenFor));
};

/** A language for people: nobody has heard of `x-default`. */
const languageWords = (lang: string): string =>
  lang === DEFAULT ? 'the text without a language' : `the text in “${lang}”`;

const toValue = (texts: Iterable<readonly [string, MaybeValue | undefined]>): MaybeValue => {
  const kept = [...texts].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return kept.length === 0 ? null : Object.fromEntries(kept.sort(([a], [b]) => byCodeUnit(a, b)));
};

/** One scalar per language. A conflict in one language holds the whole field: it is written nowhere. */
export const mergeLangAlt = (sides: readonly ElementSide[], hub: MaybeValue | undefined): Decision => {
  const decided = hub === undefined ? undefined : readLangAlt(hub);
  const views = viewsOf(sides, decided);
  const langs = new Set([
    ...Object.keys(decided ?? {}),
    ...views.flatMap(({ texts, base }) => [...Object.keys(texts), ...Object.keys(base ?? {})]),
  ]);
  const results = new Map<string, ElementDecision>();
  for (const lang of [...langs].sort(byCodeUnit)) {
    const elements = views.map(({ side, base, texts }) => ({
      ...side,
      value: texts[lang] ?? null,
      base: base && (base[lang] ?? null),
    }));
    const result = decideElement(textRule, elements, decided && (decided[lang] ?? null));
    if (result.conflict) return { kind: 'conflict', reason: result.reason, about: languageWords(lang) };
    results.set(lang, result);
  }
  const reason = strongest([...results.values()].map((result) => result.reason));
  const value = toValue([...results].map(([lang, result]) => [lang, result.conflict ? null : result.value]));
  if (hub === undefined && value === null) return { kind: 'nothing', reason };
  const target = ({ side, texts }: View): MaybeValue =>
    toValue(
      [...results].map(([lang, result]) => {
        if (result.conflict) return [lang, null];
        return [lang, result.keeps.has(side.file) ? (texts[lang] ?? null) : result.value];
      }),
    );
  return {
    kind: 'decided',
    hub: value,
    targets: new Map(views.map((view) => [view.side.file, target(view)])),
    reason,
  };
};
