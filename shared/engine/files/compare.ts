import type { Problem } from '../../core/problem.ts';
import type { KnownFile } from '../db/known-files.ts';
import { sameStat } from '../stat.ts';
import type { Fingerprint } from '../types.ts';
import { fingerprintFrom, fingerprintText, isRacy, sidecarFinder } from './fingerprint.ts';
import { errnoOf, statProblem } from './problem.ts';
import type { Listing } from './walk.ts';

/** A file that has to be read. */
export interface Changed {
  readonly name: string;
  readonly known: KnownFile | undefined;
  readonly fingerprint: Fingerprint;
  /** False when only sidecars changed: the picture is as it was. */
  readonly picture: boolean;
}

export interface Comparison {
  readonly unchanged: number;
  readonly changed: readonly Changed[];
  /** The same file on a device that has another number now (a drive plugged in again). */
  readonly renumbered: readonly { readonly id: number; readonly fingerprint: Fingerprint }[];
  readonly problems: readonly { readonly name: string; readonly problem: Problem }[];
}

export interface CompareOptions {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly known: ReadonlyMap<string, KnownFile>;
  /** `st_dev` of the root when last scanned, and now. */
  readonly devices: { readonly before: string | undefined; readonly now: string };
  /** Whether a file whose problem is known is tried again though it did not change. */
  readonly retry: (file: KnownFile) => boolean;
}

const storedStat = (text: string) => (JSON.parse(text) as Fingerprint).media;

/** The stored text as it would be with the device's present number. */
function renumber(text: string, { before, now }: CompareOptions['devices']): string {
  if (before === undefined || before === now) return text;
  return text.replaceAll(`"dev":"${before}"`, `"dev":"${now}"`);
}

type Verdict = 'unchanged' | 'renumbered' | { readonly picture: boolean };

function judge(known: KnownFile | undefined, fingerprint: Fingerprint, options: CompareOptions): Verdict {
  if (!known || known.readAt === null || known.state === 'missing') return { picture: true };
  const text = fingerprintText(fingerprint);
  const expected = known.fingerprint === text ? text : renumber(known.fingerprint, options.devices);
  if (expected !== text) return { picture: !sameStat(storedStat(expected), fingerprint.media) };
  if (known.state === 'problem' && options.retry(known)) return { picture: true };
  if (isRacy(fingerprint, known.readAt)) return { picture: true };
  return known.fingerprint === text ? 'unchanged' : 'renumbered';
}

/** Stats the named files of a folder and says which of them have to be read. Opens none. */
export async function compare(
  listing: Listing,
  names: readonly string[],
  options: CompareOptions,
): Promise<Comparison> {
  const finder = sidecarFinder(options.folder, listing.names);
  const changed: Changed[] = [];
  const renumbered: { id: number; fingerprint: Fingerprint }[] = [];
  const problems: { name: string; problem: Problem }[] = [];
  let unchanged = 0;
  const looks = await Promise.all(
    names.map((name) => fingerprintFrom(options.folder, name, finder).catch((error: unknown) => ({ error }))),
  );
  for (const [at, look] of looks.entries()) {
    const name = names[at]!;
    if ('error' in look) {
      // Gone since the folder was listed: the next scan sees that, and may infer from it.
      if (errnoOf(look.error) !== 'ENOENT') problems.push({ name, problem: statProblem(look.error) });
      continue;
    }
    const known = options.known.get(name);
    const verdict = judge(known, look, options);
    if (verdict === 'unchanged') unchanged += 1;
    else if (verdict === 'renumbered') renumbered.push({ id: known!.id, fingerprint: look });
    else changed.push({ name, known, fingerprint: look, picture: verdict.picture });
  }
  return { unchanged, changed, renumbered, problems };
}
