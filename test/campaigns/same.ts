// A write changes what its plan names and nothing else: picture, maker notes, profiles, previews, every other tag.
// The comparison is ExifTool's own full dump, judged by a list written apart from the writer's.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Change } from '../../shared/core/change.ts';
import { formatOfExtension } from '../../shared/core/formats.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { type Bench, openBench, sha256 } from '../support/writing.ts';
import { someChanges } from './changes.ts';
import { random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';

/** The tags a field may be written to, by any of the standards: `Group1:Tag` without the number of a duplicate. */
const tagsOf: { readonly [F in FieldName]?: RegExp } = {
  title:
    /^(XMP-dc:Title|IPTC:ObjectName|IFD0:XPTitle|ItemList:Title|Keys:(DisplayName|Title)|PNG(-\w+)?:Title|UserData:Title)/,
  headline: /^(XMP-photoshop:Headline|IPTC:Headline)/,
  description:
    /^(XMP-dc:Description|XMP-tiff:ImageDescription|XMP-exif:UserComment|IPTC:Caption-Abstract|IFD0:(ImageDescription|XPComment)|ExifIFD:UserComment|ItemList:Description|Keys:Description|PNG(-\w+)?:(Description|Comment))/,
  rating:
    /^(XMP-xmp:Rating|XMP-microsoft:RatingPercent|IFD0:Rating(Percent)?|Keys:UserRating|ItemList:RatingPercent|Microsoft:SharedUserRating)/,
  keywords:
    /^(XMP-dc:Subject|XMP-lr:HierarchicalSubject|XMP-digiKam:TagsList|XMP-microsoft:LastKeywordXMP|XMP-mediapro:CatalogSets|XMP-acdsee:Categories|XMP-mwg-kw:|IPTC:Keywords|IFD0:XPKeywords|Keys:Keywords|ItemList:Keyword)/,
  creators:
    /^(XMP-dc:Creator|XMP-tiff:Artist|IPTC:By-line$|IFD0:(Artist|XPAuthor)|ItemList:Artist|Keys:(Artist|Author)|PNG(-\w+)?:Author)/,
  copyright:
    /^(XMP-dc:Rights|XMP-tiff:Copyright|IPTC:CopyrightNotice|IFD0:Copyright|ItemList:Copyright|Keys:Copyright|PNG(-\w+)?:Copyright)/,
  gps: /^(GPS:GPS(Latitude|Longitude|Altitude)(Ref)?|XMP-exif:GPS(Latitude|Longitude|Altitude)(Ref)?|Keys:GPSCoordinates|ItemList:GPSCoordinates|UserData:GPSCoordinates)/,
};
const names = Object.keys(tagsOf) as FieldName[];

/** Where things lie, how long they are, and what follows from other tags. A HEIF keeps its metadata in the media data. */
const layout =
  /^(SourceFile|System:|ExifTool:|Composite:|XMP-x:XMPToolkit|File:(FileSize|CurrentIPTCDigest|ExifByteOrder|FileType|FileTypeExtension)|Photoshop:IPTCDigest|RIFF:WebP_Flags)|(Offset|Start|Offsets|Starts|ByteCounts|MediaDataSize)$|^QuickTime:MediaData$/;
/** What comes with a block that was not there. */
const comesWithBlock =
  /^(IPTC:(CodedCharacterSet|ApplicationRecordVersion|EnvelopeRecordVersion)|GPS:GPSVersionID|IFD0:(XResolution|YResolution|ResolutionUnit|YCbCrPositioning|ExifOffset|GPSInfo|PhotoshopSettings|ApplicationNotes|IPTC-NAA)|ExifIFD:(ExifVersion|ComponentsConfiguration|FlashpixVersion|ColorSpace)|RIFF:Image(Width|Height)|File:(FileType|MIMEType))$/;

type Dump = ReadonlyMap<string, string>;

interface SameLab extends Lab {
  readonly bench: Bench;
  readonly originals: readonly string[];
  dump(path: string): Promise<Dump>;
}

const args = [
  '-m',
  '-json',
  '-G1:4',
  '-a',
  '-u',
  '-n',
  '-struct',
  '-all',
  '-api',
  'RequestTags=ImageDataHash',
  '-api',
  'ImageHashType=SHA256',
];

async function openSame(): Promise<SameLab> {
  const bench = openBench();
  const folder = join(bench.root, 'originals');
  const before = [
    ...['-IFD0:Make=Maker', '-IFD0:Model=Model', '-ExifIFD:FNumber=2.8', '-XMP-crs:Exposure2012=+0.5'],
    ...[
      '-XMP-dc:Source=kept',
      '-XMP-dc:Description-de=bleibt',
      '-XMP-xmpMM:DocumentID=x',
      '-XMP-iptcExt:Event=kept',
    ],
  ];
  const kinds = ['jpg', 'png', 'tif', 'webp', 'gif', 'avif', 'dng'] as const;
  for (const [at, kind] of kinds.entries()) {
    await makePicture(join(folder, `plain.${kind}`), at);
    await makePicture(join(folder, `rich.${kind}`), at + 50, before);
  }
  for (const kind of ['jpg', 'tif'])
    await makePicture(join(folder, `iptc.${kind}`), 99, [
      ...before,
      '-IPTC:Keywords=a',
      '-IPTC:Keywords=b',
      '-IPTC:City=kept',
      '-IFD0:XPTitle=x',
    ]);
  const thumb = join(folder, 'plain.jpg');
  await exiftool(
    '-q',
    `-ThumbnailImage<=${thumb}`,
    `-ICC_Profile<=${thumb}`,
    '-o',
    join(folder, 'thumb.jpg'),
    join(folder, 'iptc.jpg'),
  ).catch(() => {});
  const own = readdirSync(folder).map((name) => join(folder, name));
  return {
    bench,
    originals: [...own, ...(await others(bench))],
    async dump(path) {
      const [row] = JSON.parse((await bench.reader.exiftool.run([...args, path])).out) as Record<
        string,
        unknown
      >[];
      return renumbered(Object.entries(row!));
    },
    close: () => bench.close(),
  };
}

/** Photos held elsewhere, when a folder of them is named: those that can be read and that some write is allowed for. */
async function others(bench: Bench): Promise<string[]> {
  const folder = process.env['TAGBRIDGE_PHOTOS'];
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && formatOfExtension(extname(entry.name).slice(1)) !== undefined)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(bench.root));
}

