// Two libraries to measure on: JPEGs of about 150 KB, each with a picture of its own and metadata of a worked archive.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { toBytes } from '../../shared/engine/samples/canvas.ts';
import { paint, type SceneName, sceneNames } from '../../shared/engine/samples/scenes.ts';
import { exiftool } from '../support/pictures.ts';

const [width, height] = [1440, 960];

/** A square of its own colour in a corner makes each picture's data its own. */
async function variants(scene: SceneName, files: readonly { path: string; at: number }[]): Promise<void> {
  const base = await sharp(toBytes(paint(scene, width, height)), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  for (const { path, at } of files) {
    const mark = { r: at & 255, g: (at >> 8) & 255, b: (at * 37) & 255 };
    const square = { create: { width: 64, height: 64, channels: 3 as const, background: mark } };
    const bytes = await sharp(base)
      .composite([{ input: await sharp(square).png().toBuffer(), left: 16, top: 16 }])
      .jpeg({ quality: 86, chromaSubsampling: '4:4:4' })
      .toBuffer();
    writeFileSync(path, bytes);
  }
}

const two = (number: number) => String(number).padStart(2, '0');

const metadata = (path: string, at: number) => ({
  SourceFile: path,
  'IFD0:Make': 'Tagbridge',
  'IFD0:Model': 'Sample One',
  'IFD0:Artist': 'Mara Lindqvist',
  'IFD0:Copyright': '© Mara Lindqvist',
  'ExifIFD:DateTimeOriginal': `20${two(at % 25)}:${two(1 + (at % 12))}:${two(1 + (at % 28))} 1${at % 10}:${two(at % 60)}:00`,
  'ExifIFD:ISO': 100 + (at % 32) * 100,
  'ExifIFD:FNumber': 2.8,
  'GPS:GPSLatitude': 47 + (at % 100) / 100,
  'GPS:GPSLatitudeRef': 'N',
  'GPS:GPSLongitude': 9 + (at % 100) / 100,
  'GPS:GPSLongitudeRef': 'E',
  'IPTC:CodedCharacterSet': 'UTF8',
  'IPTC:Keywords': ['archive', `word${at % 200}`],
  'IPTC:Caption-Abstract': `Picture ${at} of the archive`,
  'XMP-dc:Subject': ['archive', `word${at % 200}`],
  'XMP-lr:HierarchicalSubject': [`archive|set ${at % 40}|word${at % 200}`],
  'XMP-dc:Description': `Picture ${at} of the archive`,
  'XMP-dc:Creator': ['Mara Lindqvist'],
  'XMP-xmp:Rating': 1 + (at % 5),
});

export interface BenchFiles {
  /** `count` files in folders of a hundred. */
  readonly archive: string;
  /** Copies of the first `pushed` without their metadata. */
  readonly family: string;
}

/** Makes the files unless the folder has them from an earlier run. */
export async function makeBenchFiles(folder: string, count: number, pushed: number): Promise<BenchFiles> {
  const [archive, family] = [join(folder, 'archive'), join(folder, 'family')];
  const done = join(folder, `made-${count}-${pushed}`);
  if (existsSync(done)) return { archive, family };
  const files = Array.from({ length: count }, (_, at) => {
    const path = join(archive, `set ${two(Math.floor(at / 100))}`, `IMG_${String(at).padStart(5, '0')}.jpg`);
    return { path, at };
  });
  for (let set = 0; set * 100 < count; set++)
    mkdirSync(join(archive, `set ${two(set)}`), { recursive: true });
  await Promise.all(
    sceneNames.map((scene, each) =>
      variants(
        scene,
        files.filter(({ at }) => at % sceneNames.length === each),
      ),
    ),
  );
  mkdirSync(family, { recursive: true });
  for (const { path, at } of files.slice(0, pushed)) copyFileSync(path, join(family, `Family ${at}.jpg`));
  const list = join(folder, 'metadata.json');
  writeFileSync(list, JSON.stringify(files.map(({ path, at }) => metadata(path, at))));
  await exiftool('-q', '-q', '-m', '-overwrite_original', '-n', `-json=${list}`, '-r', archive);
  writeFileSync(done, '');
  return { archive, family };
}
