import { randomUUID } from 'node:crypto';
import { TagbridgeError } from '../api/errors.ts';
import type { JobView } from '../api/views.ts';
import type { EventHub } from './hub.ts';

export type JobKind = JobView['kind'];

/** What a long piece of work holds while it runs. */
export interface Job {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Counts so far; `total` stays what it was when left out. */
  progress(done: number, total?: number | null, detail?: string): void;
  /** The work goes on as another kind (a plan that is carried out at once); counts begin anew. */
  become(kind: JobKind, title: string): void;
}

/** Why a job's signal fires when the engine closes; any other reason is a person's wish. */
export const closing = 'the engine closes';

export interface JobSpec {
  /** The client's own id for it, so that it can follow and cancel. */
  readonly id?: string | undefined;
  readonly kind: JobKind;
  readonly title: string;
  /** Ids of the bridges it works for. */
  readonly bridges?: readonly string[] | undefined;
  readonly cancellable?: boolean;
}

export interface Jobs {
  /** Registers the work, runs it, tells its end. Errors pass through; a cancelled job's work decides what that means. */
  run<T>(spec: JobSpec, work: (job: Job) => Promise<T>): Promise<T>;
  list(): JobView[];
  /** True when there was such a job and it may be cancelled. */
  cancel(id: string): boolean;
  /** Cancels all and waits until every one has ended. */
  close(): Promise<void>;
}

/** Rate is measured over the last seconds, so that it follows what is happening now. */
const rateWindow = 10_000;

interface Running {
  readonly view: JobView;
  readonly abort: AbortController;
  readonly marks: { at: number; done: number }[];
  readonly ended: Promise<unknown>;
}

function measure(running: Running, at: number): void {
  const { view, marks } = running;
  const last = marks.at(-1);
  if (last === undefined || at - last.at >= 500) marks.push({ at, done: view.done });
  while (marks.length > 2 && at - marks[0]!.at > rateWindow) marks.shift();
  const first = marks[0]!;
  const seconds = (at - first.at) / 1000;
  view.perSecond = seconds > 0.2 ? (view.done - first.done) / seconds : null;
  view.value = view.total ? Math.min(1, view.done / view.total) : null;
  view.secondsLeft =
    view.perSecond && view.total ? Math.max(0, view.total - view.done) / view.perSecond : null;
}

/** Throws CANCELLED when the signal has fired; for loops between two files. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TagbridgeError('CANCELLED', 'Cancelled.');
}

/** The engine's long work, one list. */
export function createJobs(hub: EventHub, clock: () => number): Jobs {
  const all = new Map<string, Running>();
  let isClosing = false;

  function start(spec: JobSpec, id: string, ended: Promise<unknown>): Running {
    const view: JobView = {
      job: id,
      kind: spec.kind,
      title: spec.title,
      ...(spec.bridges ? { bridges: [...spec.bridges] } : {}),
      detail: '',
      done: 0,
      total: null,
      value: null,
      perSecond: null,
      secondsLeft: null,
      cancellable: spec.cancellable ?? true,
    };
    const running = { view, abort: new AbortController(), marks: [{ at: clock(), done: 0 }], ended };
    all.set(id, running);
    hub.emit({ kind: 'job', job: { ...view } });
    return running;
  }

  const handle = (running: Running): Job => ({
    id: running.view.job,
    signal: running.abort.signal,
    progress(done, total, detail) {
      running.view.done = done;
      if (total !== undefined) running.view.total = total;
      if (detail !== undefined) running.view.detail = detail;
      measure(running, clock());
      hub.emit({ kind: 'job', job: { ...running.view } });
    },
    become(kind, title) {
      Object.assign(running.view, { kind, title, done: 0, total: null, detail: '' });
      running.marks.length = 0;
      measure(running, clock());
    },
  });

  return {
    async run(spec, work) {
      const id = spec.id ?? randomUUID();
      if (isClosing)
        throw new TagbridgeError('BUSY', 'The engine is closing.', { hint: 'Start Tagbridge again.' });
      if (all.has(id)) {
        throw new TagbridgeError('USAGE', `There is already a job ${id}.`, {
          hint: 'Choose another job id.',
        });
      }
      const settled = Promise.withResolvers<void>();
      const running = start(spec, id, settled.promise);
      const end = (outcome: 'done' | 'cancelled' | 'failed', message?: string) => {
        all.delete(id);
        hub.emit({ kind: 'jobEnded', job: id, outcome, ...(message === undefined ? {} : { message }) });
        settled.resolve();
      };
      try {
        const result = await work(handle(running));
        end(running.abort.signal.aborted ? 'cancelled' : 'done');
        return result;
      } catch (error) {
        end(
          running.abort.signal.aborted ? 'cancelled' : 'failed',
          error instanceof Error ? error.message : String(error),
        );
        throw error;
      }
    },
    list: () => [...all.values()].map((running) => ({ ...running.view })),
    cancel(id) {
      const running = all.get(id);
      if (!running?.view.cancellable) return false;
      running.abort.abort();
      return true;
    },
    async close() {
      isClosing = true;
      for (const running of all.values()) running.abort.abort(closing);
      await Promise.all([...all.values()].map((running) => running.ended));
    },
  };
}
