import type { RunView } from '../../shared/api/views.ts';
import { changeAt } from './fake-plans.ts';

const hour = 3_600_000;

/** A history with every state a run can have, newest first. */
export const fakeRuns = (): RunView[] => {
  const run = (at: number, change: Partial<RunView>): RunView => ({
    run: `old-${at}`,
    plan: `old-plan-${at}`,
    at: Date.now() - at * hour,
    endedAt: Date.now() - at * hour + 42_000,
    kind: 'push',
    title: 'Push archive → nas',
    state: 'done',
    written: 480,
    skipped: 0,
    problems: 0,
    undone: null,
    bridges: [],
    fields: ['keywords', 'rating'],
    libraries: ['nas'],
    ...change,
  });
  return [
    run(1, {
      ...{ state: 'interrupted', kind: 'sync', title: 'Sync Archive and NAS', written: 1210 },
      ...{ bridges: ['Archive and NAS'], automatic: true },
    }),
    run(2, { kind: 'edit', title: '+ animals › birds › heron on 12 photos', written: 24 }),
    run(5, { kind: 'undo', title: 'Undo of “Push archive → laptop”', written: 61 }),
    run(6, { title: 'Push archive → laptop', written: 61, undone: 'old-5' }),
    run(26, { problems: 3, skipped: 12, written: 468 }),
    run(29, {
      kind: 'resolve',
      title: 'Settle 312 conflicts of rating: 4 in archive, 2 in nas',
      written: 312,
    }),
    run(700, {
      state: 'cancelled',
      kind: 'sync',
      title: 'Sync Everything that Ana and her brother photographed in 2019 and later',
      written: 99,
    }),
    ...Array.from({ length: 120 }, (_, at) =>
      run(800 + at * 20, {
        kind: 'sync',
        title: 'Sync Archive and NAS',
        written: at + 1,
        bridges: ['Archive and NAS'],
      }),
    ),
  ];
};

export function fakeHistory(runs: RunView[]) {
  return {
    'history.list': ({
      limit = 100,
      after = '0',
      bridge,
    }: {
      limit?: number;
      after?: string;
      bridge?: string;
    }) => {
      const found = runs.filter(({ bridges }) => bridge === undefined || bridges.includes(bridge));
      const to = Number(after) + limit;
      return {
        total: found.length,
        items: found.slice(Number(after), to),
        ...(to < found.length ? { next: String(to) } : {}),
      };
    },
    'history.changes': ({
      run: id,
      limit = 100,
      after = '0',
    }: {
      run: string;
      limit?: number;
      after?: string;
    }) => {
      const run = runs.find((one) => one.run === id)!;
      const total = run.written + run.problems;
      const to = Math.min(total, Number(after) + limit);
      const items = Array.from({ length: to - Number(after) }, (_, at) => ({
        ...changeAt(Number(after) + at, 'nas'),
        state: 'written',
        ...(Number(after) + at < run.problems ? { state: 'problem', problem: 'The file is read-only.' } : {}),
      }));
      return { total, items, ...(to < total ? { next: String(to) } : {}) };
    },
    'plans.resume': ({ run: id }: { run: string }, emit: (event: { kind: 'history' }) => void) => {
      Object.assign(runs.find((one) => one.run === id)!, { state: 'done' });
      emit({ kind: 'history' });
      return {};
    },
    'plans.cancel': ({ run: id }: { run: string }, emit: (event: { kind: 'history' }) => void) => {
      Object.assign(runs.find((one) => one.run === id)!, { state: 'cancelled' });
      emit({ kind: 'history' });
      return {};
    },
  };
}
