import type { EngineEvent } from '../api/events.ts';

/** Where the engine tells its clients what to refetch. */
export interface EventHub {
  emit(event: EngineEvent): void;
  /** One client's stream: the latest event per kind, at most ten batches a second. Ends with the signal or the hub. */
  subscribe(signal?: AbortSignal): AsyncGenerator<EngineEvent, void, void>;
  close(): void;
}

const interval = 100;
/** Photo ids beyond this are told as 'many'. */
const manyPhotos = 500;
/** A client that stops reading loses its oldest events; it refetches after a gap anyway. */
const longest = 500;

/** What one client has not been sent yet: no transport here has backpressure, so only the latest of each kind waits. */
interface Mailbox {
  readonly waiting: Map<string, EngineEvent>;
  wake: (() => void) | undefined;
}

const keyOf = (event: EngineEvent): string =>
  event.kind === 'job' ? `job ${event.job.job}` : event.kind === 'jobEnded' ? `end ${event.job}` : event.kind;

function merged(previous: EngineEvent | undefined, event: EngineEvent): EngineEvent {
  if (event.kind !== 'photos' || event.photos === 'many') return event;
  const before = previous?.kind === 'photos' ? previous.photos : [];
  if (before === 'many') return { kind: 'photos', photos: 'many' };
  const all = [...new Set([...before, ...event.photos])];
  return { kind: 'photos', photos: all.length > manyPhotos ? 'many' : all };
}

function post(box: Mailbox, event: EngineEvent): void {
  const key = keyOf(event);
  // The end of a job replaces its last progress and comes after all else of it.
  if (event.kind === 'jobEnded') box.waiting.delete(`job ${event.job}`);
  const next = merged(box.waiting.get(key), event);
  box.waiting.delete(key);
  box.waiting.set(key, next);
  if (box.waiting.size > longest) box.waiting.delete(box.waiting.keys().next().value ?? '');
  box.wake?.();
}

/** The hub of one engine; `close` ends every stream. */
export function createEventHub(): EventHub {
  const boxes = new Set<Mailbox>();
  let closed = false;
  return {
    emit(event) {
      for (const box of boxes) post(box, event);
    },
    async *subscribe(signal) {
      const box: Mailbox = { waiting: new Map(), wake: undefined };
      const wake = () => box.wake?.();
      const over = () => closed || signal?.aborted === true;
      boxes.add(box);
      signal?.addEventListener('abort', wake);
      try {
        while (!over()) {
          if (box.waiting.size === 0) await woken(box);
          const batch = [...box.waiting.values()];
          box.waiting.clear();
          for (const event of batch) if (!over()) yield event;
          if (!over()) await paused(box, signal);
        }
      } finally {
        boxes.delete(box);
        signal?.removeEventListener('abort', wake);
      }
    },
    close() {
      closed = true;
      for (const box of boxes) box.wake?.();
    },
  };
}

const woken = (box: Mailbox) =>
  new Promise<void>((resolve) => {
    box.wake = resolve;
  });

/** Waits out the interval; an abort ends it early. */
const paused = (box: Mailbox, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, interval);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    timer.unref();
    box.wake = undefined;
    signal?.addEventListener('abort', done);
  });
