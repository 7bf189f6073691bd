import { useBridges } from '../../state/bridges.ts';
import { useConnection } from '../../state/connection.ts';
import { useJobs } from '../../state/jobs.ts';
import type { Whole } from '../../state/standing.ts';
import { useStatus } from '../../state/status.ts';

/** All that the frame's words about the whole are made of. */
export function useWhole(): Whole {
  const connection = useConnection(({ state }) => state);
  const jobs = useJobs((now) => now.jobs);
  const status = useStatus((now) => now.status);
  const { data: bridges } = useBridges();
  return { connection, jobs, status, bridges };
}
