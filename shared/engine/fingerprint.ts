import { basename, dirname, join } from 'node:path';
import type { SidecarNaming } from '../core/library.ts';
import { namesNear } from './listing.ts';
import { type FoundSidecars, findSidecars, mayTakeShortName } from './sidecars.ts';
import { sameStat, statFile } from './stat.ts';
import type { Fingerprint } from './types.ts';

/** The sidecars of the file at `path` (absolute). */
export async function sidecarsOf(path: string, fresh = false): Promise<FoundSidecars> {
  const [folder, name] = [dirname(path), basename(path)];
  return findSidecars(folder, await namesNear(folder, name, fresh), name);
}

/** The naming for a new sidecar of the file at `path`: the library's, unless another RAW claims that name too. */
export async function namingFor(path: string, naming: SidecarNaming): Promise<SidecarNaming> {
  if (naming !== 'adobe') return naming;
  const name = basename(path);
  return mayTakeShortName(await namesNear(dirname(path), name, false), name) ? naming : 'darktable';
}

/**
 * Stats the file at `path` (absolute) and its sidecars, without opening the file. `fresh` does not trust a listing
 * taken a moment ago. Throws the system's error for the file itself, and for a sidecar that vanished meanwhile.
 */
export async function takeFingerprint(path: string, fresh = false): Promise<Fingerprint> {
  const media = await statFile(path);
  const folder = dirname(path);
  const sidecars = await Promise.all(
    (await sidecarsOf(path, fresh)).own.map(async ({ store, name }) => ({
      store,
      name,
      stat: await statFile(join(folder, name)),
    })),
  );
  return { media, sidecars };
}

/** Whether nothing about the file and its sidecars changed between two looks. */
export const sameFingerprint = (a: Fingerprint, b: Fingerprint): boolean =>
  sameStat(a.media, b.media) &&
  a.sidecars.length === b.sidecars.length &&
  a.sidecars.every((one, at) => {
    const other = b.sidecars[at];
    return (
      other !== undefined &&
      one.store === other.store &&
      one.name === other.name &&
      sameStat(one.stat, other.stat)
    );
  });
