import type { EngineEvent } from '../../shared/api/events.ts';
import type { ChangeRow, JobView, PlanOutcome } from '../../shared/api/views.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { fakeRow, fileOf, lot } from './fake-photos.ts';

type Emit = (event: EngineEvent) => void;

/** Saved plans of push, sync, resolve, undo and redo, apart from the edits that the fake engine itself knows. */
export interface FakePlans {
  make(kind: PlanOutcome['kind'], title: string, change?: Partial<PlanOutcome>): PlanOutcome;
  answers: Record<string, (input: never, emit: Emit) => unknown>;
  /** Milliseconds a run takes, in ten steps of progress. */
  runTime: number;
}

export const changeAt = (seq: number, library: string): ChangeRow => {
  const photo = seq + 1;
  const [field, before, after] = samples[lot(seq) % samples.length]!;
  return {
    seq,
    library,
    path: `2024/05 Lisbon/${fakeRow(photo, {}).name}`,
    file: fileOf(photo, 1),
    photo,
    field,
    before,
    after,
  };
};

const samples: [FieldName, MaybeValue, MaybeValue][] = [
  ['rating', null, 4],
  ['rating', 2, 5],
  ['label', 'red', null],
  [
    'keywords',
    ['animals|birds|heron', 'to sort'],
    ['animals|birds|heron', 'places|Portugal|Lisbon', 'light|golden hour'],
  ],
  ['keywords', null, ['family', 'people at work']],
  ['title', null, { 'x-default': 'Morning at the harbour' }],
  [
    'description',
    { 'x-default': 'Heron' },
    {
      'x-default': 'A grey heron waits at the edge of the basin while the first boat of the morning leaves.',
    },
  ],
  ['city', null, 'Lisbon'],
];

export function fakePlans(): FakePlans {
  const plans = new Map<string, PlanOutcome>();
  const own = (plan: string) => plans.get(plan);
  const self: FakePlans = {
    runTime: 0,
    make(kind, title, change = {}) {
      const outcome: PlanOutcome = {
        plan: `saved-${plans.size + 1}`,
        run: null,
        kind,
        title,
        photos: 472,
        planned: 480,
        written: 0,
        unchanged: 1204,
        skipped: 0,
        skippedBy: {},
        conflicts: 0,
        losing: 0,
        byField: [
          { field: 'keywords', library: 'nas', adds: 212, replaces: 64, clears: 0 },
          { field: 'rating', library: 'nas', adds: 170, replaces: 22, clears: 3 },
          { field: 'title', library: 'nas', adds: 88, replaces: 0, clears: 0 },
        ],
        changeTotal: 559,
        problems: [],
        problemTotal: 0,
        ...change,
      };
      plans.set(outcome.plan, outcome);
      return outcome;
    },
    answers: {
      'plans.run': async ({ plan, job }: { plan: string; job?: string }, emit: Emit) => {
        const planned = own(plan);
        if (!planned) return undefined;
        if (self.runTime > 0)
          await progress(emit, job ?? 'run', 'run', planned.title, planned.planned, self.runTime);
        // What is decided without writing is no run, as in the engine.
        const run = planned.planned === 0 ? null : `run-${plan}`;
        const done = { ...planned, run, written: planned.planned - planned.problemTotal };
        plans.set(plan, done);
        return done;
      },
      'plans.get': ({ plan }: { plan: string }) => own(plan),
      'plans.changes': ({
        plan,
        limit = 100,
        after = '0',
      }: {
        plan: string;
        limit?: number;
        after?: string;
      }) => {
        const outcome = own(plan);
        if (!outcome) return undefined;
        const to = Math.min(outcome.changeTotal, Number(after) + limit);
        const items = Array.from({ length: to - Number(after) }, (_, at) =>
          changeAt(Number(after) + at, 'nas'),
        );
        return {
          total: outcome.changeTotal,
          items,
          ...(to < outcome.changeTotal ? { next: String(to) } : {}),
        };
      },
    },
  };
  return self;
}

/** Plays a job from nothing to all, so that bars and counts can be seen. */
export async function progress(
  emit: Emit,
  job: string,
  kind: JobView['kind'],
  title: string,
  total: number,
  time: number,
) {
  for (let step = 0; step < 10; step += 1) {
    const done = Math.round((total * step) / 10);
    emit({
      kind: 'job',
      job: {
        job,
        kind,
        title,
        detail: `2024/05 Lisbon/${fakeRow(done + 1, {}).name}`,
        done,
        total,
        value: done / total,
        perSecond: 42,
        secondsLeft: (total - done) / 42,
        cancellable: true,
      },
    });
    await new Promise((resolve) => setTimeout(resolve, time / 10));
  }
  emit({ kind: 'jobEnded', job, outcome: 'done' });
}
