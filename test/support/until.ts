import type { EngineEvent } from '../../shared/api/events.ts';
import type { World } from './world.ts';

/**
 * Waits until `there` holds, asking anew whenever the engine tells of something, and once a second for what it does
 * not tell; the test's own time limit ends it otherwise.
 */
export async function until(world: World, there: () => Promise<boolean>): Promise<void> {
  const abort = new AbortController();
  const told: AsyncIterable<EngineEvent> = await world.client.events(undefined, { signal: abort.signal });
  let wake = Promise.withResolvers<void>();
  void (async () => {
    for await (const _ of told) wake.resolve();
  })().catch(() => undefined);
  while (!(await there())) {
    const timer = setTimeout(() => wake.resolve(), 1000);
    await wake.promise;
    clearTimeout(timer);
    wake = Promise.withResolvers();
  }
  abort.abort();
}

/** Waits until nothing is being scanned, planned or written for half a second. */
export async function quiet(world: World): Promise<void> {
  let calm = 0;
  while (calm < 5) {
    await new Promise((resolve) => setTimeout(resolve, 125));
    const [jobs, { libraries }] = await Promise.all([world.client.jobs.list(), world.client.status()]);
    calm = jobs.length === 0 && libraries.every(({ state }) => state !== 'scanning') ? calm + 1 : 0;
  }
}
