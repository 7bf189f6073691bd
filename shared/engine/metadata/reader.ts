import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extensionOf } from '../../core/formats.ts';
import type { IptcText } from '../../core/library.ts';
import type { Problem } from '../../core/problem.ts';
import type { RawStore } from '../../core/raw-tags.ts';
import { sameFingerprint, takeFingerprint } from '../fingerprint.ts';
import { hasSidecarAway, isPlaceholder, placeholderProblem } from '../placeholder.ts';
import type { Fingerprint, MetadataReader, ReadOptions, ReadResult } from '../types.ts';
import { type BatchAnswer, createBatcher, toAnswer } from './batch.ts';
import { embeddedXmpProblem } from './embedded-xmp.ts';
import { createExifTool, type ExifToolLimits, type ExifToolPool, ExifToolStopped } from './exiftool.ts';
import { hashesItself, ownImageHash, withHash } from './image-hash.ts';
import { isCut, judgeMedia, judgeSidecar, stoppedProblem } from './judge.ts';
import { mediaFacts } from './media-facts.ts';
import { nameArg } from './name-arg.ts';
import { badPath, pathOf } from './place.ts';
import { printedOf, toRawStore, withTypeByName } from './printed-tags.ts';
import { scanArgs } from './read-args.ts';
import { isSystemError, systemProblem } from './system-problem.ts';
import { tooLarge, xmpBytes, xmpProblem } from './xmp-limits.ts';

/** Name and version of what reads; stored with what it read. The vendored ExifTool is pinned, so this is too. */
export const readerId = 'exiftool 13.59';

export interface ExifToolReaderOptions {
  /** ExifTool processes at a time; two when not said. */
  readonly processes?: number;
  readonly limits?: Partial<ExifToolLimits>;
}

/** The reference reader. The writer shares its ExifTool processes. */
export interface ExifToolReader extends MetadataReader {
  readonly exiftool: ExifToolPool;
}

const failed = (problem: Problem, fingerprint?: Fingerprint): ReadResult =>
  fingerprint === undefined ? { ok: false, problem } : { ok: false, problem, fingerprint };

const cancelled: Problem = { code: 'cancelled', message: 'Reading was cancelled.' };
const unstable: Problem = {
  code: 'unstable',
  message: 'The file changed while it was read. It is read again when it has come to rest.',
};

/** What is at the place, where it is not a file with something in it. */
async function unfit(path: string): Promise<Problem | undefined> {
  const stats = await lstat(path);
  if (stats.isSymbolicLink()) {
    return {
      code: 'symbolicLink',
      message: 'It is a symbolic link. Add the folder it leads to as a library instead.',
    };
  }
  if (!stats.isFile()) return { code: 'unsupported', message: 'It is no file.' };
  if (isPlaceholder(stats) || hasSidecarAway(path)) return placeholderProblem;
  return stats.size === 0 ? { code: 'empty', message: 'The file is empty. It is left alone.' } : undefined;
}

