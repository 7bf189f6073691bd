import type { RunView } from '../../shared/api/views.ts';
import { engine, newJob } from './engine.ts';
import { notifyError } from './notices.ts';
import { fetchStatus } from './status.ts';
import { touch } from './topics.ts';

const settle = async (work: Promise<unknown>) => {
  await work.catch(notifyError);
  touch('history');
  await fetchStatus();
};

/** Goes on with a run that was interrupted; its progress is in the status line. */
export const resumeRun = ({ run }: RunView): Promise<void> =>
  settle(engine().plans.resume({ run, job: newJob() }));

/** Ends an interrupted run where it is: what it wrote stays written and can be undone. */
export const cancelRun = ({ run }: RunView): Promise<void> =>
  settle(engine().plans.cancel({ run, job: newJob() }));

/** One line of what a run changed, with what became of it. */
export type RunChange = Awaited<ReturnType<ReturnType<typeof engine>['history']['changes']>>['items'][number];
