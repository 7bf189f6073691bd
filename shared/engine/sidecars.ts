import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatOfExtension } from '../core/formats.ts';
import type { StoreKind } from '../core/raw-tags.ts';

/** A sidecar that belongs to a media file: its store and its name as on disk. */
export interface Sidecar {
  readonly store: StoreKind;
  readonly name: string;
}

const parts = (name: string): { stem: string; ext: string } => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), ext: name.slice(dot + 1) } : { stem: name, ext: '' };
};

/** The entry that is `wanted` exactly, else the first that differs only in case (`IMG.XMP`). */
function find(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted;
  const lower = wanted.toLowerCase();
  return names.find((name) => name.length === wanted.length && name.toLowerCase() === lower);
}

/** The media files of a folder that could claim `IMG.xmp`. */
function claimants(names: readonly string[], stem: string): string[] {
  const lower = `${stem.toLowerCase()}.`;
  return names.filter(
    (name) =>
      name.toLowerCase().startsWith(lower) &&
      parts(name).stem.length === stem.length &&
      formatOfExtension(parts(name).ext)?.media === true,
  );
}

/** The extension that a sidecar itself says it was made for (Lightroom writes it), or undefined. */
async function saidOwner(path: string): Promise<string | undefined> {
  const head = (await readFile(path)).subarray(0, 65_536).toString('latin1');
  return /photoshop:SidecarForExtension\s*(?:=\s*["']|>)\s*([A-Za-z0-9]{2,5})/.exec(head)?.[1]?.toLowerCase();
}

/**
 * Whose `IMG.xmp` is it, where several files share the stem (fields.md §4): the one it names itself, else the only
 * proprietary RAW, else the only RAW (DNG beside its original), else the only file. Undefined: nobody can tell.
 */
async function ownerOf(folder: string, sidecar: string, files: readonly string[]): Promise<string | undefined> {
  if (files.length === 1) return files[0];
  const said = await saidOwner(join(folder, sidecar)).catch(() => undefined);
  const named = files.filter((name) => parts(name).ext.toLowerCase() === said);
  if (named.length === 1) return named[0];
  const raws = files.filter((name) => formatOfExtension(parts(name).ext)?.raw === true);
  const proprietary = raws.filter((name) => parts(name).ext.toLowerCase() !== 'dng');
  if (proprietary.length === 1) return proprietary[0];
  return raws.length === 1 ? raws[0] : undefined;
}

/**
 * The sidecars of the file `name` among the `names` of its folder, `IMG.xmp` before `IMG.EXT.xmp`. A sidecar that
 * belongs to another file, or to nobody for certain, is not returned.
 */
export async function findSidecars(folder: string, names: readonly string[], name: string): Promise<Sidecar[]> {
  const found: Sidecar[] = [];
  const { stem, ext } = parts(name);
  const short = ext === '' ? undefined : find(names, `${stem}.xmp`);
  if (short !== undefined && (await ownerOf(folder, short, claimants(names, stem))) === name) {
    found.push({ store: 'sidecar', name: short });
  }
  const full = find(names, `${name}.xmp`);
  if (full !== undefined) found.push({ store: 'sidecarFull', name: full });
  return found;
}

/** Whether an `IMG.xmp` lies beside the file that several files could own. */
export async function sharesSidecar(folder: string, names: readonly string[], name: string): Promise<boolean> {
  const { stem } = parts(name);
  const short = find(names, `${stem}.xmp`);
  if (short === undefined) return false;
  return (await ownerOf(folder, short, claimants(names, stem))) === undefined;
}
