import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRacy } from '../files/fingerprint.ts';
import { sameFingerprint, takeFingerprint } from '../fingerprint.ts';
import { statFileSync } from '../stat.ts';
import type { Fingerprint } from '../types.ts';
import { isDone } from './carry-out.ts';
import type { JournalEntry } from './ports.ts';
import { type Swap, toSwap } from './replace.ts';

const pollMs = 5;
/** A volume whose clock is coarser is not waited for: its files are read once more by the next scan. */
const mostMs = 100;

/** Whatever changes a file from here on gives it another time than it has now. */
async function untilTimesArePast(fingerprint: Fingerprint): Promise<void> {
  const end = performance.now() + mostMs;
  while (isRacy(fingerprint, Date.now()) && performance.now() < end) await wait(pollMs);
}

/** One that no file has: whoever compares with it reads the file. */
const outdated = ({ media, sidecars }: Fingerprint): Fingerprint => ({
  media: { ...media, ctimeNs: '0' },
  sidecars,
});

/** The same files looked at again; listing the folder for each of them would cost more than the rest. */
const statAgain = (path: string, { sidecars }: Fingerprint): Fingerprint => ({
  media: statFileSync(path),
  sidecars: sidecars.map(({ store, name }) => ({
    store,
    name,
    stat: statFileSync(join(dirname(path), name)),
  })),
});

/**
 * The fingerprint of a photo that was just replaced, once it proves the bytes that were written: the clock has moved
 * on from its times, and it still holds them. So a scan need not read our own writes (`isRacy`). `before`: from a
 * moment when the same sidecars were there, but for those the entry made or removed.
 */
export async function fingerprintAtRest(
  path: string,
  entry: JournalEntry,
  before: Fingerprint,
): Promise<Fingerprint> {
  const sameFiles = entry.targets.every(({ action }) => action === 'replace');
  const seen = sameFiles ? statAgain(path, before) : await takeFingerprint(path, true);
  await untilTimesArePast(seen);
  const swaps: Swap[] = entry.targets.map((target) => toSwap(entry.root, target, false));
  const ours = await Promise.all(swaps.map(isDone));
  const now = statAgain(path, seen);
  return ours.every(Boolean) && sameFingerprint(seen, now) ? now : outdated(seen);
}
