// A router of two procedures and a picture, for tests of what stands around the engine.
import { eventIterator, os, type } from '@orpc/server';
import type { Engine } from '../../shared/engine/engine.ts';

const router = {
  status: os.handler(() => ({ photos: 7 })),
  events: os.output(eventIterator(type<number>())).handler(async function* () {
    yield 1;
    yield 2;
  }),
};

export const tinyEngine = {
  router: router as unknown as Engine['router'],
  thumbnail: async (file: number) =>
    file === 1
      ? { bytes: Buffer.from('a picture'), mime: 'image/jpeg' }
      : { code: 'unreadable' as const, message: 'It could not be read.' },
};
