import type { Format } from './table.ts';

/** Adobe documents: ExifTool writes XMP into them; no image hash, hence sidecars under `auto` (decision 12). */
const adobe = (
  name: string,
  fileTypes: readonly string[],
  extensions: readonly string[],
  mime: string,
): Format => ({
  name,
  fileTypes,
  extensions,
  mime,
  kind: 'document',
  embeds: ['xmp'],
  hashable: false,
  auto: 'sidecar',
});

/** Office files are ZIP archives, the old ones OLE; ExifTool needs an unpacker of the system's Perl to look inside. */
const office = (
  name: string,
  fileTypes: readonly string[],
  mime: string,
  wrappings: readonly string[] = ['ZIP', 'FPX'],
): Format => ({
  name,
  fileTypes,
  extensions: fileTypes.map((type) => type.toLowerCase()),
  wrappings,
  mime,
  kind: 'document',
  embeds: [],
  hashable: false,
  auto: 'sidecar',
  reason: `${name} files cannot be written safely, so a sidecar is written.`,
});

/** Documents that lie beside pictures. */
export const documentRows: readonly Format[] = [
  adobe('PDF', ['PDF'], ['pdf'], 'application/pdf'),
  adobe('Illustrator', ['AI'], ['ai', 'ait'], 'application/vnd.adobe.illustrator'),
  {
    ...adobe('EPS', ['EPS', 'EPSF', 'PS'], ['eps', 'epsf', 'ps'], 'application/postscript'),
    follows: ['exif', 'iptc'],
  },
  adobe('InDesign', ['INDD', 'INDT'], ['indd', 'indt'], 'application/x-indesign'),
  office('Word', ['DOCX', 'DOC'], 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  office('Excel', ['XLSX', 'XLS'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  office(
    'PowerPoint',
    ['PPTX', 'PPT'],
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ),
  office('OpenDocument', ['ODT', 'ODS', 'ODP', 'ODG'], 'application/vnd.oasis.opendocument.text', ['ZIP']),
];
