import { colourOfWord, colours, type Vocabulary } from '../labels.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

const colourOfNumber = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : colours[number - 1];

/**
 * True where digiKam itself has been at the file: it writes a number for every picture. Its other tags are written
 * by others too (Immich, us).
 */
export const usesDigiKam = (view: TagView): boolean => view.has('XMP-digiKam:ColorLabel');

/** darktable numbers five colours of its own: red, yellow, green, blue, purple. */
const DARKTABLE = ['red', 'yellow', 'green', 'blue', 'purple'];

const darktableColour = (view: TagView): string | undefined => {
  const labels = view.texts('XMP-darktable:Colorlabels');
  return labels.length === 1 ? DARKTABLE[Number(labels[0])] : undefined;
};

/**
 * Colour labels: the canonical colour, else the word as stored. Urgency is one only beside digiKam's tags
 * (digiKam writes it; for everybody else it is the urgency of a news picture).
 */
export const readLabel = (view: TagView, custom?: Vocabulary): Candidate[] => {
  const word = (tag: string): string | undefined => {
    const text = view.text(tag);
    return text === undefined || /^none$/i.test(text) ? undefined : (colourOfWord(text, custom) ?? text);
  };
  const urgency = usesDigiKam(view) ? view.number('XMP-photoshop:Urgency') : undefined;
  return [
    ...candidate(view, 'XMP-digiKam:ColorLabel', colourOfNumber(view.number('XMP-digiKam:ColorLabel'))),
    ...candidate(view, 'XMP-xmp:Label', word('XMP-xmp:Label')),
    ...candidate(view, 'XMP-photoshop:LabelColor', word('XMP-photoshop:LabelColor')),
    ...candidate(view, 'XMP-darktable:Colorlabels', darktableColour(view)),
    ...candidate(view, 'XMP-photoshop:Urgency', colourOfNumber(urgency)),
  ];
};

const PICK: { readonly [code: string]: string } = { '1': 'picked', '-1': 'rejected' };
const DIGIKAM_PICK = [undefined, 'rejected', 'pending', 'picked'];

const truth = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(true|1|yes)$/i.test(text);

/** Pick flags; "no flag" is no opinion, because every program that knows flags writes it everywhere. */
export const readPick = (view: TagView): Candidate[] => {
  const good = truth(view.text('XMP-xmpDM:Good'));
  const pick = view.text('XMP-xmpDM:Pick');
  return [
    ...candidate(view, 'XMP-xmpDM:Pick', pick === undefined ? undefined : PICK[pick]),
    ...candidate(
      view,
      'XMP-xmpDM:Good',
      good === undefined || pick === '0' ? undefined : good ? 'picked' : 'rejected',
    ),
    ...candidate(view, 'XMP-digiKam:PickLabel', DIGIKAM_PICK[view.number('XMP-digiKam:PickLabel') ?? 0]),
    ...candidate(
      view,
      'XMP-photomech:Tagged',
      truth(view.text('XMP-photomech:Tagged')) ? 'picked' : undefined,
    ),
  ];
};

/** Marked is a tri-state: absent is "not known", False is "public domain". */
export const readCopyrightStatus = (view: TagView): Candidate[] => {
  const marked = truth(view.text('XMP-xmpRights:Marked'));
  const value = marked === undefined ? undefined : marked ? 'copyrighted' : 'publicDomain';
  return candidate(view, 'XMP-xmpRights:Marked', value);
};
