import { basename, dirname, join } from 'node:path';
import type { IptcText } from '../../core/library.ts';
import type { RawTags, StoreKind } from '../../core/raw-tags.ts';
import { statFileSync } from '../stat.ts';
import type { Batcher } from './batch.ts';
import { hashesItself, ownImageHash, withHash } from './image-hash.ts';
import { judgeMedia, judgeSidecar } from './judge.ts';
import { type PrintedTags, printedOf, toRawStore, withTypeByName } from './printed-tags.ts';
import { hashRequest, wholeArgs } from './read-args.ts';
import { Refused } from './replace.ts';

/** Everything in a file and in its sidecars, as ExifTool sees it with unknown tags too. */
export type Dump = ReadonlyMap<StoreKind, PrintedTags>;

/** Where each store's bytes lie (absolute), and the extension the media file has by rights. */
export interface DumpPlaces {
  readonly stores: ReadonlyMap<StoreKind, string>;
  readonly extension: string;
}

/** Reads all stores in one command, that others' may share. Throws `Refused` when one cannot be trusted, `ExifToolStopped` when it hangs. */
export async function dump(batcher: Batcher, { stores, extension }: DumpPlaces): Promise<Dump> {
  const paths = [...stores.values()];
  // `-m` lifts the limit of 1,000 items a list; on reading it changes nothing else that we keep.
  const media = stores.get('embedded');
  const bytes = paths.reduce((sum, path) => sum + statFileSync(path).size, 0);
  const own = media !== undefined && hashesItself(extension, statFileSync(media).size);
  const { files } = await batcher.read(
    paths,
    ['-m', ...(own ? wholeArgs : [...wholeArgs, ...hashRequest])],
    bytes,
  );
  const found = new Map<StoreKind, PrintedTags>();
  for (const [store, path] of stores) {
    const printed = printedOf(files, path);
    const tags = store === 'embedded' ? withTypeByName(printed, extension) : printed;
    const problem = store === 'embedded' ? judgeMedia(tags, extension) : judgeSidecar(tags, basename(path));
    if (problem !== undefined) throw new Refused(problem);
    found.set(store, own && store === 'embedded' ? withHash(tags, await ownImageHash(path))! : tags!);
  }
  return found;
}

const order: readonly StoreKind[] = ['embedded', 'sidecar', 'sidecarFull'];

/** The dump as RawTags, embedded store first. */
export const toRawTags = (whole: Dump, texts?: IptcText): RawTags => ({
  stores: order.flatMap((store) => {
    const tags = whole.get(store);
    return tags === undefined ? [] : [toRawStore(store, tags, texts)];
  }),
});

/** The place of a sidecar beside its file. */
export const beside = (path: string, name: string): string => join(dirname(path), name);
