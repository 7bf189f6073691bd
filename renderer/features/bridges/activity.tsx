import type { BridgeView } from '../../../shared/api/views.ts';
import { count, moment } from '../../lib/words.ts';
import { engine } from '../../state/engine.ts';
import { useJobs } from '../../state/jobs.ts';
import { go } from '../../state/navigation.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Section } from '../../ui/section.tsx';

const shown = 8;

/** What happens now, and what happened last: live, newest first. */
export function Activity({ bridge }: { bridge: BridgeView }) {
  const { jobs } = useJobs();
  const { data } = useAnswer(`activity ${bridge.id}`, () => engine().history.list({ limit: 200 }), [
    'history',
  ]);
  // One run may sync several bridges; its title names them all.
  const isOurs = (title: string) => `, ${title.replace(/^Sync /, '')}, `.includes(`, ${bridge.name}, `);
  const { lastRun } = bridge.health;
  const found = (data?.items ?? []).filter(({ run, kind, title }) =>
    kind === 'sync' ? isOurs(title) : run === lastRun?.run,
  );
  // A run of long ago is no longer in the page of history that was asked for.
  const runs = (found.length === 0 && lastRun ? [lastRun] : found).slice(0, shown);
  const running = jobs.filter((job) => job.title.startsWith('Sync ') && isOurs(job.title));
  return (
    <Section title="Activity">
      {running.length + runs.length === 0 && <p className="text-muted">Nothing yet.</p>}
      <ul aria-live="polite">
        {running.map((job) => (
          <li key={job.job} className="flex gap-3 py-0.5">
            <span className="w-40 shrink-0 text-muted">now</span>
            <span className="min-w-0 flex-1 truncate">
              {job.kind === 'plan' ? 'Comparing' : 'Writing'}: {job.done}
              {job.total === null ? '' : ` of ${job.total}`}
            </span>
          </li>
        ))}
        {runs.map((run) => (
          <li key={run.run} className="flex gap-3 py-0.5">
            <span className="w-40 shrink-0 text-muted">{moment(run.at)}</span>
            <button
              type="button"
              className="min-w-0 flex-1 truncate rounded-sm text-left hover:underline"
              onClick={() => go('history', { run: run.run })}
            >
              {count(run.written, 'file')} written
              {run.problems > 0 && `, ${count(run.problems, 'problem')}`}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
