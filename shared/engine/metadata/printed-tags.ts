import { typeByName } from '../../core/formats.ts';
import type { IptcText } from '../../core/library.ts';
import type { RawStore, RawValue, StoreKind } from '../../core/raw-tags.ts';
import { exifText } from './exif-text.ts';
import { iptcTexts } from './iptc-text.ts';
import { nameFor } from './name-arg.ts';

/** One file's tags as ExifTool printed them: `Group1:Tag` → value, duplicates as `Group1:Copy1:Tag`. */
export type PrintedTags = ReadonlyMap<string, RawValue>;

function toRawValue(value: unknown): RawValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toRawValue);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toRawValue(member)]));
  }
  // JSONQ quotes every number and boolean; `null` cannot be printed.
  return String(value);
}

/** `Group1:CopyN:Tag`; ExifTool counts copies by tag name across all groups. */
const copy = /^([^:]+):Copy(\d+):(.+)$/;

/**
 * `Group1:Tag` is the value that ExifTool prefers within the group; further ones of the same group are kept as
 * `Group1:Copy1:Tag` and so on, numbered within the group, so that what other groups hold does not matter.
 */
function byGroup(row: { readonly [name: string]: unknown }): PrintedTags {
  const parts = Object.entries(row).map(([name, value]) => {
    const [, group, number, tag] = copy.exec(name) ?? [];
    return {
      tag: group === undefined ? name : `${group}:${tag}`,
      number: Number(number ?? 0),
      value: toRawValue(value),
    };
  });
  const tags = new Map<string, RawValue>();
  for (const { tag, value } of parts.toSorted((a, b) => a.number - b.number)) {
    let key = tag;
    for (let at = 1; tags.has(key); at += 1) key = tag.replace(':', `:Copy${at}:`);
    tags.set(key, typeof value === 'string' ? exifText(tag, value) : value);
  }
  return tags;
}

/** ExifTool prints names with `/` between folders on Windows too; elsewhere a backslash is a letter like any other. */
const nameKey = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path);

/** The output of one command over several files, by file. Throws when it is not JSON. */
export function parsePrinted(out: string): Map<string, PrintedTags> {
  const text = out.trim();
  const rows = text === '' ? [] : (JSON.parse(text) as { SourceFile: string }[]);
  const files = new Map<string, PrintedTags>();
  for (const { SourceFile, ...tags } of rows) {
    files.set(nameKey(SourceFile), byGroup(tags));
  }
  return files;
}

export const printedOf = (files: Map<string, PrintedTags>, path: string): PrintedTags | undefined =>
  files.get(nameKey(nameFor(path)));

/** A tag's value where it is one text. */
export function textOf(tags: PrintedTags, tag: string): string | undefined {
  const value = tags.get(tag);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The tags of a media file with its FileType told by the name, where ExifTool saw only the wrapping. */
export function withTypeByName(tags: PrintedTags | undefined, extension: string): PrintedTags | undefined {
  const type = tags && textOf(tags, 'File:FileType');
  const meant = type === undefined ? undefined : typeByName(type, extension);
  return tags === undefined || meant === undefined || meant === type
    ? tags
    : new Map([...tags, ['File:FileType', meant]]);
}

const isMessage = (tag: string, kind: 'Warning' | 'Error'): boolean =>
  tag.startsWith('ExifTool:') && tag.endsWith(`:${kind}`);

export const messagesOf = (tags: PrintedTags, kind: 'Warning' | 'Error'): string[] =>
  [...tags].filter(([tag]) => isMessage(tag, kind)).map(([, value]) => String(value));

/** Groups that say how the file lies on the disk, or how it was read; they are no part of what is in it. */
const outside = /^(System|ExifTool):/;
const facts = /^(File:ImageDataHash|Composite:ImageSize|Composite:SubSecDateTimeOriginal)$/;
/** `Group1:Tag`: neither a duplicate nor a maker note (those serve `MediaFacts` only). */
const kept =
  /^(XMP-[^:]+|IPTC\d*|IFD0|ExifIFD|GPS|Composite|Keys|ItemList|UserData|QuickTime|Track\d+|Photoshop|File|PNG(-[^:]+)?):[^:]+$/;

/** The tags as a store of RawTags; `texts`: how IPTC is encoded where the file does not say. */
export function toRawStore(store: StoreKind, tags: PrintedTags, texts?: IptcText): RawStore {
  const own = [...iptcTexts(tags, texts)].filter(
    ([tag]) => kept.test(tag) && !outside.test(tag) && !facts.test(tag),
  );
  return { store, tags: Object.fromEntries(own), warnings: messagesOf(tags, 'Warning') };
}
