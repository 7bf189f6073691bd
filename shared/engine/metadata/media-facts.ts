import type { MediaFacts } from '../types.ts';
import { type PrintedTags, textOf } from './printed-tags.ts';
import { hashAlgorithm } from './read-args.ts';

/** MD5 of no bytes: what a hash of nothing looks like. */
const hashOfNothing = 'd41d8cd98f00b204e9800998ecf8427e';

/** The value of `name` in whichever group has it; maker notes are grouped by camera maker. */
function anywhere(tags: PrintedTags, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = [...tags].find(
      ([tag, value]) => tag.endsWith(`:${name}`) && !tag.startsWith('XMP-') && value !== '',
    );
    if (found !== undefined && typeof found[1] === 'string') return found[1];
  }
  return undefined;
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

/** Stored size: the first directory may describe a thumbnail (RAW), which `Composite:ImageSize` knows. */
function sizeOf(tags: PrintedTags): { width?: number; height?: number } {
  const [w, h] = (textOf(tags, 'Composite:ImageSize') ?? '').split(/[ x]/);
  const width = positive(w) ?? positive(textOf(tags, 'File:ImageWidth'));
  const height = positive(h) ?? positive(textOf(tags, 'File:ImageHeight'));
  return width === undefined || height === undefined ? {} : { width, height };
}

function orientationOf(tags: PrintedTags): number | undefined {
  const value = Number(textOf(tags, 'IFD0:Orientation'));
  return Number.isInteger(value) && value >= 1 && value <= 8 ? value : undefined;
}

const isReal = (text: string | undefined): text is string => text !== undefined && /[1-9a-z]/i.test(text);

const serialOf = (tags: PrintedTags): string | undefined =>
  anywhere(tags, 'SerialNumber', 'InternalSerialNumber')?.trim();

function cameraOf(tags: PrintedTags): MediaFacts['camera'] {
  const model = (textOf(tags, 'IFD0:Model') ?? textOf(tags, 'XMP-tiff:Model'))?.trim();
  // The body's own number, which conversions and exports carry on; maker notes have numbers of their own making.
  const serial = (textOf(tags, 'ExifIFD:SerialNumber') ?? textOf(tags, 'XMP-aux:SerialNumber'))?.trim();
  if (!isReal(model) && !isReal(serial)) return undefined;
  return { ...(isReal(model) ? { model } : {}), ...(isReal(serial) ? { serial } : {}) };
}

/** The document a file was made from, where a program tells it by id. */
function derivedFromOf(tags: PrintedTags): string | undefined {
  const from = tags.get('XMP-xmpMM:DerivedFrom');
  if (typeof from !== 'object' || Array.isArray(from)) return undefined;
  const { OriginalDocumentID: original, DocumentID: own } = from as Readonly<Record<string, unknown>>;
  return [original, own].find((id): id is string => typeof id === 'string' && id !== '');
}

/** Serial, capture time with sub-seconds and picture number; only when the file has all three. */
function shotOf(tags: PrintedTags): MediaFacts['shot'] {
  const serial = serialOf(tags);
  const captured = textOf(tags, 'Composite:SubSecDateTimeOriginal');
  const number = anywhere(tags, 'ShutterCount', 'ImageNumber', 'FileNumber')?.trim();
  if (!isReal(serial) || !isReal(number) || captured === undefined || !captured.includes('.'))
    return undefined;
  return { serial, captured, number };
}

function hashOf(tags: PrintedTags): MediaFacts['imageHash'] {
  const value = textOf(tags, 'File:ImageDataHash') ?? textOf(tags, 'Composite:ImageDataHash');
  if (value === undefined || value === hashOfNothing) return undefined;
  return { algorithm: hashAlgorithm, value };
}

/** Facts of a media file from its tags. Absent members are not known, never guessed. */
export function mediaFacts(tags: PrintedTags): MediaFacts {
  const orientation = orientationOf(tags);
  const imageHash = hashOf(tags);
  const shot = shotOf(tags);
  const documentId = textOf(tags, 'XMP-xmpMM:OriginalDocumentID') ?? textOf(tags, 'XMP-xmpMM:DocumentID');
  const [camera, derivedFrom] = [cameraOf(tags), derivedFromOf(tags)];
  const durationSeconds = positive(textOf(tags, 'QuickTime:Duration'));
  return {
    format: textOf(tags, 'File:FileType') ?? '',
    mime: textOf(tags, 'File:MIMEType') ?? 'application/octet-stream',
    ...sizeOf(tags),
    ...(orientation === undefined ? {} : { orientation }),
    ...(imageHash === undefined ? {} : { imageHash }),
    ...(shot === undefined ? {} : { shot }),
    ...(documentId === undefined ? {} : { documentId }),
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
    ...(camera === undefined ? {} : { camera }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
  };
}
