import type { BridgeView, JobView } from '../../../shared/api/views.ts';
import { moment } from '../../lib/words.ts';
import { engine } from '../../state/engine.ts';
import { useJobs } from '../../state/jobs.ts';
import { go } from '../../state/navigation.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Section } from '../../ui/section.tsx';
import { jobLine, runLine } from './activity-words.ts';

const shown = 8;

/** What happens now, and what happened last: live, newest first. */
export function Activity({ bridge }: { bridge: BridgeView }) {
  const { jobs } = useJobs();
  const { data } = useAnswer(
    `activity ${bridge.id}`,
    () => engine().history.list({ bridge: bridge.id, limit: shown + 1 }),
    ['history'],
  );
  const running = jobs.filter((job: JobView) => job.bridges?.includes(bridge.id));
  // A run that goes on is told of by its job, which knows how far it is.
  const told = running.some(({ kind }) => kind !== 'plan');
  const runs = (data?.items ?? []).filter(({ state }) => state !== 'running' || !told).slice(0, shown);
  const stopped = bridge.paused?.plan === undefined ? undefined : bridge.paused.at;
  const nothing = running.length + runs.length === 0 && stopped === undefined;
  return (
    <Section title="Activity">
      {nothing && <p className="text-muted">Nothing yet.</p>}
      <ul aria-live="polite">
        {running.map((job) => (
          <Line key={job.job} when="now">
            {jobLine(job)}
          </Line>
        ))}
        {stopped !== undefined && (
          <Line when={moment(stopped)}>Stopped at the brake, before anything was written</Line>
        )}
        {runs.map((run) => (
          <Line key={run.run} when={moment(run.at)} onOpen={() => go('history', { run: run.run })}>
            {runLine(run)}
          </Line>
        ))}
      </ul>
    </Section>
  );
}

function Line({ when, onOpen, children }: { when: string; onOpen?: () => void; children: string }) {
  return (
    <li className="flex gap-3 py-0.5">
      <span className="w-32 shrink-0 text-muted xl:w-40">{when}</span>
      {onOpen ? (
        <button
          type="button"
          className="min-w-0 flex-1 rounded-sm text-left hover:underline"
          onClick={onOpen}
        >
          {children}
        </button>
      ) : (
        <span className="min-w-0 flex-1">{children}</span>
      )}
    </li>
  );
}
