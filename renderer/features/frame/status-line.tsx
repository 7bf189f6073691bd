import type { JobView } from '../../../shared/api/views.ts';
import { count, duration, number } from '../../lib/words.ts';
import { useConnection } from '../../state/connection.ts';
import { cancelJob, useJobs } from '../../state/jobs.ts';
import { go } from '../../state/navigation.ts';
import { usePending } from '../../state/pending.ts';
import { useStatus } from '../../state/status.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PendingBar } from './pending-bar.tsx';

function Running({ job, more }: { job: JobView; more: number }) {
  const rate = job.perSecond ? ` · ${number(Math.round(job.perSecond))} a second` : '';
  const left = job.secondsLeft ? ` · ${duration(job.secondsLeft)} left` : '';
  const done = job.total === null ? number(job.done) : `${number(job.done)} of ${number(job.total)}`;
  return (
    <>
      <span className="shrink-0 font-medium">{job.title}</span>
      <span className="w-32 shrink-0">
        <Progress value={job.value} label={job.title} />
      </span>
      <span className="shrink-0 text-muted">
        {done}
        {rate}
        {left}
      </span>
      <span className="min-w-0 truncate text-muted" title={job.detail}>
        {job.detail}
      </span>
      {more > 0 && <span className="shrink-0 text-muted">and {count(more, 'more job')}</span>}
      {job.cancellable && (
        <Button small variant="quiet" onClick={() => cancelJob(job.job)}>
          Cancel
        </Button>
      )}
    </>
  );
}

function Resting() {
  const status = useStatus((now) => now.status);
  if (!status) return <span className="text-muted">Reading the index…</span>;
  if (status.libraries.length === 0) return <span className="text-muted">No libraries yet</span>;
  const offline = status.libraries.filter((library) => library.state === 'offline').length;
  const needs = [
    status.openRuns.length > 0 && {
      text: count(status.openRuns.length, 'interrupted run'),
      to: 'history' as const,
    },
    status.conflicts > 0 && { text: count(status.conflicts, 'conflict'), to: 'conflicts' as const },
    status.problemCount > 0 && { text: count(status.problemCount, 'problem'), to: 'libraries' as const },
    offline > 0 && { text: `${count(offline, 'library', 'libraries')} offline`, to: 'libraries' as const },
  ].filter((need) => need !== false);
  return (
    <>
      {needs.length === 0 && status.differs === 0 && <span className="text-muted">All in step</span>}
      {needs.map(({ text, to }) => (
        <button
          key={text}
          type="button"
          onClick={() => go(to)}
          className="rounded-sm text-attention hover:underline"
        >
          {text}
        </button>
      ))}
      {status.differs > 0 && (
        <button
          type="button"
          onClick={() => go('photos', { q: 'is:differs' })}
          className="rounded-sm text-muted hover:underline"
        >
          {count(status.differs, 'photo')} whose copies differ
        </button>
      )}
    </>
  );
}

const awayWords = {
  lost: 'The engine does not answer. Trying again…',
  signedOut: 'Tagbridge was started anew. Open the address it printed to go on here.',
};

/** One line: what runs now, otherwise what needs a person. */
export function StatusLine() {
  const job = useJobs(({ jobs }) => jobs[0]);
  const others = useJobs(({ jobs }) => jobs.length - 1);
  const connection = useConnection(({ state }) => state);
  const pending = usePending((now) => now.edits.size > 0);
  const photos = useStatus(({ status }) => status);
  return (
    <footer className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 overflow-hidden border-t bg-panel px-3 text-sm whitespace-nowrap">
      {connection === 'lost' || connection === 'signedOut' ? (
        <span role="alert" className="text-attention">
          {awayWords[connection]}
        </span>
      ) : job ? (
        <Running job={job} more={others} />
      ) : (
        <Resting />
      )}
      <span className="flex-1" />
      <PendingBar />
      {photos && !pending && (
        <span className="shrink-0 text-muted">
          {count(photos.photos, 'photo')}, {number(photos.matched)} in more than one library
        </span>
      )}
    </footer>
  );
}
