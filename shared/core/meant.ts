import { isFlat, leafOf, normalPath } from './equal/keywords.ts';
import { readLangAlt } from './equal/lang-alt.ts';
import { normalText } from './equal/text.ts';
import { normalValue, sameValue, textsOf } from './equal.ts';
import type { FieldDef } from './field.ts';
import { ruleOf } from './merge/rule.ts';
import type { LangAlt, MaybeValue } from './value.ts';

/** True when `cut` is what a format may have made of `whole`: cut short, or a path flattened to (part of) its leaf. */
const isCutOf = (cut: string, whole: string): boolean =>
  whole.startsWith(cut) || (isFlat(cut) && leafOf(whole).startsWith(cut));

/**
 * The elements of a set or of keywords as meant: an element that our write left behind stands for what it was cut
 * from, one that is gone was taken away by somebody, and what the format could not hold at all is still meant.
 */
const meantElements = (
  current: readonly string[],
  meant: readonly string[],
  readBack: readonly string[],
): string[] => {
  const cutOf = (element: string): string | undefined =>
    readBack.filter((cut) => isCutOf(cut, element)).sort((a, b) => b.length - a.length)[0];
  const stays = (element: string): boolean => {
    const trace = readBack.includes(element) ? element : cutOf(element);
    return trace === undefined || current.includes(trace) || current.includes(element);
  };
  return [
    ...meant.filter(stays),
    ...current.filter((element) => !readBack.includes(element) && !meant.includes(element)),
  ];
};

const meantTexts = (current: LangAlt, meant: LangAlt, readBack: LangAlt): LangAlt => {
  const same = (a: string | undefined, b: string | undefined) => normalText(a ?? '') === normalText(b ?? '');
  const langs = new Set([current, meant, readBack].flatMap((texts) => Object.keys(texts)));
  const texts = [...langs].map((lang) => [
    lang,
    same(current[lang], readBack[lang]) ? meant[lang] : current[lang],
  ]);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
};

const meantItems = (
  current: readonly string[],
  meant: readonly string[],
  readBack: readonly string[],
): string[] =>
  current.map((item) => {
    const at = readBack.length === meant.length ? readBack.indexOf(item) : -1;
    return at < 0 ? item : meant[at]!;
  });

const orNull = (list: readonly string[]): MaybeValue => (list.length === 0 ? null : list);

/**
 * A file's value as meant. While the file still holds what our last write read back, it counts as what that write
 * meant; a person's edit on top of it is taken element by element where the field has elements, so that a format
 * that truncates feeds nothing cut short into the merge (design.md, "Meant, read back").
 */
export const asMeant = (
  field: FieldDef,
  current: MaybeValue,
  meant: MaybeValue,
  readBack: MaybeValue,
): MaybeValue => {
  const { refines } = ruleOf(field);
  const apart = refines(current, readBack) || refines(readBack, current);
  if (sameValue(field, current, readBack) && !apart) return meant;
  const list = (value: MaybeValue, identity: (text: string) => string) =>
    textsOf(value)
      .map(identity)
      .filter((text) => text !== '');
  if (field.kind === 'keywords') {
    return orNull(
      meantElements(list(current, normalPath), list(meant, normalPath), list(readBack, normalPath)),
    );
  }
  if (field.kind === 'set') {
    return orNull(
      meantElements(list(current, normalText), list(meant, normalText), list(readBack, normalText)),
    );
  }
  if (field.kind === 'list') return orNull(meantItems(textsOf(current), textsOf(meant), textsOf(readBack)));
  if (field.kind === 'langAlt') {
    const texts = meantTexts(readLangAlt(current), readLangAlt(meant), readLangAlt(readBack));
    return normalValue(field, texts) === null ? null : texts;
  }
  return current;
};
