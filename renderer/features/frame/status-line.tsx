import type { JobView } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { count, duration, number } from '../../lib/words.ts';
import { cancelJob } from '../../state/jobs.ts';
import { go } from '../../state/navigation.ts';
import { usePending } from '../../state/pending.ts';
import { needsOf, type StandingKind, type Whole } from '../../state/standing.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PendingBar } from './pending-bar.tsx';
import { useWhole } from './use-whole.ts';

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

/** Information, nobody's task. */
const quiet: ReadonlySet<StandingKind> = new Set(['differs', 'waiting', 'paused']);

function Resting({ whole }: { whole: Whole }) {
  const { status } = whole;
  if (!status) return <span className="text-muted">Reading the index…</span>;
  if (status.libraries.length === 0) return <span className="text-muted">No libraries yet</span>;
  const needs = needsOf(whole);
  if (needs.length === 0) return <span className="text-muted">All in step</span>;
  return needs.map(({ kind, text, to, params }) => (
    <button
      key={text}
      type="button"
      onClick={() => go(to, params)}
      className={cx(
        'min-w-0 truncate rounded-sm hover:underline',
        quiet.has(kind) ? 'text-muted' : 'text-attention',
      )}
    >
      {text}
    </button>
  ));
}

const awayWords = {
  lost: 'The engine does not answer. Trying again…',
  signedOut: 'Tagbridge was started anew. Open the address it printed to go on here.',
};

/** One line: what runs now, otherwise what needs a person. */
export function StatusLine() {
  const whole = useWhole();
  const { connection, jobs, status: photos } = whole;
  const [job] = jobs;
  const pending = usePending((now) => now.edits.size > 0);
  return (
    <footer className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 overflow-hidden border-t bg-panel px-3 text-sm whitespace-nowrap">
      {connection === 'lost' || connection === 'signedOut' ? (
        <span role="alert" className="text-attention">
          {awayWords[connection]}
        </span>
      ) : job ? (
        <Running job={job} more={jobs.length - 1} />
      ) : (
        <Resting whole={whole} />
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
