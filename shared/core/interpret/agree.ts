import { countryAlpha3 } from '../countries.ts';
import { DEFAULT } from '../equal/lang-alt.ts';
import { sameValue } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import { isColour } from '../labels.ts';
import type { FieldName } from '../registry.ts';
import type { LangAlt, Value } from '../value.ts';
import { joinCreators } from './creators.ts';
import { truncateUtf8, utf8Length } from './text.ts';
import type { Candidate } from './view.ts';

type Row = FieldDef & { readonly name: FieldName };

const isIptc = (tag: string): boolean => tag.startsWith('IPTC:');
const isXmp = (tag: string): boolean => tag.startsWith('XMP-');

/** A text that its store could not hold whole: cut at the limit, or with `?` for what the character set lacks. */
export const isLossyCopy = (kept: string, whole: string, limit: number | undefined): boolean => {
  const text = kept.replace(/\ufffd+$/, '');
  if (limit !== undefined && whole.startsWith(text) && utf8Length(whole) > limit) {
    return utf8Length(text) > limit - 4 || text === truncateUtf8(whole, limit).trimEnd();
  }
  return isQuestioned(kept, whole);
};

/** `Z?rich` for `Zürich`: written by a program that knew only ASCII. */
const isQuestioned = (kept: string, whole: string): boolean => {
  const [left, right] = [Array.from(kept), Array.from(whole)];
  if (left.length !== right.length || kept === whole) return false;
  return left.every((char, at) => char === right[at] || (char === '?' && right[at]! > '\u007f'));
};

const defaultText = (value: Value): string => {
  if (typeof value === 'string') return value;
  const texts = value as LangAlt;
  return texts[DEFAULT] ?? Object.values(texts)[0] ?? '';
};

const sameText = (kept: string, whole: string, limit: number | undefined): boolean =>
  sameValue({ name: 'headline', kind: 'text' }, kept, whole) || isLossyCopy(kept, whole, limit);

const firstLine = (text: string): string => text.split('\n')[0]!.trim();

const sameNames = (kept: readonly string[], whole: readonly string[], limit: number | undefined): boolean =>
  (kept.length === whole.length && kept.every((name, at) => sameText(name, whole[at]!, limit))) ||
  joinCreators(kept).replace(/\s*[;,]\s*/g, ';') === joinCreators(whole).replace(/\s*[;,]\s*/g, ';');

/** Names of the faces: all that Microsoft's regions can say. */
const names = (value: Value): string =>
  (value as readonly { name?: string; type?: string }[])
    .filter((region) => (region.type ?? 'Face') === 'Face')
    .map((region) => region.name ?? '')
    .filter((name) => name !== '')
    .map((name) => name.normalize('NFC').toLowerCase())
    .sort()
    .join('\n');

/** Longer and shorter forms of one time inside a file: `2024:05:01` beside `2024:05:01 10:20:30`. */
const samePartOfTime = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

const agreesByName = (field: FieldName, side: Candidate, chosen: Value): boolean | undefined => {
  const { value, source } = side;
  if (field === 'countryCode') return countryAlpha3(String(value)) === countryAlpha3(String(chosen));
  if (field === 'label') return !isColour(value) && isColour(chosen) ? true : value === chosen;
  // No stars are no opinion: cameras and programs write 0 everywhere.
  if (field === 'rating') return value === chosen || value === 0;
  if (field === 'captureTime') return samePartOfTime(String(value), String(chosen)) || undefined;
  if (field === 'copyright' && source.tag === 'IFD0:Copyright') {
    return firstLine(defaultText(value)) === firstLine(defaultText(chosen)) || undefined;
  }
  if (field === 'regions' && source.tag.startsWith('XMP-MP:')) return names(value) === names(chosen);
  return undefined;
};

/** XMP beside the tag of the standard (`tiff:ImageDescription`), where programs repeat the default text alone. */
const isBareMirror = (def: Row, { source, value }: Candidate): boolean =>
  !def.write.includes(source.tag) && Object.keys(value as LangAlt).join() === DEFAULT;

/**
 * True where a store says the same as the chosen value, as far as the store can say it: shorter where its limit
 * cut, without other languages, without stars below zero. Such differences are no disagreement.
 */
export const agrees = (def: Row, side: Candidate, chosen: Value): boolean => {
  if (sameValue(def, side.value, chosen)) return true;
  const named = agreesByName(def.name, side, chosen);
  if (named !== undefined) return named;
  const limit = isIptc(side.source.tag) ? def.iimBytes : undefined;
  if (def.kind === 'langAlt' && (!isXmp(side.source.tag) || isBareMirror(def, side))) {
    return sameText(defaultText(side.value), defaultText(chosen), limit);
  }
  if (def.kind === 'text') return sameText(String(side.value), String(chosen), limit);
  if (def.name === 'creators') return sameNames(side.value as string[], chosen as string[], limit);
  return false;
};
