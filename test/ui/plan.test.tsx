import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { provide } from '../../renderer/state/engine.ts';
import { usePages } from '../../renderer/state/pages.ts';
import { usePlan } from '../../renderer/state/plan.ts';
import { touch } from '../../renderer/state/topics.ts';
import { planSentence, planVerb, runSentence, skipLines } from '../../renderer/ui/plan-facts.ts';
import { PlanNotes } from '../../renderer/ui/plan-notes.tsx';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { fakeEngine } from '../support/fake-client.ts';
import { fakeScreens } from '../support/fake-screens.ts';

const facts = (change: Partial<PlanOutcome>): PlanOutcome => ({
  ...fakeScreens().plans.make('push', 'Push'),
  ...change,
});

test.each([
  ['a push', facts({ planned: 480 }), 'Write 480 files'],
  ['one file', facts({ planned: 1 }), 'Write 1 file'],
  ['an undo', facts({ kind: 'undo', planned: 3 }), 'Undo in 3 files'],
  ['a redo', facts({ kind: 'redo', planned: 3 }), 'Redo in 3 files'],
  ['a push with nothing to write', facts({ planned: 0 }), undefined],
  ['a sync with nothing to write', facts({ kind: 'sync', planned: 0 }), undefined],
  ['a decision that needs no writing', facts({ kind: 'resolve', planned: 0 }), 'Settle without writing'],
])('the button says what happens: %s', (_, plan, verb) => expect(planVerb(plan)).toBe(verb));

test.each([
  [
    'only conflicts',
    facts({ planned: 0, conflicts: 2 }),
    'Nothing can be written until the conflicts are settled.',
  ],
  [
    'all skipped',
    facts({ planned: 0, skipped: 2 }),
    'Nothing would be written: every file that differs is skipped.',
  ],
  ['in step', facts({ planned: 0 }), 'Nothing would be written: these files already agree.'],
  ['a sync in step', facts({ kind: 'sync', planned: 0 }), 'In step. Nothing to write.'],
  [
    'a sync with conflicts',
    facts({ kind: 'sync', planned: 0, conflicts: 1 }),
    'Nothing to write. 1 conflict waits for you to decide.',
  ],
  [
    'a sync of libraries without a common photo',
    facts({ kind: 'sync', planned: 0, unchanged: 0 }),
    'Nothing to bring in step yet: no photo has a second copy in these libraries.',
  ],
])('a plan that writes nothing says why: %s', (_, plan, sentence) =>
  expect(planSentence(plan)).toBe(sentence),
);

test('files in a library that is offline are said to be in which; of an older plan only that they are', () => {
  const skippedBy = { offline: 22, readOnly: 1 };
  const away = [
    { library: 'laptop', files: 20 },
    { library: 'usb', files: 2 },
  ];
  expect(skipLines({ skippedBy, away })).toEqual([
    '20 files in laptop, which is offline',
    '2 files in usb, which is offline',
    '1 file in a library that is never written',
  ]);
  expect(skipLines({ skippedBy })[0]).toBe('22 files in a library that is offline');
});

test('a run that was stopped says how far it came', () => {
  expect(runSentence(facts({ planned: 480, written: 12 }), true)).toMatch(/^Stopped after 12 of 480 files\./);
  expect(runSentence(facts({ planned: 480, written: 477 }))).toMatch(/^477 of 480 files written/);
});

test('findings are told, and a keyword left below an old name can be moved along', async () => {
  const asked: string[][] = [];
  const paths = ['animals|bird', 'animals|birds', 'animals|bird|heron'];
  const plan = facts({
    notes: [
      { kind: 'straggler', paths, field: 'keywords', photos: 3 },
      { kind: 'keptAdd', paths: ['sea'], field: 'keywords', photos: 1 },
    ],
    noteTotal: 12,
  });
  render(<PlanNotes plan={plan} onRename={(...renaming) => asked.push(renaming)} />);
  screen.getByText(/^“animals › bird › heron” is left below the old name “animals › bird”, which is called/);
  screen.getByText('and 10 more findings');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Move it too…' }));
  expect(asked).toEqual([['animals|bird|heron', 'animals|birds|heron']]);
});

/** A promise that the test settles. */
const later = <T,>() => Promise.withResolvers<T>();

