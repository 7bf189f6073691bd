import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** Pictures with more are refused: 150 million pixels are 600 MB in memory (reliability.md §4.8). */
export const pixelLimit = 150_000_000;

export interface Pixels {
  /** RGBA. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** The decoder is JavaScript and holds its thread for a second; the loader path keeps it working when bundled. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { createRequire } = require('node:module');
const decode = createRequire(workerData.from)('heic-decode');
(async () => {
  const images = await decode.all({ buffer: workerData.bytes });
  try {
    const [first] = images;
    if (first === undefined) throw new Error('no picture in the file');
    if (first.width * first.height > workerData.limit) throw new Error('exceeds the pixel limit');
    const { data, width, height } = await first.decode();
    parentPort.postMessage({ data, width, height }, [data.buffer]);
  } finally {
    images.dispose();
  }
})().catch((error) => parentPort.postMessage({ error: String(error && error.message) }));
`;

const timeoutMs = 30_000;

/** Decodes a HEIC picture in a thread of its own, upright. Throws on what is none, or takes too long. */
export async function decodeHeic(path: string): Promise<Pixels> {
  const bytes = await readFile(path);
  const worker = new Worker(program, {
    eval: true,
    workerData: { bytes, limit: pixelLimit, from: import.meta.url },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  try {
    return await new Promise<Pixels>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('decoding took too long')), timeoutMs);
      const done = (step: () => void): void => {
        clearTimeout(timer);
        step();
      };
      worker.once('message', (answer: Pixels | { error: string }) =>
        done(() => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer))),
      );
      worker.once('error', (error) => done(() => reject(error)));
      worker.once('exit', () => done(() => reject(new Error('the decoder ended'))));
    });
  } finally {
    await worker.terminate();
  }
}
