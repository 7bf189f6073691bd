// A library of a few real photos of several kinds under a real engine: the stage of campaigns about whole runs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import { createExifTool, type ExifToolPool } from '../../shared/engine/metadata/exiftool.ts';
import { exiftool, makePicture, tempFolder } from '../support/pictures.ts';
import { strays, treeOf } from '../support/writing.ts';
import type { Lab } from './runner.ts';

export interface EngineLab extends Lab {
  readonly folder: string;
  readonly dataDir: string;
  readonly root: string;
  readonly paths: readonly string[];
  /** Runs while this process has the data folder; `stop` gives it away. */
  engine(): Promise<Engine>;
  stop(): Promise<void>;
  tree(): Record<string, string>;
  strays(): string[];
  /** The title of each store of each photo, as ExifTool alone reads it: `a.jpg`, `a.jpg.xmp` … */
  titles(): Promise<Record<string, string>>;
}

/** With sidecars, without, and of formats that get one when first written. */
const shapes = ['jpg', 'jpg+xmp', 'tif', 'gif', 'png', 'webp', 'jpg+xmp', 'dng', 'avif', 'jpg'];

async function makePhotos(root: string, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const [kind = 'jpg', sidecar] = shapes[at % shapes.length]!.split('+');
    const name = `p${at}.${kind}`;
    await makePicture(join(root, name), at + 1, [
      '-XMP-dc:Title=before',
      '-XMP-dc:Subject=first',
      '-XMP-dc:Source=kept',
    ]);
    if (sidecar) await exiftool('-q', '-XMP-dc:Title=before', '-o', join(root, `${name}.xmp`));
    paths.push(name);
  }
  return paths;
}

async function readTitles(pool: ExifToolPool, root: string): Promise<Record<string, string>> {
  const files = Object.keys(treeOf(root)).map((path) => join(root, path));
  const { out } = await pool.run(['-json', '-G1', '-XMP-dc:Title', '-Error', ...files]);
  const rows = JSON.parse(out) as {
    SourceFile: string;
    'XMP-dc:Title'?: unknown;
    'ExifTool:Error'?: string;
  }[];
  return Object.fromEntries(
    rows.map((row) => [
      row.SourceFile.slice(root.length + 1),
      String(row['ExifTool:Error'] ?? row['XMP-dc:Title'] ?? ''),
    ]),
  );
}

export async function openEngineLab(count: number): Promise<EngineLab> {
  const folder = tempFolder('tagbridge-campaign-');
  const root = join(folder.path, 'library');
  mkdirSync(root);
  const paths = await makePhotos(root, count);
  const dataDir = join(folder.path, 'data');
  const pool = createExifTool({ processes: 1 });
  let running: Engine | undefined;
  const lab: EngineLab = {
    folder: folder.path,
    dataDir,
    root,
    paths,
    async engine() {
      running ??= await createEngine({ dataDir });
      return running;
    },
    async stop() {
      const last = running;
      running = undefined;
      await last?.close();
    },
    tree: () => treeOf(root),
    strays: () => strays(root),
    titles: () => readTitles(pool, root),
    async close() {
      await lab.stop();
      await pool.close();
      folder.remove();
    },
  };
  const { client } = await lab.engine();
  await client.libraries.add({ path: root, name: 'library' });
  await client.libraries.scan({});
  // Undo copies of thousands of runs would fill the disk.
  await client.settings.set({ undoBytes: 200 * 2 ** 20 });
  return lab;
}
