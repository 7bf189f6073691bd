import { create } from 'zustand';
import type { EngineEvent } from '../../shared/api/events.ts';
import type { JobView } from '../../shared/api/views.ts';
import { engine } from './engine.ts';
import { notify } from './notices.ts';

/** What the engine is busy with, oldest first. */
export const useJobs = create<{ jobs: JobView[] }>(() => ({ jobs: [] }));

export const jobMoved = (job: JobView): void =>
  useJobs.setState(({ jobs }) => ({
    jobs: jobs.some((other) => other.job === job.job)
      ? jobs.map((other) => (other.job === job.job ? job : other))
      : [...jobs, job],
  }));

export function jobEnded(event: Extract<EngineEvent, { kind: 'jobEnded' }>): void {
  useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.job !== event.job) }));
  if (event.outcome === 'failed' && event.message) notify({ kind: 'failure', text: event.message });
}

export async function fetchJobs(): Promise<void> {
  const jobs = await engine()
    .jobs.list()
    .catch(() => []);
  useJobs.setState({ jobs });
}

export const cancelJob = (job: string): void => {
  void engine()
    .jobs.cancel({ job })
    .catch(() => undefined);
};

/** The job with this id, while it runs. */
export const useJob = (job: string | null): JobView | undefined =>
  useJobs(({ jobs }) => (job ? jobs.find((other) => other.job === job) : undefined));
