import { count, duration, number } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Progress } from './progress.tsx';

/** What is known of a long piece of work. `value` is 0..1, or null while the total is not known. */
export interface JobFacts {
  title: string;
  detail: string;
  done: number;
  total: number | null;
  value: number | null;
  perSecond: number | null;
  secondsLeft: number | null;
  cancellable: boolean;
}

/** "120 of 480 · 12 a second · 30 s left" */
export function jobWords(job: JobFacts, noun = 'file'): string {
  const done =
    job.total === null ? count(job.done, noun) : `${number(job.done)} of ${count(job.total, noun)}`;
  const rate = job.perSecond && job.perSecond >= 1 ? `${number(Math.round(job.perSecond))} a second` : '';
  const left = job.secondsLeft === null ? '' : `${duration(job.secondsLeft)} left`;
  return [done, rate, left].filter(Boolean).join(' · ');
}

/** A job with its bar, counts, rate, time left and cancel. `job` may be missing for the moment until it is known. */
export function JobProgress({
  job,
  title,
  onCancel,
  cancelLabel = 'Cancel',
}: {
  job: JobFacts | undefined;
  title: string;
  onCancel?: () => void;
  cancelLabel?: string;
}) {
  return (
    <div className="flex items-center gap-3" aria-live="off">
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-3">
          <span className="truncate">{title}</span>
          <span className="shrink-0 text-muted">{job ? jobWords(job) : ''}</span>
        </p>
        <Progress value={job?.value ?? null} label={title} />
        <p className="h-4 truncate text-sm text-muted">{job?.detail}</p>
      </div>
      {onCancel && (
        <Button small onClick={onCancel} disabled={job?.cancellable === false}>
          {cancelLabel}
        </Button>
      )}
    </div>
  );
}
