import { withBrokenUtf8 } from './broken-utf8.ts';
import type { ExifToolPool, Printed } from './exiftool.ts';
import { createGathering } from './gather.ts';
import { nameArg } from './name-arg.ts';
import { type PrintedTags, parsePrinted } from './printed-tags.ts';

/** What one command said about the files of one request. */
export interface BatchAnswer {
  readonly files: Map<string, PrintedTags>;
  /** ExifTool's words where it printed nothing for a file. */
  readonly errors: readonly string[];
}

interface Request {
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly key: string;
  readonly args: readonly string[];
  readonly resolve: (answer: BatchAnswer) => void;
  readonly reject: (error: unknown) => void;
}

export interface Batcher {
  /** Reads files with `args`, in one command with whatever else is asked for with the same arguments. */
  read(paths: readonly string[], args: readonly string[], bytes: number): Promise<BatchAnswer>;
}

/** A command's fixed cost is about that of a small JPEG, so that a dozen files make it vanish. */
const maxRequests = 16;
const maxBytes = 64 * 2 ** 20;

/** What ExifTool printed, with the texts in it that it could not decode. */
export async function toAnswer(
  pool: Pick<ExifToolPool, 'run'>,
  printed: Printed,
  paths: readonly string[],
): Promise<BatchAnswer> {
  const files = await withBrokenUtf8(pool, parsePrinted(printed.out), paths);
  return { files, errors: printed.errors };
}

/** Joins single reads into commands over several files, as many commands at a time as there are processes. */
export function createBatcher(pool: ExifToolPool): Batcher {
  async function carryOut(requests: readonly Request[]): Promise<void> {
    const { args } = requests[0]!;
    try {
      const paths = requests.flatMap((request) => request.paths);
      const printed = await pool.run([...args, ...paths.map(nameArg)]);
      const all = await toAnswer(pool, printed, paths);
      for (const request of requests) request.resolve(all);
    } catch (error) {
      if (requests.length === 1) return requests[0]!.reject(error);
      // One file spoilt the command: each is tried alone, so that only that one is refused.
      for (const request of requests) await carryOut([request]);
    }
  }
  const gathering = createGathering<Request>({
    processes: pool.limits.processes,
    most: maxRequests,
    fits: (taken, next) =>
      next.key === taken[0]!.key &&
      taken.reduce((bytes, request) => bytes + request.bytes, next.bytes) <= maxBytes,
    carryOut,
  });
  return {
    read: (paths, args, bytes) =>
      new Promise((resolve, reject) => {
        gathering.add({ paths, args, bytes, key: args.join('\n'), resolve, reject });
      }),
  };
}
