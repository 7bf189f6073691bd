import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../core/problem.ts';
import { namingFor } from '../fingerprint.ts';
import type { MediaFile } from '../types.ts';
import { createAttributeCopier } from './attribute-copier.ts';
import { createBatcher } from './batch.ts';
import { createChain } from './chain.ts';
import { createExchanger, type Exchanger } from './exchanger.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { tellLeftovers } from './leftovers.ts';
import { createLibraryLocks, type LibraryLocks } from './library-locks.ts';
import { type Measure, unmeasured } from './phases.ts';
import { badPath, pathOf } from './place.ts';
import type { PhotoWriter, RecoverResult, WriteResult } from './ports.ts';
import type { ExifToolReader } from './reader.ts';
import { recoverEntry } from './recover.ts';
import { Refused } from './replace.ts';
import { restoreFile } from './restore-file.ts';
import { createSettling } from './settle.ts';
import { stoppedWriting } from './stage.ts';
import { isSystemError, systemProblem } from './system-problem.ts';
import { pruneUndo } from './undo-store.ts';
import { writeFile } from './write-file.ts';
import type { WriteTools } from './write-tools.ts';

export interface PhotoWriterOptions {
  /** Shares its ExifTool processes with the writer. */
  readonly reader: ExifToolReader;
  /** How long another program may take to finish writing into the old file; two seconds. */
  readonly settleMs?: number;
  /** How long to wait for another Tagbridge that writes to the same library; ten seconds. */
  readonly lockPatienceMs?: number;
  /** Told how long each part of a write takes; a benchmark's. */
  readonly measure?: Measure;
  /** How two files change places; the system's own way when not said. */
  readonly exchanger?: Exchanger;
}

const locked: Problem = {
  code: 'locked',
  message: 'Another Tagbridge is writing to this library. Wait until it is done and run it again.',
};

function toProblem(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  const stopped = stoppedWriting(error);
  if (stopped !== undefined) return stopped.problem;
  if (isSystemError(error)) return systemProblem(error, 'The photo was not changed.');
  throw error;
}

/** A file, its sidecars and its siblings of the same stem share one queue. */
const keyOf = ({ root, path }: Pick<MediaFile, 'root' | 'path'>): string => {
  const full = join(root, path);
  return join(dirname(full), basename(full).split('.', 1)[0] ?? '')
    .normalize('NFC')
    .toLowerCase();
};

/** The only place that writes photo files: each write follows W1 to W11 of reliability.md §2.0. */
export function createPhotoWriter(options: PhotoWriterOptions): Required<PhotoWriter> {
  const queue = createKeyedQueue();
  const locks: LibraryLocks = createLibraryLocks(options.lockPatienceMs);
  const tools: WriteTools = {
    reader: options.reader,
    chain: createChain(options.reader.exiftool),
    dumps: createBatcher(options.reader.exiftool),
    attributes: createAttributeCopier(),
    exchanger: options.exchanger ?? createExchanger(),
    measure: options.measure ?? unmeasured,
  };
  const settling = createSettling(options.settleMs ?? 2_000);

  async function locking<T>(
    file: Pick<MediaFile, 'root' | 'path'>,
    refused: (problem: Problem) => T,
    task: () => Promise<T>,
  ): Promise<T> {
    return queue.run(keyOf(file), async () => {
      let release: (() => void) | undefined;
      try {
        release = await locks.hold(file.root);
        if (release === undefined) return refused(locked);
        return await task();
      } catch (error) {
        return refused(toProblem(error));
      } finally {
        release?.();
      }
    });
  }

  const safely = async (file: MediaFile, task: () => Promise<WriteResult>): Promise<WriteResult> => {
    const refused = (problem: Problem): WriteResult => ({ ok: false, problem });
    const bad = badPath(file);
    if (bad !== undefined) return refused(bad);
    // Before the lock: where the drive is away, not even that is made in the folder that is in its place.
    const missing = await lstat(pathOf(file)).then(
      () => undefined,
      (error: unknown) => systemProblem(error, 'The photo was not changed.'),
    );
    if (missing !== undefined) return refused(missing);
    return locking(file, refused, async () => {
      const result = await task();
      if (result.ok && !result.unchanged) settling.add(result.entry);
      return result;
    });
  };

  const mayReplace = (root: string) => (): void => {
    if (!locks.isHeld(root)) throw new Refused(locked);
  };

  return {
    warm: () => options.reader.exiftool.warm(),
    write: (asked) =>
      tellLeftovers(asked, (job) =>
        safely(job.file, async () => {
          const sidecar = await namingFor(pathOf(job.file), job.file.sidecar);
          return writeFile(tools, { ...job, file: { ...job.file, sidecar } }, mayReplace(job.file.root));
        }),
      ),
    restore: (asked) =>
      tellLeftovers(asked, (job) =>
        safely(job.file, () => restoreFile(tools, job, mayReplace(job.file.root))),
      ),
    recover: (entry, state) => {
      const stuck = (problem: Problem): RecoverResult => ({ outcome: 'stuck', problem });
      return locking(entry, stuck, () => recoverEntry(entry, state, tools.exchanger));
    },
    settled: () => settling.wait(),
    prune: (root, policy, beside) => pruneUndo(root, policy, Date.now(), beside),
    async close() {
      locks.close();
      tools.attributes.close();
      tools.exchanger.close();
    },
  };
}
