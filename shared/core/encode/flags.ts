import { usesDigiKam } from '../interpret/flags.ts';
import { percentOfStars } from '../interpret/rating.ts';
import { colours, isColour, wordForColour } from '../labels.ts';
import { fieldDef } from '../registry.ts';
import type { MaybeValue } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';
import { clearField } from './texts.ts';

const ifThere = (encoding: Encoding, tag: string, value: string): TagWrite[] =>
  encoding.has(tag) ? [set(tag, value)] : [];

/** Stars. EXIF and the percent scales cannot say "rejected": there they go, only XMP says −1 (fields.md §3). */
export const encodeRating = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const stars = Math.max(-1, Math.min(5, Math.floor(Number(after ?? 0))));
  if (!Number.isFinite(stars) || stars === 0) return clearField(encoding, fieldDef('rating'));
  const others = ['IFD0:RatingPercent', 'XMP-microsoft:RatingPercent', 'XMP-acdsee:Rating'];
  if (stars < 0) {
    return [set('XMP-xmp:Rating', '-1'), ...remove(encoding, 'IFD0:Rating', ...others)];
  }
  const windows = encoding.exif && (encoding.has('IFD0:Rating') || encoding.target.windows === true);
  const percent = String(percentOfStars[stars]);
  return [
    set('XMP-xmp:Rating', String(stars)),
    ...(windows ? [set('IFD0:Rating', String(stars))] : []),
    ...ifThere(encoding, 'IFD0:RatingPercent', percent),
    ...ifThere(encoding, 'XMP-microsoft:RatingPercent', percent),
    ...ifThere(encoding, 'XMP-acdsee:Rating', String(stars)),
  ];
};

/** Colours that digiKam finds by its number only, not by their word in `xmp:Label` (seen in digiKam 7.9). */
const byNumberOnly: ReadonlySet<MaybeValue> = new Set(['orange', 'gray', 'black', 'white']);

/**
 * A colour in the words that the file already uses, or a word of the user's own. digiKam's number follows where
 * digiKam has been at the file; its Urgency too, which for others is no colour. The number is new in a file (a sidecar
 * with it would count as digiKam's own, a picture with an urgency as marked by it) where digiKam sees no other.
 */
export const encodeLabel = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const there = usesDigiKam(encoding.view);
  const urgency = there && encoding.has('XMP-photoshop:Urgency');
  const mayBeNew = encoding.target.store === 'embedded' && !encoding.has('XMP-photoshop:Urgency');
  const digiKam = there || (mayBeNew && byNumberOnly.has(after));
  const number = isColour(after) ? colours.indexOf(after) + 1 : 0;
  const rest = [
    ...(digiKam ? [set('XMP-digiKam:ColorLabel', String(number))] : []),
    ...(urgency
      ? number === 0
        ? remove(encoding, 'XMP-photoshop:Urgency')
        : [set('XMP-photoshop:Urgency', String(number))]
      : []),
    ...remove(encoding, 'XMP-photoshop:LabelColor'),
  ];
  if (after === null || after === '') return [...remove(encoding, 'XMP-xmp:Label'), ...rest];
  const present = encoding.view.text('XMP-xmp:Label');
  const word = isColour(after) ? wordForColour(after, present, encoding.target.labels) : String(after);
  return [set('XMP-xmp:Label', word), ...rest];
};

const PICK: { readonly [value: string]: readonly [pick: string, good: string | undefined, digiKam: string] } =
  {
    picked: ['1', 'True', '3'],
    rejected: ['-1', 'False', '1'],
    pending: ['0', undefined, '2'],
  };

/** Pick flags. Adobe's tags know no "pending"; digiKam reads its own tag alone (seen in 7.9). */
export const encodePick = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const codes = PICK[String(after)];
  if (codes === undefined) {
    return [
      ...remove(encoding, 'XMP-xmpDM:Pick', 'XMP-xmpDM:Good'),
      ...ifThere(encoding, 'XMP-digiKam:PickLabel', '0'),
      ...ifThere(encoding, 'XMP-photomech:Tagged', 'False'),
    ];
  }
  const [pick, good, digiKam] = codes;
  return [
    set('XMP-xmpDM:Pick', pick),
    ...(good === undefined ? remove(encoding, 'XMP-xmpDM:Good') : [set('XMP-xmpDM:Good', good)]),
    set('XMP-digiKam:PickLabel', digiKam),
    ...ifThere(encoding, 'XMP-photomech:Tagged', after === 'picked' ? 'True' : 'False'),
  ];
};

export const encodeCopyrightStatus = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  if (after === 'copyrighted') return [set('XMP-xmpRights:Marked', 'True')];
  if (after === 'publicDomain') return [set('XMP-xmpRights:Marked', 'False')];
  return remove(encoding, 'XMP-xmpRights:Marked');
};
