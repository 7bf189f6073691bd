// Many pictures that are quickly made: to see what watching many files costs, not what their bytes do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const [width, height] = [40, 8];

/** Five blocks in sixteen greys each: every number below a million is a picture of its own. */
const pixels = (number: number): Buffer =>
  Buffer.from(
    Array.from({ length: width * height }, (_, at) => {
      const block = Math.floor((at % width) / 8);
      return ((number >> (4 * block)) & 15) * 16 + 8;
    }),
  );

/** Makes `count` JPEGs in folders of five hundred. */
export async function makeTinyFiles(folder: string, count: number): Promise<void> {
  const raw = { width, height, channels: 1 as const };
  for (let from = 0; from < count; from += 500) {
    const set = join(folder, `many ${String(from / 500).padStart(3, '0')}`);
    mkdirSync(set, { recursive: true });
    const numbers = Array.from({ length: Math.min(500, count - from) }, (_, at) => from + at);
    const made = await Promise.all(
      numbers.map((number) => sharp(pixels(number), { raw }).jpeg({ quality: 90 }).toBuffer()),
    );
    for (const [at, bytes] of made.entries()) writeFileSync(join(set, `M${from + at}.jpg`), bytes);
  }
}
