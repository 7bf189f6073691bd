import type { Format, MediaKind } from './table.ts';

const sidecarOnly = (
  kind: MediaKind,
  name: string,
  fileTypes: readonly string[],
  extensions: readonly string[],
  mime: string,
): Format => ({
  name,
  fileTypes,
  extensions,
  mime,
  kind,
  embeds: [],
  hashable: false,
  auto: 'sidecar',
  reason: `${name} files cannot be written safely, so a sidecar is written.`,
});

/** The QuickTime family: XMP in a uuid box, hash over video and sound samples. */
const quickTime = (name: string, extensions: readonly string[], mime: string): Format => ({
  name,
  fileTypes: [name],
  extensions,
  mime,
  kind: 'video',
  embeds: ['xmp'],
  hashable: true,
  auto: 'embedded',
});

/** Video and sound. */
export const soundAndVideoRows: readonly Format[] = [
  quickTime('MP4', ['mp4'], 'video/mp4'),
  quickTime('MOV', ['mov', 'qt'], 'video/quicktime'),
  quickTime('M4V', ['m4v'], 'video/x-m4v'),
  quickTime('3GP', ['3gp'], 'video/3gpp'),
  quickTime('3G2', ['3g2'], 'video/3gpp2'),
  quickTime('INSV', ['insv'], 'video/mp4'),
  { ...quickTime('CRM', ['crm'], 'video/x-canon-crm'), embeds: ['exif', 'xmp'] },
  sidecarOnly('video', 'AVI', ['AVI'], ['avi'], 'video/x-msvideo'),
  sidecarOnly('video', 'Matroska', ['MKV', 'WEBM'], ['mkv', 'webm'], 'video/x-matroska'),
  sidecarOnly('video', 'Windows Media', ['WMV', 'ASF'], ['wmv', 'asf'], 'video/x-ms-wmv'),
  sidecarOnly('video', 'AVCHD', ['M2TS', 'M2T'], ['mts', 'm2ts', 'm2t'], 'video/m2ts'),
  sidecarOnly('video', 'MPEG', ['MPEG'], ['mpg', 'mpeg', 'vob'], 'video/mpeg'),
  sidecarOnly('video', 'MXF', ['MXF'], ['mxf'], 'application/mxf'),
  sidecarOnly('video', 'Flash video', ['FLV'], ['flv'], 'video/x-flv'),
  sidecarOnly('audio', 'WAV', ['WAV'], ['wav'], 'audio/x-wav'),
  sidecarOnly('audio', 'MP3', ['MP3'], ['mp3'], 'audio/mpeg'),
  sidecarOnly('audio', 'FLAC', ['FLAC'], ['flac'], 'audio/flac'),
  sidecarOnly('audio', 'Ogg', ['OGG', 'OPUS'], ['ogg', 'oga', 'opus'], 'audio/ogg'),
  sidecarOnly('audio', 'AIFF', ['AIFF', 'AIFC'], ['aif', 'aiff', 'aifc'], 'audio/x-aiff'),
  sidecarOnly('audio', 'MPEG-4 audio', ['M4A'], ['m4a'], 'audio/mp4'),
];
