import { create } from 'zustand';
import type { JobView, LibraryView, ScanView } from '../../shared/api/views.ts';
import { engine, newJob } from './engine.ts';
import { cancelJob, useJobs } from './jobs.ts';
import { notifyError } from './notices.ts';
import { fetchStatus, useStatus } from './status.ts';

/** Scans this window started, by library name, and what the last one found. */
interface Scans {
  jobs: Readonly<Record<string, string>>;
  found: Readonly<Record<string, ScanView['libraries'][number]>>;
}
export const useScans = create<Scans>(() => ({ jobs: {}, found: {} }));

const without = (jobs: Scans['jobs'], job: string) =>
  Object.fromEntries(Object.entries(jobs).filter(([, other]) => other !== job));

/** Scans libraries now; what each scan found is kept for the screen to say. Failures become notices. */
export async function scanLibraries(names: readonly string[]): Promise<void> {
  const job = newJob();
  useScans.setState(({ jobs }) => ({
    jobs: { ...jobs, ...Object.fromEntries(names.map((name) => [name, job])) },
  }));
  try {
    const { libraries } = await engine().libraries.scan({ libraries: [...names], job });
    useScans.setState(({ found }) => ({
      found: { ...found, ...Object.fromEntries(libraries.map((one) => [one.name, one])) },
    }));
  } catch (error) {
    notifyError(error);
  } finally {
    useScans.setState(({ jobs }) => ({ jobs: without(jobs, job) }));
    await fetchStatus();
  }
}

export function cancelScan(name: string): void {
  const own = useScans.getState().jobs[name];
  const job = own ?? scanJobOf(name, useJobs.getState().jobs)?.job;
  if (job) cancelJob(job);
}

/** The engine scans by itself too (at start, when something changed): such a job names the library in its title. */
const scanJobOf = (name: string, jobs: readonly JobView[]) =>
  jobs.find((job) => job.kind === 'scan' && job.title.includes(name));

/** Whether a library is being scanned, and how far that is. */
export function useScan(library: LibraryView): { scanning: boolean; job: JobView | undefined } {
  const own = useScans(({ jobs }) => jobs[library.name]);
  const job = useJobs(({ jobs }) =>
    own ? jobs.find((one) => one.job === own) : scanJobOf(library.name, jobs),
  );
  return { scanning: own !== undefined || library.state === 'scanning' || job !== undefined, job };
}

/** Adds a library and scans it, so that it is not empty when it is first seen. */
export async function addLibrary(
  given: Parameters<ReturnType<typeof engine>['libraries']['add']>[0],
): Promise<LibraryView> {
  const library = await engine().libraries.add(given);
  await fetchStatus();
  void scanLibraries([library.name]);
  return library;
}

/** Makes the two sample libraries, adds and scans them. */
export async function addSamples(): Promise<void> {
  const libraries = await engine().libraries.addSamples();
  await fetchStatus();
  await scanLibraries(libraries.map(({ name }) => name));
}

/** Libraries by name; null until first known. */
export const useLibraries = (): readonly LibraryView[] | null =>
  useStatus(({ status }) => status?.libraries ?? null);
