import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../shared/api/events.ts';
import { createEventHub } from '../../shared/engine/hub.ts';
import { createJobs } from '../../shared/engine/jobs.ts';

const take = async (stream: AsyncGenerator<EngineEvent>, until: (event: EngineEvent) => boolean) => {
  const seen: EngineEvent[] = [];
  for await (const event of stream) {
    seen.push(event);
    if (until(event)) break;
  }
  return seen;
};

describe('the event hub', () => {
  test('a client that reads slowly gets the latest of each kind, not a queue', async () => {
    const hub = createEventHub();
    const stream = hub.subscribe();
    const first = stream.next();
    hub.emit({ kind: 'libraries' });
    expect((await first).value).toEqual({ kind: 'libraries' });
    for (let total = 0; total < 20_000; total++) hub.emit({ kind: 'conflicts', total });
    for (let photo = 0; photo < 20_000; photo++) hub.emit({ kind: 'photos', photos: [photo] });
    hub.emit({ kind: 'history' });
    const seen = await take(stream, (event) => event.kind === 'history');
    expect(seen).toEqual([
      { kind: 'conflicts', total: 19_999 },
      { kind: 'photos', photos: 'many' },
      { kind: 'history' },
    ]);
  });

  test('an aborted client and a closed hub end their streams', async () => {
    const hub = createEventHub();
    const abort = new AbortController();
    const waiting = hub.subscribe(abort.signal).next();
    abort.abort();
    expect((await waiting).done).toBe(true);
    const other = hub.subscribe().next();
    hub.close();
    expect((await other).done).toBe(true);
  });
});

describe('jobs', () => {
  test('progress has rate and time left, and the end is told after the last of it', async () => {
    const hub = createEventHub();
    let now = 0;
    const jobs = createJobs(hub, () => now);
    const events = take(hub.subscribe(), (event) => event.kind === 'jobEnded');
    await Promise.resolve();
    await jobs.run({ id: 'one', kind: 'scan', title: 'Scan' }, async (job) => {
      job.progress(0, 100);
      now = 2000;
      job.progress(20);
      expect(jobs.list()[0]).toMatchObject({
        job: 'one',
        done: 20,
        value: 0.2,
        perSecond: 10,
        secondsLeft: 8,
      });
    });
    expect((await events).at(-1)).toEqual({ kind: 'jobEnded', job: 'one', outcome: 'done' });
    expect(jobs.list()).toEqual([]);
  });

  test('cancelling fires the signal; a second job of the same id is refused; closing waits for the end', async () => {
    const jobs = createJobs(createEventHub(), Date.now);
    const begun = Promise.withResolvers<void>();
    const work = jobs.run({ id: 'x', kind: 'run', title: 'Run' }, async (job) => {
      begun.resolve();
      await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve()));
      return 'stopped';
    });
    await begun.promise;
    await expect(jobs.run({ id: 'x', kind: 'run', title: 'Run' }, async () => 1)).rejects.toMatchObject({
      code: 'USAGE',
    });
    expect(jobs.cancel('y')).toBe(false);
    expect(jobs.cancel('x')).toBe(true);
    expect(await work).toBe('stopped');
    await jobs.close();
    await expect(jobs.run({ kind: 'run', title: 'Late' }, async () => 1)).rejects.toMatchObject({
      code: 'BUSY',
    });
  });
});
