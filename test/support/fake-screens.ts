import type { LibraryView } from '../../shared/api/views.ts';
import { fakeBridgeList, fakeBridges } from './fake-bridges.ts';
import type { FakeOptions } from './fake-client.ts';
import { fakeConflicts } from './fake-conflicts.ts';
import { fakeHistory, fakeRuns } from './fake-history.ts';
import { fakeLibraries, manyLibraries } from './fake-libraries.ts';
import { type FakePlans, fakePlans } from './fake-plans.ts';

export interface FakeScreens {
  libraries: LibraryView[];
  plans: FakePlans;
  answers: NonNullable<FakeOptions['answers']>;
}

/** Everything the screens beside Photos ask for: `fakeEngine(fakeScreens())`. `time`: milliseconds of a scan or run. */
export function fakeScreens({ libraries = manyLibraries(), time = 0 } = {}): FakeScreens {
  const plans = fakePlans();
  plans.runTime = time;
  const conflicts = fakeConflicts(plans);
  const runPlan = plans.answers['plans.run']!;
  return {
    libraries,
    plans,
    answers: {
      ...fakeLibraries(libraries, time),
      ...plans.answers,
      ...conflicts,
      ...fakeBridges(libraries.length === 0 ? [] : fakeBridgeList(), plans),
      ...fakeHistory(libraries.length === 0 ? [] : fakeRuns()),
      'plans.run': (input: never, emit: never) => {
        conflicts['plans.run'](input, emit);
        return runPlan(input, emit);
      },
      'plans.push': ({ from, to, mode }: { from: string; to: string; mode: string }) =>
        plans.make('push', `Push ${from} → ${to}`, {
          skipped: 31,
          skippedBy: { unmatched: 24, problem: 7 },
          conflicts: 12,
          losing: mode === 'replace' ? 89 : 25,
          ...(mode === 'replace' ? { needs: 'brake' as const } : {}),
        }),
      'plans.undo': ({ run }: { run: string }) =>
        plans.make('undo', `Undo of ${run}`, { skipped: 2, skippedBy: { changedSince: 2 } }),
      'plans.redo': ({ run }: { run: string }) => plans.make('redo', `Redo of ${run}`),
    } as unknown as FakeScreens['answers'],
  };
}
