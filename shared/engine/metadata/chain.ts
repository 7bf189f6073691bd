import { setTimeout as wait } from 'node:timers/promises';
import { type ExifToolPool, ExifToolStopped, type Printed } from './exiftool.ts';
import { createGathering } from './gather.ts';

/** Writes by ExifTool, several without a pause between them: it need not wait until we have read its last answer. */
export interface Chain {
  /**
   * Runs one command, after or before others; `bytes`: of the file that it reads. Rejects with `ExifToolStopped`; then
   * it may have been run, or not.
   */
  run(args: readonly string[], bytes: number): Promise<Printed>;
}

interface Link {
  readonly bytes: number;
  readonly args: readonly string[];
  readonly resolve: (printed: Printed) => void;
  readonly reject: (error: unknown) => void;
}

/** About what ExifTool writes while the engine does its part for the files before. */
const most = 16;
/** Together no more than is written well within the time that one command may take. */
const mostBytes = 64 * 2 ** 20;

/** Who gets an answer works on it at once; a moment later, so that the process has its next commands first. */
async function deliver(links: readonly Link[], outs: readonly string[]): Promise<void> {
  await wait(2);
  for (const [at, out] of outs.entries()) {
    links[at]!.resolve({ out, errors: [], warnings: [] });
  }
}

export function createChain(pool: ExifToolPool): Chain {
  const carryOut = async (links: readonly Link[]): Promise<void> => {
    try {
      if (links.length === 1) return links[0]!.resolve(await pool.run(links[0]!.args));
      void deliver(links, await pool.runTogether(links.map(({ args }) => args)));
    } catch (error) {
      // One of several took too long, or said too much: to each it is as if the process had gone, and it tries alone.
      const why = links.length === 1 ? error : new ExifToolStopped('died', String(error));
      for (const { reject } of links) reject(why);
    }
  };
  const gathering = createGathering<Link>({
    processes: pool.limits.processes,
    most,
    fits: (taken, next) => taken.reduce((sum, { bytes }) => sum + bytes, next.bytes) <= mostBytes,
    carryOut,
  });
  return {
    run: (args, bytes) => new Promise((resolve, reject) => gathering.add({ args, bytes, resolve, reject })),
  };
}
