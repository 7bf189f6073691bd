// The libraries of a soak: an archive, a second house with most of it, and a family's share that only receives.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { Dice } from '../support/merge/dice.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { createDrive, type Drive, fixedPlace, mayMount } from './drives.ts';
import type { Library } from './model.ts';

export const libraries: readonly Library[] = ['a', 'b', 'c'];
/** The share of the pictures that each library has. */
const shares = { a: 1, b: 0.7, c: 0.3 };
const files = shares.a + shares.b + shares.c;

export interface Stage {
  readonly data: string;
  readonly drives: { readonly [library in Library]: Drive };
  readonly pictures: number;
  readonly hasDrives: boolean;
  /** Below its library, for those that have the picture. */
  path(library: Library, picture: number): string | undefined;
  close(): void;
}

const number = (picture: number) => String(picture).padStart(5, '0');

/** Nobody's folders or names are alike; where a picture is follows from its number. */
const names: { readonly [library in Library]: (picture: number) => string } = {
  a: (picture) => `set ${number(Math.floor(picture / 100))}/IMG_${number(picture)}.jpg`,
  b: (picture) => `b${number(picture)}.jpg`,
  c: (picture) => `für alle/${picture % 7}/Bild ${picture}.jpg`,
};

const has = (library: Library, picture: number): boolean => (picture * 37) % 100 < shares[library] * 100;

async function fill(stage: Stage, photos: readonly string[]): Promise<void> {
  for (let picture = 0; picture < stage.pictures; picture++) {
    const [first, ...others] = libraries.flatMap((library) => {
      const path = stage.path(library, picture);
      return path === undefined ? [] : [join(stage.drives[library].backing, path)];
    });
    for (const path of [first!, ...others]) mkdirSync(dirname(path), { recursive: true });
    if (photos.length > 0) {
      copyFileSync(photos[picture]!, first!);
      // A collection may be write-protected.
      chmodSync(first!, 0o644);
    } else await makePicture(first!, picture);
    for (const path of others) copyFileSync(first!, path);
  }
}

/** Makes folders and files below `folder`; real photos where there are some, each another picture. */
export async function makeStage(
  folder: string,
  options: { readonly files: number; readonly drives: boolean; readonly photos: readonly string[] },
): Promise<Stage> {
  const hasDrives = options.drives && mayMount(folder);
  const place = (library: Library) => join(folder, library);
  const drive = (library: Library) =>
    hasDrives ? createDrive(place(library), join(folder, `drive-${library}`)) : fixedPlace(place(library));
  const drives = { a: fixedPlace(place('a')), b: drive('b'), c: drive('c') };
  const wanted = Math.max(10, Math.round(options.files / files));
  const pictures = options.photos.length > 0 ? Math.min(wanted, options.photos.length) : wanted;
  const stage: Stage = {
    ...{ data: join(folder, 'data'), drives, pictures, hasDrives },
    path: (library, picture) => (has(library, picture) ? names[library](picture) : undefined),
    close() {
      for (const library of libraries) drives[library].close();
    },
  };
  mkdirSync(stage.data, { recursive: true });
  await fill(stage, options.photos);
  for (const library of libraries) drives[library].plug();
  return stage;
}

interface Found {
  readonly SourceFile: string;
  readonly FileType?: string;
  readonly ImageDataHash?: string;
  readonly Error?: string;
}

/** JPEGs of a folder in the order of their names, each picture once. */
export async function photosBelow(folder: string): Promise<string[]> {
  const said = await exiftool(
    ...['-q', '-m', '-json', '-r', '-ext', 'jpg', '-ext', 'jpeg', '-api', 'RequestTags=ImageDataHash'],
    ...['-FileType', '-ImageDataHash', '-Error', folder],
  );
  const found = (JSON.parse(said) as Found[]).sort((a, b) => (a.SourceFile < b.SourceFile ? -1 : 1));
  const pictures = new Map<string, string>();
  for (const { SourceFile, FileType, ImageDataHash, Error: broken } of found)
    if (FileType === 'JPEG' && ImageDataHash && !broken && !pictures.has(ImageDataHash))
      pictures.set(ImageDataHash, SourceFile);
  return [...pictures.values()];
}

/** Real photos say the same things in many places: from here on each says them where the model looks. */
async function sayAlike(client: TagbridgeClient): Promise<void> {
  const set = {
    title: { 'x-default': 'Start' },
    headline: 'Start',
    description: { 'x-default': 'Start' },
    rating: 3,
  };
  await client.plans.edit({
    where: 'library:a OR library:b OR library:c',
    edit: { set, addKeywords: ['soak'] },
  });
}

/** Libraries and bridges as a user sets them up once; the first sync is allowed. */
export async function joinLibraries(client: TagbridgeClient, stage: Stage, isReal: boolean): Promise<void> {
  for (const library of libraries)
    await client.libraries.add({ path: stage.drives[library].mounted, name: library });
  await client.libraries.scan({});
  if (isReal) await sayAlike(client);
  // Random edits are a mass change by their nature.
  await client.settings.set({ brakePhotos: 1_000_000, brakeShare: 1 });
  await client.bridges.add({
    name: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    rules: [
      { field: 'rating', kind: 'prefer', library: 'a' },
      { field: 'gps', kind: 'neverLeaves', library: 'a' },
    ],
    trigger: { kind: 'auto' },
  });
  await client.bridges.add({
    name: 'trip',
    members: [{ library: 'b' }, { library: 'c', role: 'target' }],
    fields: ['title', 'rating', 'keywords'],
    trigger: { kind: 'auto' },
  });
  await client.plans.sync({ yes: true });
}

/** Pictures, each once, in an order by the dice. */
export function drawPictures(dice: Dice, pictures: number, count: number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(count, pictures)) drawn.add(dice.roll(pictures));
  return [...drawn];
}
