import { type Topic, useTopics } from './topics.ts';

/** An answer that took long is not asked for again before it has rested this many times as long. */
const restFactor = 3;

/**
 * Asks now, and again when one of the topics moves (any, when none is named): one question at a time, asked once more
 * when something moved meanwhile. While a scan moves things many times a second, the engine is left most of its time.
 * The answer ends it.
 */
export function keepCurrent(ask: () => Promise<void>, topics?: readonly Topic[]): () => void {
  let busy = false;
  let again = false;
  let over = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      const began = performance.now();
      await ask();
      const took = performance.now() - began;
      if (!over) await new Promise((resolve) => setTimeout(resolve, took * restFactor));
    } while (again && !over);
    busy = false;
  };
  void run();
  const stop = useTopics.subscribe((now, before) => {
    if (!topics || topics.some((topic) => now[topic] !== before[topic])) void run();
  });
  return () => {
    over = true;
    stop();
  };
}