test('the newest preview wins, whichever answers last', async () => {
  const screens = fakeScreens();
  provide(fakeEngine(screens));
  const { result } = renderHook(() => usePlan());
  const first = later<ReturnType<typeof screens.plans.make>>();
  const newer = screens.plans.make('push', 'newer');
  await act(async () => {
    void result.current.preview(() => first.promise);
    await result.current.preview(() => Promise.resolve(newer));
    first.resolve(screens.plans.make('push', 'older'));
  });
  expect(result.current.outcome?.title).toBe('newer');
});

test('leaving while it is being planned cancels the planning, and its answer is dropped', async () => {
  const screens = fakeScreens();
  const fake = fakeEngine(screens);
  provide(fake);
  const { result } = renderHook(() => usePlan());
  const answer = later<ReturnType<typeof screens.plans.make>>();
  let asked = '';
  act(() => {
    void result.current.preview(({ job }) => {
      asked = job;
      return answer.promise;
    });
  });
  act(() => result.current.cancel());
  await act(async () => answer.resolve(screens.plans.make('push', 'late')));
  expect(result.current.phase).toBe('idle');
  expect(fake.calls.filter(({ path }) => path === 'jobs.cancel').map(({ input }) => input)).toEqual([
    { job: asked },
  ]);
});

test('a run that was cancelled shows what it had written by then', async () => {
  const screens = fakeScreens();
  const planned = screens.plans.make('push', 'Push');
  screens.answers['plans.run'] = () =>
    Promise.reject(Object.assign(new Error('Cancelled.'), { code: 'CANCELLED', data: {} }));
  screens.answers['plans.get'] = () => ({ ...planned, run: 'run-1', written: 12 });
  provide(fakeEngine(screens));
  const { result } = renderHook(() => usePlan());
  await act(() => result.current.preview(() => Promise.resolve(planned)));
  await act(() => result.current.run());
  expect(result.current).toMatchObject({ phase: 'done', cancelled: true, outcome: { written: 12 } });
});

test('a plan that decides without writing is done when it was run, though there is no run', async () => {
  const screens = fakeScreens();
  const planned = screens.plans.make('sync', 'Sync', { planned: 0, changeTotal: 0 });
  provide(fakeEngine(screens));
  const { result } = renderHook(() => usePlan());
  await act(() => result.current.preview(() => Promise.resolve(planned)));
  await act(() => result.current.run());
  expect(result.current).toMatchObject({ phase: 'done', outcome: { run: null, written: 0 } });
  expect(result.current.failure).toBeUndefined();
});

test('a run that could not start leaves the preview with the reason', async () => {
  const screens = fakeScreens();
  const planned = screens.plans.make('push', 'Push');
  screens.answers['plans.run'] = () =>
    Promise.reject(
      Object.assign(new Error('nas is offline.'), { code: 'OFFLINE', data: { hint: 'Connect it.' } }),
    );
  provide(fakeEngine(screens));
  const { result } = renderHook(() => usePlan());
  await act(() => result.current.preview(() => Promise.resolve(planned)));
  await act(() => result.current.run());
  expect(result.current).toMatchObject({
    phase: 'preview',
    failure: { message: 'nas is offline.', hint: 'Connect it.' },
  });
});

test('pages are read as far as the list is seen, and read again when their topic changes', async () => {
  const asked: (string | undefined)[] = [];
  let total = 25;
  const read = (after?: string) => {
    asked.push(after);
    const from = Number(after ?? 0);
    const to = Math.min(total, from + 10);
    const items = Array.from({ length: to - from }, (_, at) => from + at);
    return Promise.resolve({ total, items, ...(to < total ? { next: String(to) } : {}) });
  };
  const topics = ['history'] as const;
  const { result } = renderHook(() => usePages(read, topics));
  await waitFor(() => expect(result.current.items).toHaveLength(10));
  act(() => result.current.need(21));
  await waitFor(() => expect(result.current.items).toEqual(Array.from({ length: 25 }, (_, at) => at)));
  expect(asked).toEqual([undefined, '10', '20']);
  total = 3;
  act(() => touch('history'));
  await waitFor(() => expect(result.current.items).toEqual([0, 1, 2]));
  expect(result.current.total).toBe(3);
});
