import { memo } from '../memo.ts';
import { type FieldName, fieldDef } from '../registry.ts';
import type { FileView } from './context.ts';
import { readCreators } from './creators.ts';
import { readDescription, readLangTexts } from './describe.ts';
import { readCopyrightStatus, readLabel, readPick } from './flags.ts';
import { readPosition } from './gps.ts';
import {
  isPlaceName,
  type PlaceName,
  readContact,
  readGenre,
  readLocationCreated,
  readLocationShown,
  readPlace,
} from './places.ts';
import { readRating } from './rating.ts';
import { readRegions } from './regions.ts';
import { readCaptureTime } from './time.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

type Reader = (view: TagView, file: FileView) => Candidate[];

const special: { readonly [F in FieldName]?: Reader } = {
  rating: readRating,
  label: (view, file) => readLabel(view, file.labels),
  pick: readPick,
  description: (view) => readDescription(view, fieldDef('description').read),
  creators: readCreators,
  copyrightStatus: readCopyrightStatus,
  captureTime: readCaptureTime,
  gps: readPosition,
  contact: readContact,
  genre: readGenre,
  locationCreated: readLocationCreated,
  locationShown: (view) =>
    readLocationShown(view, (name) => {
      const flat = readPlace(view, name, fieldDef(name).read)[0];
      return typeof flat?.value === 'string' ? flat.value : undefined;
    }),
  regions: readRegions,
};

const placeReader =
  (field: PlaceName): Reader =>
  (view) =>
    readPlace(view, field, fieldDef(field).read);

const byKind = (view: TagView, field: FieldName): Candidate[] => {
  const { kind, read } = fieldDef(field);
  if (kind === 'langAlt') return readLangTexts(view, read);
  if (kind === 'set' || kind === 'list') {
    return read.flatMap((tag) => {
      const texts = view.texts(tag);
      return candidate(
        view,
        tag,
        texts.length === 0 ? undefined : kind === 'set' ? [...new Set(texts)] : texts,
      );
    });
  }
  return read.flatMap((tag) => candidate(view, tag, view.text(tag)));
};

/** Without what no write can reach, where something else speaks: else an edit would be overruled by what it left. */
export const withoutFixed = <T extends Pick<Candidate, 'source'>>(
  all: readonly T[],
  file: FileView,
): readonly T[] => {
  const open = all.filter(({ source }) => !file.kind.isFixed(source));
  return open.length === 0 ? all : open;
};

const read = (field: FieldName, view: TagView, file: FileView): readonly Candidate[] => {
  const reader = special[field] ?? (isPlaceName(field) ? placeReader(field) : undefined);
  return withoutFixed(reader ? reader(view, file) : byKind(view, field), file);
};

/** What a store said of its fields, in files of one kind; creators are also read by what other stores list. */
interface Said {
  readonly kind: FileView['kind'];
  readonly labels: FileView['labels'];
  readonly fields: Map<FieldName, readonly Candidate[]>;
}
const saidBy = memo((_view: TagView): { last?: Said } => ({}));

/** What each tag of one store says of a field, in read order. Keywords have a reader of their own. */
export const candidatesOf = (field: FieldName, view: TagView, file: FileView): readonly Candidate[] => {
  if (field === 'creators') return read(field, view, file);
  const known = saidBy(view);
  const { kind, labels } = file;
  if (known.last?.kind !== kind || known.last.labels !== labels)
    known.last = { kind, labels, fields: new Map() };
  const { fields } = known.last;
  const found = fields.get(field) ?? read(field, view, file);
  fields.set(field, found);
  return found;
};
