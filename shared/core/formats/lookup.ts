import { type Format, formats, type KnownFormat, type TagGroup } from './table.ts';

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

/** Whether a file of this format may have this extension (lower case, without the dot). */
export const fitsName = ({ name, alsoNamed = [] }: KnownFormat, extension: string): boolean => {
  const promised = byExtension.get(extension);
  return promised === undefined || promised.name === name || alsoNamed.includes(extension);
};

/** The FileType of a file, where ExifTool saw only the wrapping (`ZIP`) and the extension says what is in it. */
export const typeByName = (fileType: string, extension: string): string => {
  const promised = byExtension.get(extension);
  if (promised?.wrappings?.includes(fileType) !== true) return fileType;
  return promised.fileTypes.find((type) => type.toLowerCase() === extension) ?? promised.fileTypes[0]!;
};

/** Whether tags of a group can be written into files of this format (some only where there are any). */
export const canHold = ({ embeds, follows = [] }: Format, group: TagGroup): boolean =>
  embeds.includes(group) || follows.includes(group);
