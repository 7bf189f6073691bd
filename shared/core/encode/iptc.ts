import type { Change } from '../change.ts';
import { digestOf } from '../interpret/context.ts';
import { cleanText, repairMojibake } from '../interpret/text.ts';
import { viewOf } from '../interpret/view.ts';
import { interpret } from '../interpret.ts';
import type { RawStore, RawValue } from '../raw-tags.ts';
import type { FieldName } from '../registry.ts';
import { type Encoding, set, type TagWrite } from './target.ts';

const UTF8 = '\u001b%G';
const isAscii = (text: string): boolean => !/[^\u0000-\u007f]/.test(text);

const texts = (value: RawValue): string[] => (Array.isArray(value) ? value : [value]).map(String);

const isText = (tag: string): boolean => tag.startsWith('IPTC:') && tag !== 'IPTC:CodedCharacterSet';

/**
 * A block that is not UTF-8 made UTF-8, together with every text in it: the character set alone would turn
 * `Zürich` into `Z?rich` (fields.md §1.2). Only where a text of the block needs more than ASCII.
 */
const recode = (raw: RawStore, writes: readonly TagWrite[]): TagWrite[] => {
  const stored = raw.tags['IPTC:CodedCharacterSet'];
  const own = writes.filter(({ tag }) => isText(tag));
  const needed = own.some(({ values }) => !values.every((value) => isAscii(String(value))));
  if (stored === UTF8 || stored === 'UTF8' || !needed) return [];
  const written = new Set(own.map(({ tag }) => tag));
  const again = Object.entries(raw.tags)
    .filter(([tag, value]) => isText(tag) && !written.has(tag) && !texts(value).every(isAscii))
    .map(([tag, value]) => set(tag, ...texts(value).map((text) => cleanText(repairMojibake(text)))));
  return [set('IPTC:CodedCharacterSet', 'UTF8'), ...again];
};

const isCurrent = (raw: RawStore): boolean => digestOf(viewOf(raw)) === 'current';

/** True where, apart from the changed fields, XMP and IPTC of the store say the same already. */
const isSettled = (raw: RawStore, changes: readonly Change[]): boolean => {
  const changed = new Set<FieldName>(changes.map(({ field }) => field));
  const { disagreements } = interpret({ stores: [raw] });
  return Object.entries(disagreements).every(
    ([field, sides]) =>
      changed.has(field as FieldName) || !sides.some(({ source }) => source.tag.startsWith('IPTC:')),
  );
};

/**
 * What a write into a file with an IPTC block needs besides: one character set, and a digest that says that XMP
 * and IPTC belong together. A digest that was current is always renewed: left behind, it would read as an edit of
 * the IPTC and let it win over the XMP of untouched fields. One that was not current (or missing) is renewed only
 * where no untouched field differs: a new one would decide that difference by the way.
 */
export const iptcCare = (
  encoding: Encoding,
  changes: readonly Change[],
  writes: readonly TagWrite[],
): TagWrite[] => {
  const { raw } = encoding.target;
  if (!encoding.iptc || raw === undefined || writes.length === 0) return [];
  const renew = isCurrent(raw) || isSettled(raw, changes);
  const digest = renew ? [set('Photoshop:IPTCDigest', 'new')] : [];
  return [...recode(raw, writes), ...digest];
};
