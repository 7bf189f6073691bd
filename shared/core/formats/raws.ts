import type { Format, TagGroup } from './table.ts';

/** A camera RAW that ExifTool can write, and that Tagbridge leaves alone unless the library says `embedded`. */
const raw = (
  name: string,
  maker: string,
  extensions: readonly string[] = [name.toLowerCase()],
  embeds: readonly TagGroup[] = ['exif', 'iptc', 'xmp'],
): Format => ({
  name,
  fileTypes: [name],
  extensions,
  mime: `image/x-${maker}-${name.toLowerCase()}`,
  kind: 'raw',
  embeds,
  hashable: true,
  auto: 'sidecar',
});

/** A camera RAW that ExifTool only reads. */
const readOnlyRaw = (name: string, maker: string): Format => ({
  ...raw(name, maker, [name.toLowerCase()], []),
  reason: `${name} files cannot be written safely, so a sidecar is written.`,
});

/** An open RAW format: written inside, as Lightroom does, unless there is a sidecar (design.md). */
const openRaw = (name: string, mime: string): Format => ({
  ...raw(name, 'adobe'),
  mime,
  auto: 'embeddedUnlessSidecar',
});

/** Camera RAW. */
export const rawRows: readonly Format[] = [
  openRaw('DNG', 'image/x-adobe-dng'),
  openRaw('GPR', 'image/x-gopro-gpr'),
  raw('CR2', 'canon'),
  raw('CR3', 'canon', ['cr3'], ['exif', 'xmp']),
  raw('CRW', 'canon', ['crw'], ['xmp']),
  raw('NEF', 'nikon'),
  raw('NRW', 'nikon'),
  raw('ARW', 'sony'),
  raw('ARQ', 'sony'),
  raw('SR2', 'sony'),
  raw('ORF', 'olympus', ['orf', 'ori']),
  raw('RW2', 'panasonic'),
  { ...raw('RWL', 'leica'), fileTypes: ['RWL'] },
  raw('PEF', 'pentax'),
  raw('SRW', 'samsung'),
  raw('RAF', 'fujifilm'),
  raw('MRW', 'minolta'),
  raw('X3F', 'sigma'),
  raw('IIQ', 'phaseone'),
  raw('FFF', 'hasselblad'),
  raw('MEF', 'mamiya'),
  raw('MOS', 'leaf'),
  raw('ERF', 'epson'),
  { ...raw('RAW', 'raw'), mime: 'image/x-raw' },
  readOnlyRaw('3FR', 'hasselblad'),
  readOnlyRaw('DCR', 'kodak'),
  readOnlyRaw('KDC', 'kodak'),
  readOnlyRaw('K25', 'kodak'),
  readOnlyRaw('SRF', 'sony'),
];