/** ExifTool numbers duplicates across groups; what matters is the order within one. */
function renumbered(tags: readonly [string, unknown][]): Dump {
  const found = new Map<string, string>();
  const number = (tag: string): number => Number(/:Copy(\d+):/.exec(tag)?.[1] ?? 0);
  for (const [tag, value] of tags.toSorted(([a], [b]) => number(a) - number(b))) {
    const name = tag.replace(/:Copy\d+:/, ':');
    let key = name;
    for (let at = 1; found.has(key); at += 1) key = name.replace(':', `:Copy${at}:`);
    found.set(key, JSON.stringify(value));
  }
  return found;
}

const bare = (tag: string): string =>
  tag.replace(/:Copy\d+:/, ':').replace(/^(XMP-[^:]+:\w+)-(x|[a-z]{2,3})(-[A-Za-z0-9]+)*$/, '$1');

function unplanned(before: Dump, after: Dump, changes: readonly Change[]): string[] {
  // A position that is taken out takes all that tells of it along: time, direction, satellites.
  const noPlace = changes.some(({ field, after: value }) => field === 'gps' && value === null);
  const planned = (tag: string) =>
    changes.some(({ field }) => tagsOf[field]!.test(tag)) || (noPlace && /^(GPS:|XMP-exif:GPS)/.test(tag));
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((full) => {
    const tag = bare(full);
    if (before.get(full) === after.get(full) || layout.test(tag) || planned(tag)) return false;
    return !(
      comesWithBlock.test(tag) &&
      (!before.has(full) || !after.has(full) || /^(RIFF|File|IFD0):/.test(tag))
    );
  });
}

const hashOf = (dump: Dump): string | undefined =>
  dump.get('File:ImageDataHash') ?? dump.get('Composite:ImageDataHash');

export const same: Campaign<SameLab> = {
  name: 'same',
  holds: 'The image data and every tag that the plan does not name are equal before and after a write.',
  runs: { short: 12, long: 3_000 },
  open: openSame,
  async attempt(seed, { bench, originals, dump }, tell) {
    const chance = random(seed);
    const original = chance.pick(originals);
    const ending = extname(original);
    const path = `work/${seed}${ending}`;
    const full = join(bench.root, path);
    mkdirSync(join(bench.root, 'work'), { recursive: true });
    copyFileSync(original, full);
    chmodSync(full, 0o644);
    const changes = someChanges(names, chance, seed);
    const fields = changes.map(({ field }) => field).join(' ');
    const [before, hash] = [await dump(full), sha256(full)];
    const result = await bench.write(
      bench.file(path, { writes: chance.chance(0.2) ? 'embedded' : 'auto' }),
      changes,
    );
    tell(`${ending.slice(1).toLowerCase()} ${result.ok ? 'written' : result.problem.code}`);
    const wrong: string[] = [];
    const about = `${original.slice(-40)} ${fields}`;
    if (!result.ok && sha256(full) !== hash)
      wrong.push(`${about}: refused (${result.problem.code}) and changed`);
    // The file is there: refusing it as gone would let the campaign pass without a write.
    if (!result.ok && result.problem.code === 'vanished') wrong.push(`${about}: refused as vanished`);
    if (result.ok) {
      const after = await dump(full);
      if (hashOf(before) !== hashOf(after)) wrong.push(`${about}: the image data changed`);
      const also = unplanned(before, after, changes);
      if (also.length > 0)
        wrong.push(
          `${about}: also changed: ${also.map((tag) => `${tag} ${before.get(tag)?.slice(0, 60)} → ${after.get(tag)?.slice(0, 60)}`).join('; ')}`,
        );
    }
    rmSync(join(bench.root, 'work'), { recursive: true, force: true });
    rmSync(join(bench.root, '.tagbridge/undo'), { recursive: true, force: true });
    return wrong;
  },
};
