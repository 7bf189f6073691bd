import type { TagbridgeClient } from '../../api/client.ts';
import type { JobView } from '../../api/views.ts';
import type { Output } from './output.ts';
import { printable } from './terminal.ts';
import { duration } from './words.ts';

/** Where stderr is no terminal, a long job speaks this often. */
const sparse = 15_000;

export function progressText(job: JobView): string {
  const count = job.total === null ? `${job.done}` : `${job.done} of ${job.total}`;
  const rate =
    job.perSecond === null ? '' : `, ${job.perSecond.toFixed(job.perSecond < 10 ? 1 : 0)} a second`;
  const left = job.secondsLeft === null ? '' : `, ${duration(job.secondsLeft)} left`;
  return printable(`${job.title}: ${count}${rate}${left}${job.detail ? `  ${job.detail}` : ''}`);
}

/** Shows one job on stderr until `stop`: a live line on a terminal, else a line now and then. */
export function followJob(client: TagbridgeClient, job: string, out: Output): { stop(): Promise<void> } {
  const ending = new AbortController();
  let said = Date.now();
  const show = (view: JobView) => {
    out.live(progressText(view));
    if (process.stderr.isTTY || Date.now() - said < sparse) return;
    said = Date.now();
    out.note(progressText(view));
  };
  const follow = async () => {
    try {
      const events = await client.events(undefined, { signal: ending.signal });
      for await (const event of events) {
        if (event.kind === 'job' && event.job.job === job) show(event.job);
        if (ending.signal.aborted) return;
      }
    } catch {
      // Progress is a courtesy; the work's own answer says whether it succeeded.
    }
  };
  const following = follow();
  return {
    async stop() {
      ending.abort();
      await following;
      out.live('');
    },
  };
}
