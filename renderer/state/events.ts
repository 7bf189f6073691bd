import type { EngineEvent } from '../../shared/api/events.ts';
import { EngineAway } from '../connect.ts';
import { useConnection } from './connection.ts';
import { engine } from './engine.ts';
import { fetchJobs, jobEnded, jobMoved } from './jobs.ts';
import { changedPhotos } from './photos.ts';
import { topics, touch } from './topics.ts';

function take(event: EngineEvent): void {
  if (event.kind === 'job') jobMoved(event.job);
  else if (event.kind === 'jobEnded') jobEnded(event);
  else {
    if (event.kind === 'photos') changedPhotos();
    touch(event.kind);
  }
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Follows the engine's events until aborted. After a gap everything shown is fetched anew: events are never replayed. */
export async function followEvents(signal: AbortSignal): Promise<void> {
  let pause = 250;
  while (!signal.aborted) {
    let state: 'lost' | 'signedOut' = 'lost';
    try {
      const events = await engine().events(undefined, { signal });
      if (useConnection.getState().state !== 'open') {
        useConnection.setState({ state: 'open' });
        changedPhotos();
        touch(...topics);
        void fetchJobs();
      }
      pause = 250;
      for await (const event of events) take(event);
    } catch (error) {
      // The engine went away; asked again below.
      if (error instanceof EngineAway) state = error.state;
    }
    if (signal.aborted) return;
    useConnection.setState({ state });
    await wait(pause, signal);
    pause = Math.min(pause * 2, 5000);
  }
}
