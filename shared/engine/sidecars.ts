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

const order = ['sidecar', 'sidecarFull'] as const;

/**
 * Looks for the sidecars of the file `name` in its folder; `IMG.xmp` comes before `IMG.EXT.xmp`. Of names that differ
 * in case or Unicode form only, the one spelt as the file is.
 */
export async function findSidecars(folder: string, names: FolderNames, name: string): Promise<FoundSidecars> {
  const beside = near(names, name);
  const files = beside.filter(isMediaName);
  const spelt = sidecarNames(name, 'adobe');
  const found = new Map<Sidecar['store'], string>();
  let ambiguous: string | undefined;
  for (const sidecar of beside) {
    const owner = await ownerOf(folder, sidecar, files);
    if (owner.kind === 'ambiguous' && owner.files.includes(name)) ambiguous = sidecar;
    if (owner.kind !== 'owned' || owner.file !== name) continue;
    if (!found.has(owner.store) || sidecar === spelt[owner.store]) found.set(owner.store, sidecar);
  }
  const own = order.flatMap((store) => {
    const sidecar = found.get(store);
    return sidecar === undefined ? [] : [{ store, name: sidecar }];
  });
  return ambiguous === undefined ? { own } : { own, ambiguous };
}

/** Whether a new `IMG.xmp` beside the file would be its own; several RAW files of one stem get full names. */
export const mayTakeShortName = (names: FolderNames, name: string): boolean =>
  ownsShortName(name, (names.get(keyOf(name)) ?? []).filter(isMediaName));
