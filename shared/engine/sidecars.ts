import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isMediaName,
  ownsShortName,
  type SidecarOwner,
  sidecarNames,
  sidecarOwner,
} from '../core/formats.ts';
import type { StoreKind } from '../core/raw-tags.ts';

/** A sidecar that belongs to a media file: its store and its name as on disk. */
export interface Sidecar {
  readonly store: Exclude<StoreKind, 'embedded'>;
  readonly name: string;
}

/** The names in a folder, by what stands before the first dot: a file and its sidecars share that. */
export type FolderNames = Map<string, string[]>;

/** What stands before the first dot, however it is written. */
export const keyOf = (name: string): string => (name.split('.', 1)[0] ?? '').normalize('NFC').toLowerCase();

export function folderNames(names: readonly string[]): FolderNames {
  return Map.groupBy(names, keyOf);
}

/** The names that share a file's first part. */
export const near = (names: FolderNames, name: string): readonly string[] => names.get(keyOf(name)) ?? [];

export function addName(names: FolderNames, name: string): void {
  names.set(keyOf(name), [...near(names, name), name]);
}

export function dropName(names: FolderNames, name: string): void {
  names.set(
    keyOf(name),
    near(names, name).filter((one) => one !== name),
  );
}

/** The entry that is `wanted` exactly, else the first that differs only in case or in Unicode form. */
function find(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted;
  const key = wanted.normalize('NFC').toLowerCase();
  return names.find((name) => name.normalize('NFC').toLowerCase() === key);
}

/** The extension that a sidecar itself says it was made for (Lightroom writes it), or undefined. */
async function saidExtension(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    return /photoshop:SidecarForExtension\s*(?:=\s*["']|>)\s*(\w{2,5})/.exec(text)?.[1]?.toLowerCase();
  } finally {
    await file.close();
  }
}

async function ownerOf(folder: string, sidecar: string, files: readonly string[]): Promise<SidecarOwner> {
  const owner = sidecarOwner(sidecar, files);
  if (owner.kind !== 'ambiguous') return owner;
  return sidecarOwner(sidecar, files, await saidExtension(join(folder, sidecar)));
}

/** The file's sidecars, and the one that lies beside it but that several files claim. */
export interface FoundSidecars {
  readonly own: readonly Sidecar[];
  readonly ambiguous?: string;
}

/** Looks for the sidecars of the file `name` in its folder; `IMG.xmp` comes before `IMG.EXT.xmp`. */
export async function findSidecars(folder: string, names: FolderNames, name: string): Promise<FoundSidecars> {
  const beside = near(names, name);
  const files = beside.filter(isMediaName);
  const wanted = sidecarNames(name, 'adobe');
  const own: Sidecar[] = [];
  let ambiguous: string | undefined;
  for (const store of ['sidecar', 'sidecarFull'] as const) {
    const found = find(beside, wanted[store]);
    if (found === undefined) continue;
    const owner = await ownerOf(folder, found, files);
    if (owner.kind === 'owned' && owner.file === name && owner.store === store)
      own.push({ store, name: found });
    if (owner.kind === 'ambiguous' && owner.files.includes(name)) ambiguous = found;
  }
  return ambiguous === undefined ? { own } : { own, ambiguous };
}

/** Whether a new `IMG.xmp` beside the file would be its own; several RAW files of one stem get full names. */
export const mayTakeShortName = (names: FolderNames, name: string): boolean =>
  ownsShortName(name, (names.get(keyOf(name)) ?? []).filter(isMediaName));
