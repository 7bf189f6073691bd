import { formats, type KnownFormat } from './table.ts';

const byExtension: ReadonlyMap<string, KnownFormat> = new Map(
  [...formats]
    .reverse()
    .flatMap((format) => format.extensions.map((extension) => [extension, format] as const)),
);
const byType: ReadonlyMap<string, KnownFormat> = new Map(
  formats.flatMap((format) => format.fileTypes.map((type) => [type.toUpperCase(), format] as const)),
);

/** Extension of a file name in lower case without the dot; empty when there is none. */
export const extensionOf = (fileName: string): string => {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
};

/** The format that an extension (with or without the dot, any case) promises. */
export const formatOfExtension = (extension: string): KnownFormat | undefined =>
  byExtension.get(extension.replace(/^\./, '').toLowerCase());

/** The format of an ExifTool `FileType` (by content). */
export const formatOfType = (fileType: string): KnownFormat | undefined => byType.get(fileType.toUpperCase());

/** Whether a file name is that of a media file (not a sidecar). */
export const isMediaName = (fileName: string): boolean => byExtension.has(extensionOf(fileName));
