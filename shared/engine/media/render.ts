import sharp, { type Sharp } from 'sharp';
import { type Pixels, pixelLimit } from './heic.ts';

// Only what cameras, phones and editors write; libvips has loaders for much more, each with faults of its own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadTiff',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
});
// One thread a picture: the pictures themselves run side by side.
sharp.concurrency(1);
sharp.cache({ memory: 50, files: 0, items: 50 });

const input = { limitInputPixels: pixelLimit, failOn: 'none', sequentialRead: true } as const;

const finish = (image: Sharp, size: number): Promise<Buffer> =>
  image
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer();

/** EXIF orientation 1–8 as turns and mirrors. */
function oriented(image: Sharp, orientation: number): Sharp {
  const turned = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation];
  const mirrored = [2, 4, 5, 7].includes(orientation);
  // sharp mirrors before it turns, whatever the order of the calls: 5 and 7 are a mirror, then a turn.
  const straight = turned === undefined ? image : image.rotate(turned);
  return mirrored ? straight.flop() : straight;
}

/** A thumbnail of a picture file, turned as its own metadata says. */
export const renderFile = (path: string, size: number): Promise<Buffer> =>
  finish(sharp(path, input).autoOrient(), size);

/** A thumbnail of a preview, which has no orientation of its own. */
export const renderPreview = (jpeg: Buffer, orientation: number, size: number): Promise<Buffer> =>
  finish(oriented(sharp(jpeg, input), orientation), size);

/** A thumbnail of decoded pixels, already upright. */
export const renderPixels = ({ data, width, height }: Pixels, size: number): Promise<Buffer> =>
  finish(sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: pixelLimit }), size);
