import type { LibraryView } from '../../../shared/api/views.ts';
import type { IptcText, SidecarNaming, WritePolicy } from '../../../shared/core/library.ts';
import type { ProblemCode } from '../../../shared/core/problem.ts';
import type { Choice } from '../../ui/choice-list.tsx';

export const policies: readonly Choice<WritePolicy>[] = [
  {
    value: 'auto',
    label: 'In the file where that is safe, beside it for RAW',
    help: 'JPEG, TIFF, PNG, DNG and the like hold their metadata themselves; RAW files get an .xmp sidecar. Most programs work this way.',
  },
  {
    value: 'embedded',
    label: 'Always in the file',
    help: 'No sidecars are made. Files whose format cannot hold metadata are skipped, and it says so.',
  },
  {
    value: 'sidecar',
    label: 'Always in a sidecar',
    help: 'The media files are never written; every change goes to an .xmp beside them.',
  },
  {
    value: 'none',
    label: 'Nowhere: read only',
    help: 'Nothing is written under this folder. It is compared and can be pushed from, never to.',
  },
];

export const namings: readonly Choice<SidecarNaming>[] = [
  {
    value: 'adobe',
    label: 'IMG_1234.xmp for RAW',
    help: 'As Lightroom, Capture One and Photo Mechanic name them. Other formats get IMG_1234.jpg.xmp.',
  },
  { value: 'darktable', label: 'IMG_1234.cr3.xmp always', help: 'As darktable and digiKam name them.' },
];

export const iptcTexts: readonly Choice<IptcText>[] = [
  {
    value: 'latin',
    label: 'Windows and most programs',
    help: 'Windows-1252. Texts in UTF-8 are found out in any case.',
  },
  {
    value: 'macRoman',
    label: 'Old programs on Macs',
    help: 'MacRoman. Choose it where Zürich reads as ZŸrich.',
  },
];

/** A library's state in a few words. */
export function stateWords(library: LibraryView): string {
  if (library.state === 'offline') return 'offline';
  if (library.state === 'scanning') return 'scanning';
  return library.scannedAt === undefined ? 'not scanned yet' : 'online';
}

const watchWords: Record<NonNullable<LibraryView['watching']>, string> = {
  events: 'Watched: changes by other programs are seen within seconds',
  polling: 'Looked through at intervals: this drive does not report changes',
  no: 'Not watched: scan to see changes by other programs',
};

/** How changes by other programs are seen, and why not at once where that is so. */
export const watchingWords = ({ watching = 'no', watchReason }: LibraryView): string =>
  watching === 'polling' && watchReason
    ? `Looked through from time to time. ${watchReason}`
    : watchWords[watching];

const codes: Record<ProblemCode, string> = {
  unreadable: 'Cannot be read',
  corrupt: 'Damaged file',
  empty: 'Empty file',
  misnamed: 'Wrong file extension',
  tooLarge: 'Too large',
  timeout: 'Took too long to read',
  truncatedList: 'List cut short',
  readerFailed: 'Reader stopped',
  unsupported: 'Format cannot be written',
  readOnlyFile: 'File is read-only',
  readOnlyLibrary: 'Library is read-only',
  hardLinked: 'Hard link',
  symbolicLink: 'Symbolic link',
  outsideLibrary: 'Outside the library',
  placeholder: 'Only in the cloud',
  unstable: 'Still being written',
  badName: 'Name cannot be used',
  vanished: 'Gone',
  changedSince: 'Changed meanwhile',
  offline: 'Offline',
  noPermission: 'No permission',
  diskFull: 'Disk full',
  ioError: 'Disk error',
  verifyFailed: 'Did not read back as written',
  pictureChanged: 'Picture would have changed',
  writeFailed: 'Could not be written',
  ambiguousSidecar: 'Sidecar of several files',
  lateEdit: 'Edited while writing',
  locked: 'In use by another program',
  cancelled: 'Cancelled',
};

/** A problem's kind as a photographer would say it. */
export const codeWords = (code: string): string => (codes as Record<string, string>)[code] ?? code;
