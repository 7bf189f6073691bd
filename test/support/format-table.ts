// docs/formats.md, made from the table of formats that the program itself uses.
import { type Format, formats } from '../../shared/core/formats.ts';

const groups = { exif: 'EXIF', iptc: 'IPTC', xmp: 'XMP' } as const;

const inside = (format: Format): string => format.embeds.map((group) => groups[group]).join(', ');

const read = (format: Format): string => {
  if (format.kind === 'video' && format.embeds.length > 0) return 'QuickTime, XMP';
  return format.embeds.length > 0 ? inside(format) : 'what ExifTool finds';
};

const sidecar = (format: Format): string =>
  format.kind === 'raw' ? '`IMG.xmp` (or `IMG.EXT.xmp`, by the library)' : '`IMG.EXT.xmp`';

const places = {
  embedded: (format: Format) => `in the file: ${inside(format)}`,
  sidecar: (format: Format) => `sidecar ${sidecar(format)}`,
  embeddedUnlessSidecar: (format: Format) =>
    `in the file (${inside(format)}); the sidecar ${sidecar(format)} where there is one`,
} as const;

const embedded = (format: Format): string => {
  if (format.embeds.length === 0) return 'no';
  return format.auto === 'sidecar' ? `on request: ${inside(format)}` : 'yes';
};

const same = (format: Format): string =>
  format.hashable
    ? format.kind === 'video'
      ? 'the same pictures and sound, whatever its texts'
      : 'the same picture data, whatever its texts'
    : 'the same bytes when first seen; remembered from then on';

const kinds: readonly (readonly [Format['kind'], string])[] = [
  ['image', 'Pictures'],
  ['raw', 'Camera RAW'],
  ['video', 'Films'],
  ['audio', 'Sound'],
  ['document', 'Documents'],
  ['other', 'Others'],
];

const row = (format: Format): string =>
  `| ${format.name} | ${[...format.extensions, ...(format.alsoNamed ?? [])].map((one) => `\`${one}\``).join(' ')} | ${read(format)} | ${places[format.auto](format)} | ${embedded(format)} | ${same(format)} |`;

const section = ([kind, title]: readonly [Format['kind'], string]): string => {
  const own = formats.filter((format) => format.kind === kind);
  if (own.length === 0) return '';
  return [
    `\n## ${title}\n`,
    '| Format | Names end in | Read | Written by default | Written inside | Recognised as the same by |',
    '|---|---|---|---|---|---|',
    ...own.map(row),
    '',
  ].join('\n');
};

/** The whole page. */
export const formatsPage = (): string =>
  `# Formats

This page is made from the program's own table (\`shared/core/formats\`); a test fails when it is out of date. To make
it anew, run \`TAGBRIDGE_WRITE_DOCS=1 npx vitest run test/core/formats-page.test.ts\`.

"Written by default" is what the write policy \`auto\` of a library does. With \`embedded\`, Tagbridge writes into the
file wherever "Written inside" does not say "no"; with \`sidecar\` it writes sidecars for every format; with \`none\` it
writes nothing. A sidecar that is already there is always read, and kept in step. Where the picture data can be told
apart from the texts, a write is proven to leave it as it was; files of other formats, and single files in which no
picture can be found, are written inside only on request.

- Mirrors in IPTC are written only where the file already has an IPTC block; those of Windows only where they are in use.
- EXIF and IPTC inside a PDF cannot be written: they are read where its XMP says nothing.
- A PDF is written by appending: older values stay in the file, as in every PDF that was edited.
- A film's own clock is read where nothing else says when it was taken, and never written.
- darktable's own list of colours (\`darktable:colorlabels\`) is read where nothing else names one, and cannot be written.
${kinds.map(section).join('')}`;
