import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { TagbridgeError } from '../../api/errors.ts';
import { createExifTool, type ExifToolPool } from '../metadata/exiftool.ts';
import { toBytes } from './canvas.ts';
import { type SampleCopy, type SampleKind, type SamplePhoto, samplePhotos } from './sample-photos.ts';
import { paint } from './scenes.ts';

export interface Samples {
  /** Absolute paths of the two library roots. */
  readonly archive: string;
  readonly family: string;
}

const [width, height] = [900, 600];

/** A TIFF with these tags is a DNG: ExifTool names it so and hashes its image data. */
const dngTags = [
  'IFD0:DNGVersion=1 4 0 0',
  'IFD0:DNGBackwardVersion=1 1 0 0',
  'IFD0:UniqueCameraModel=Tagbridge Sample',
];

async function encode({ scene, kind }: SamplePhoto): Promise<Buffer> {
  const raw = { raw: { width, height, channels: 3 as const } };
  const image = sharp(toBytes(paint(scene, width, height)), raw);
  const encoders: Record<SampleKind, () => Promise<Buffer>> = {
    jpg: () => image.jpeg({ quality: 88, chromaSubsampling: '4:4:4' }).toBuffer(),
    png: () => image.png().toBuffer(),
    tif: () => image.tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    webp: () => image.webp({ quality: 86 }).toBuffer(),
    dng: () => image.tiff({ compression: 'none' }).toBuffer(),
  };
  return encoders[kind]();
}

const shotTags = ({ kind, taken }: SamplePhoto): string[] => [
  ...(kind === 'dng' ? dngTags : []),
  'IFD0:Make=Tagbridge',
  'IFD0:Model=Sample One',
  `ExifIFD:DateTimeOriginal=${taken}`,
  'ExifIFD:OffsetTimeOriginal=+02:00',
];

async function write(exiftool: ExifToolPool, path: string, tags: readonly string[]): Promise<void> {
  const { errors } = await exiftool.run(['-overwrite_original', ...tags.map((tag) => `-${tag}`), path]);
  if (errors.length > 0) {
    throw new TagbridgeError('FAILED', `A sample photo could not be written: ${errors.join('; ')}`, {
      hint: 'Is there room on the disk? "tagbridge doctor" checks ExifTool.',
    });
  }
}

async function place(
  exiftool: ExifToolPool,
  root: string,
  photo: SamplePhoto,
  bytes: Buffer,
  copy: SampleCopy | undefined,
): Promise<void> {
  if (copy === undefined) return;
  const path = join(root, copy.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes, { flag: 'wx' });
  await write(exiftool, path, [...shotTags(photo), ...copy.tags]);
  if (copy.sidecar) await write(exiftool, path.replace(/\.[^.]+$/, '.xmp'), copy.sidecar);
}

/**
 * Makes two sample libraries, `archive` and `family`, in a folder: pictures painted here, the same bytes on every
 * machine, most of them in both under other names, with metadata that disagrees.
 * REFUSED when one of the two is there already; nothing is overwritten.
 */
export async function makeSamples(dir: string): Promise<Samples> {
  const roots = { archive: join(dir, 'archive'), family: join(dir, 'family') };
  for (const root of Object.values(roots)) {
    const there = await access(root).then(
      () => true,
      () => false,
    );
    if (there) {
      throw new TagbridgeError('REFUSED', `${root} is there already.`, {
        hint: 'Choose another folder for the samples, or add the ones that are there.',
      });
    }
  }
  const exiftool = createExifTool();
  try {
    const placed: Promise<void>[] = [];
    for (const photo of samplePhotos) {
      const bytes = await encode(photo);
      // ExifTool writes one photo while the next is painted.
      placed.push(place(exiftool, roots.archive, photo, bytes, photo.archive));
      placed.push(place(exiftool, roots.family, photo, bytes, photo.family));
    }
    await Promise.all(placed);
  } finally {
    await exiftool.close();
  }
  return roots;
}
