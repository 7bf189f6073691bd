import { DEFAULT, readLangAlt } from '../equal/lang-alt.ts';
import { byCodeUnit, normalText } from '../equal/text.ts';
import type { LangAlt, MaybeValue } from '../value.ts';
import { decideElement, type ElementDecision } from './element.ts';
import { textRule } from './rule.ts';
import { strongest } from './strongest.ts';
import type { Decision, ElementSide } from './types.ts';

const sameText = (a: string | undefined, b: string | undefined): boolean =>
  normalText(a ?? '') === normalText(b ?? '');

/**
 * A copy's texts, the default and the language it equalled in the base kept together: where only one of the two
 * was given a new text, the other follows (reliability.md §6.4). A text that was taken away is followed by none.
 */
export const followDefault = (texts: LangAlt, base: LangAlt): LangAlt => {
  const twins = Object.keys(base).filter((lang) => lang !== DEFAULT && sameText(base[lang], base[DEFAULT]));
  const [twin] = twins;
  if (twin === undefined || twins.length > 1) return texts;
  const moved = (lang: string) => !sameText(texts[lang], base[lang]);
  if (moved(DEFAULT) === moved(twin)) return texts;
  const [from, to] = moved(DEFAULT) ? [DEFAULT, twin] : [twin, DEFAULT];
  const text = texts[from];
  return text === undefined ? texts : { ...texts, [to]: text };
};

const toValue = (texts: Iterable<readonly [string, MaybeValue | undefined]>): MaybeValue => {
  const kept = [...texts].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return kept.length === 0 ? null : Object.fromEntries(kept.sort(([a], [b]) => byCodeUnit(a, b)));
};

/** One scalar per language. A conflict in one language holds the whole field: it is written nowhere. */
export const mergeLangAlt = (sides: readonly ElementSide[], hub: MaybeValue | undefined): Decision => {
  const views = sides.map((side) => {
    const base = side.base === undefined ? undefined : readLangAlt(side.base);
    const own = readLangAlt(side.value);
    return { side, base, texts: base === undefined ? own : followDefault(own, base) };
  });
  const decided = hub === undefined ? undefined : readLangAlt(hub);
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
    if (result.conflict) return { kind: 'conflict', reason: result.reason, about: lang };
    results.set(lang, result);
  }
  const reason = strongest([...results.values()].map((result) => result.reason));
  const value = toValue([...results].map(([lang, result]) => [lang, result.conflict ? null : result.value]));
  if (hub === undefined && value === null) return { kind: 'nothing', reason };
  const target = ({ side, texts }: (typeof views)[number]): MaybeValue =>
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