async function sidecarTrouble(folder: string, { sidecars }: Fingerprint): Promise<Problem | undefined> {
  for (const { name, stat } of sidecars) {
    const about = `Sidecar ${name}`;
    if (isPlaceholder(await lstat(join(folder, name)))) return placeholderProblem;
    const problem =
      stat.size > xmpBytes ? tooLarge(about) : xmpProblem(await readFile(join(folder, name)), about);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Reads again without the limit of 1,000 items, which only `-m` lifts, where a list was cut. */
async function uncut(pool: ExifToolPool, paths: readonly string[], hash: boolean): Promise<BatchAnswer> {
  const printed = await pool.run(['-m', ...scanArgs(hash), ...paths.map(nameArg)]);
  return toAnswer(pool, printed, paths);
}

function toResult(
  path: string,
  fingerprint: Fingerprint,
  answer: BatchAnswer,
  texts: IptcText | undefined,
  hash?: string,
): ReadResult {
  const extension = extensionOf(path);
  const tags = withHash(withTypeByName(printedOf(answer.files, path), extension), hash);
  const detail = answer.errors.find((line) => line.includes(path));
  const problem = judgeMedia(tags, extension);
  if (problem !== undefined)
    return failed(detail === undefined ? problem : { detail, ...problem }, fingerprint);
  const stores: RawStore[] = [toRawStore('embedded', tags!, texts)];
  for (const { store, name } of fingerprint.sidecars) {
    const own = printedOf(answer.files, join(dirname(path), name));
    const trouble = judgeSidecar(own, name);
    if (trouble !== undefined) return failed(trouble, fingerprint);
    stores.push(toRawStore(store, own!));
  }
  return { ok: true, raw: { stores }, facts: mediaFacts(tags!), fingerprint };
}

/** Reads files through ExifTool, many in one command. Nothing is written; nothing is followed out of the library. */
export function createExifToolReader(options: ExifToolReaderOptions = {}): ExifToolReader {
  const processes = options.processes ?? options.limits?.processes ?? 2;
  const exiftool = createExifTool({ ...options.limits, processes });
  const batcher = createBatcher(exiftool);

  async function ask(path: string, fingerprint: Fingerprint, hash: boolean): Promise<BatchAnswer> {
    const sidecars = fingerprint.sidecars.map(({ name }) => join(dirname(path), name));
    const paths = [path, ...sidecars];
    const bytes = hash ? fingerprint.media.size : Math.min(fingerprint.media.size, 2 ** 20);
    const answer = await batcher.read(paths, scanArgs(hash), bytes);
    const cut = paths.some((one) => isCut(printedOf(answer.files, one) ?? new Map()));
    return cut ? uncut(exiftool, paths, hash) : answer;
  }

  /** ExifTool may have ended for another file's sake; one that ends it alone is left alone until it changes. */
  async function askTwice(path: string, fingerprint: Fingerprint, hash: boolean): Promise<BatchAnswer> {
    try {
      return await ask(path, fingerprint, hash);
    } catch (error) {
      if (!(error instanceof ExifToolStopped) || error.why !== 'died') throw error;
    }
    try {
      return await ask(path, fingerprint, hash);
    } catch (error) {
      if (!(error instanceof ExifToolStopped) || error.why !== 'died') throw error;
      throw new ExifToolStopped('twice', error.message);
    }
  }

  async function readAt(
    path: string,
    texts: IptcText | undefined,
    { hash, signal }: ReadOptions,
  ): Promise<ReadResult> {
    const unfitted = await unfit(path);
    if (unfitted !== undefined) return failed(unfitted);
    const fingerprint = await takeFingerprint(path);
    const trouble = (await sidecarTrouble(dirname(path), fingerprint)) ?? (await embeddedXmpProblem(path));
    if (trouble !== undefined) return failed(trouble, fingerprint);
    if (signal?.aborted) return failed(cancelled);
    try {
      const own = hash && hashesItself(extensionOf(path), fingerprint.media.size);
      const [answer, imageHash] = await Promise.all([
        askTwice(path, fingerprint, hash && !own),
        own ? ownImageHash(path) : undefined,
      ]);
      if (!sameFingerprint(fingerprint, await takeFingerprint(path))) return failed(unstable);
      return toResult(path, fingerprint, answer, texts, imageHash);
    } catch (error) {
      if (error instanceof ExifToolStopped) return failed(stoppedProblem(error), fingerprint);
      throw error;
    }
  }

  return {
    id: readerId,
    exiftool,
    async read(file, read) {
      const bad = badPath(file);
      if (bad !== undefined) return failed(bad);
      if (read.signal?.aborted) return failed(cancelled);
      try {
        return await readAt(pathOf(file), file.iptc, read);
      } catch (error) {
        return failed(isSystemError(error) ? systemProblem(error) : stoppedProblem(error));
      }
    },
    close: () => exiftool.close(),
  };
}
