import { type ExifToolPool, ExifToolStopped, type Printed } from './exiftool.ts';

/** Writes by ExifTool, without a pause between them: a process has its next ones before it has answered the last. */
export interface Chain {
  /**
   * Runs one command, after or before others. Rejects with `ExifToolStopped`; then it may have been run, or not, and
   * is to be run alone.
   */
  run(args: readonly string[]): Promise<Printed>;
}

interface Link {
  readonly args: readonly string[];
  readonly resolve: (printed: Printed) => void;
  readonly reject: (error: unknown) => void;
}

/** After so many it is looked at whether the process has grown too large … */
const mostInTurn = 500;
/** … and, where there is no other, those who read have their turn. */
const mostAlone = 32;

/**
 * One process has it all: what the engine does around a write takes longer than ExifTool's part, and a second process
 * would cost half a second to start. It is left to those who read.
 */
export function createChain(pool: ExifToolPool): Chain {
  const most = pool.limits.processes === 1 ? mostAlone : mostInTurn;
  const waiting: Link[] = [];
  let isRunning = false;

  async function carryOut(): Promise<void> {
    const links: Link[] = [];
    const next = (): readonly string[] | undefined => {
      const link = links.length < most ? waiting.shift() : undefined;
      if (link) links.push(link);
      return link?.args;
    };
    try {
      await pool.runSeries({
        next,
        answered: (at, outs) => {
          for (const [n, out] of outs.entries()) links[at + n]!.resolve({ out, errors: [], warnings: [] });
        },
      });
    } catch (error) {
      // One of them had something to say, took too long or said too much: to each that is not answered it is as if the
      // process had gone.
      for (const { reject } of links) reject(new ExifToolStopped('died', String(error)));
    }
  }

  async function start(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await carryOut();
    isRunning = false;
  }

  return {
    run: (args) =>
      new Promise((resolve, reject) => {
        waiting.push({ args, resolve, reject });
        if (!isRunning) void start();
      }),
  };
}
