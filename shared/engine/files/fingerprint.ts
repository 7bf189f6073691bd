import { join } from 'node:path';
import { findSidecars, folderNames, type Sidecar } from '../sidecars.ts';
import { statFile } from '../stat.ts';
import type { FileStat, Fingerprint } from '../types.ts';

const statOf = ({ dev, ino, size, mtimeNs, ctimeNs }: FileStat) => ({ dev, ino, size, mtimeNs, ctimeNs });

/** The one text of a fingerprint: equal text, equal fingerprint. */
export const fingerprintText = ({ media, sidecars }: Fingerprint): string =>
  JSON.stringify({
    media: statOf(media),
    sidecars: sidecars.map(({ store, name, stat }) => ({ store, name, stat: statOf(stat) })),
  });

export const mtimeMs = (stat: FileStat): number => Math.floor(Number(stat.mtimeNs) / 1e6);

/** What of a fingerprint has columns of its own. */
export const seenOf = (fingerprint: Fingerprint) => ({
  fingerprint: fingerprintText(fingerprint),
  inode: fingerprint.media.ino,
  size: fingerprint.media.size,
  mtime: mtimeMs(fingerprint.media),
});

const whole = 1_000_000_000n;

/**
 * How coarse the volume's clock may be, in ms: whole seconds are what FAT and many shares keep (2 s there). One time
 * may be whole by chance, or because a program set it; where the other is not, the clock is fine.
 */
const granularity = ({ mtimeNs, ctimeNs }: FileStat): number =>
  [mtimeNs, ctimeNs].every((ns) => BigInt(ns) % whole === 0n) ? 2000 : 20;

const isNear = (ns: string, at: number, within: number): boolean =>
  Math.abs(Number(BigInt(ns)) / 1e6 - at) <= within;

/**
 * Git's racy rule: a file changed so shortly before it was read that a later change could bear the same time. Its
 * fingerprint proves nothing; it is read again. `readAt` in ms.
 */
export const isRacy = ({ media, sidecars }: Fingerprint, readAt: number): boolean =>
  [media, ...sidecars.map((sidecar) => sidecar.stat)].some(
    (stat) =>
      isNear(stat.mtimeNs, readAt, granularity(stat)) || isNear(stat.ctimeNs, readAt, granularity(stat)),
  );

const stemOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
};
const folded = (name: string) => name.normalize('NFC').toLowerCase();

/** Finds the sidecars of a folder's files, from a listing in hand. */
export interface SidecarFinder {
  of(name: string): Promise<readonly Sidecar[]>;
}

/** `folder` absolute; `names` all names in it. Most files have none, and are told so without a search. */
export function sidecarFinder(folder: string, names: readonly string[]): SidecarFinder {
  const owners = new Set(names.filter((name) => /\.xmp$/i.test(name)).map((name) => folded(stemOf(name))));
  const grouped = owners.size > 0 ? folderNames(names) : undefined;
  return {
    async of(name) {
      if (!grouped || !(owners.has(folded(stemOf(name))) || owners.has(folded(name)))) return [];
      return (await findSidecars(folder, grouped, name)).own;
    },
  };
}

/** Stats a file and its sidecars; throws the system's error. Equal to `takeFingerprint`. */
export async function fingerprintFrom(
  folder: string,
  name: string,
  finder: SidecarFinder,
): Promise<Fingerprint> {
  const media = await statFile(join(folder, name));
  const sidecars = await finder.of(name);
  if (sidecars.length === 0) return { media, sidecars: [] };
  return {
    media,
    sidecars: await Promise.all(
      sidecars.map(async (sidecar) => ({ ...sidecar, stat: await statFile(join(folder, sidecar.name)) })),
    ),
  };
}
