import { type Topic, useTopics } from './topics.ts';

/**
 * Asks now, and again when one of the topics moves (any, when none is named): one question at a time, asked once more
 * when something moved meanwhile. The answer ends it.
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
      await ask();
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
