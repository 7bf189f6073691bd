// What is on the disk, seen by other eyes than Tagbridge's: plain hashes, and an ExifTool process of its own.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Value } from '../../shared/core/value.ts';
import { exiftool } from '../support/pictures.ts';

/** Photos and sidecars below a root, not Tagbridge's own folder. */
export async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/** Path → SHA-256 of the bytes. */
export async function bytesBelow(root: string): Promise<Map<string, string>> {
  const files = await filesBelow(root);
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
  return new Map(files.map((path) => [path, hash(path)]));
}

type Tags = Record<string, unknown>;

/** Path → every tag as stored, and the hash of the image data, by ExifTool. */
export async function tagsBelow(root: string): Promise<Map<string, Tags>> {
  const args = ['-json', '-r', '-G1', '-a', '-n', '-api', 'requesttags=imagedatahash', root];
  const listed: Tags[] = JSON.parse(await exiftool(...args));
  return new Map(listed.map((tags) => [relative(root, String(tags['SourceFile'])), tags]));
}

export const imageHash = (tags: Tags | undefined): unknown =>
  Object.entries(tags ?? {}).find(([name]) => name.endsWith(':ImageDataHash'))?.[1];

const sidecarsOf = (path: string) => [`${path}.xmp`, path.replace(/\.[^.]+$/, '.xmp')];

/** Tags of a photo and, where there is one, of its sidecar. */
export const tagsOf = (all: Map<string, Tags>, path: string): Tags =>
  Object.assign({}, all.get(path), ...sidecarsOf(path).map((name) => all.get(name)));

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

const text: Readonly<Record<string, string>> = {
  rating: 'XMP-xmp:Rating',
  title: 'XMP-dc:Title',
  description: 'XMP-dc:Description',
  copyright: 'XMP-dc:Rights',
  city: 'XMP-photoshop:City',
  country: 'XMP-photoshop:Country',
};

const defaultText = (value: Value): string =>
  String(typeof value === 'object' && 'x-default' in value ? value['x-default'] : value);

/** Whether the tags say what a change promised; undefined where this demonstration has no opinion. */
export function saysSo(tags: Tags, field: string, after: Value | null): boolean | undefined {
  if (field === 'keywords') {
    const paths = list(after ?? []);
    const [tree, words] = [list(tags['XMP-lr:HierarchicalSubject']), list(tags['XMP-dc:Subject'])];
    return paths.every(
      (path) => words.includes(path.split('|').at(-1)!) && (!path.includes('|') || tree.includes(path)),
    );
  }
  if (field === 'creators') return list(tags['XMP-dc:Creator']).join() === list(after ?? []).join();
  // A colour is one of ours; how it is spelt is the program's that set it.
  if (field === 'label') return String(tags['XMP-xmp:Label']).toLowerCase() === String(after).toLowerCase();
  const tag = text[field];
  if (tag === undefined) return undefined;
  return after === null ? tags[tag] === undefined : String(tags[tag]) === defaultText(after);
}
