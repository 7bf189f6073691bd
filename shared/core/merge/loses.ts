import { ancestorsOf, leafOf } from '../equal/keywords.ts';
import { readLangAlt } from '../equal/lang-alt.ts';
import { sameRegion } from '../equal/regions.ts';
import { normalText } from '../equal/text.ts';
import { isEmpty, normalValue, sameValue, structsOf, textsOf } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';
import { ruleOf } from './rule.ts';

const keywordsStay = (before: readonly string[], after: readonly string[]): boolean => {
  // A flat keyword that found its path is still there, and so is a path that a longer one implies.
  const held = new Set(after.flatMap((path) => [path, leafOf(path), ...ancestorsOf(path)]));
  return before.every((path) => held.has(path));
};

const textsStay = (before: MaybeValue, after: MaybeValue): boolean => {
  const kept = readLangAlt(after);
  return Object.entries(readLangAlt(before)).every(
    ([lang, text]) => normalText(kept[lang] ?? '') === normalText(text),
  );
};

/** True when something that `before` says is not in `after`: a value overwritten or cleared, an element removed. */
export const loses = (field: FieldDef, before: MaybeValue, after: MaybeValue): boolean => {
  if (isEmpty(field, before)) return false;
  if (sameValue(field, before, after)) return ruleOf(field).refines(before, after);
  const [had, has] = [normalValue(field, before), normalValue(field, after)];
  if (field.kind === 'keywords') return !keywordsStay(textsOf(had), textsOf(has));
  if (field.kind === 'set') return !textsOf(had).every((text) => textsOf(has).includes(text));
  if (field.kind === 'langAlt') return !textsStay(before, after);
  if (field.name === 'regions') {
    return !structsOf(had).every((region) => structsOf(has).some((other) => sameRegion(region, other)));
  }
  return true;
};
