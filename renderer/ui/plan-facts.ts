import type { PlanOutcome } from '../../shared/api/views.ts';
import { count, isolate, number } from '../lib/words.ts';

const reasons: Record<string, string> = {
  readOnly: 'in a library that is never written',
  readOnlyLibrary: 'in a library that is never written',
  source: 'in a library that only gives',
  vanished: 'no longer there',
  readOnlyFile: 'marked read-only on disk',
  noPermission: 'in a folder that is read-only',
  hardLinked: 'with a second name (hard link)',
  symbolicLink: 'behind a link',
  placeholder: 'in the cloud only',
  offline: 'in a library that is offline',
  failing: 'failed lately, tried again later',
  staysInFile: 'keep a value in the file itself, which their sidecar cannot take away',
  problem: 'could not be read, so not touched',
  unreadable: 'could not be read, so not touched',
  changedSince: 'changed since the run, so left alone',
  conflict: 'waiting for a decision',
  unmatched: 'without a copy on the other side',
  unsupported: 'in a format that cannot hold it',
  ambiguous: 'with several possible partners',
  notUnion: 'where a union makes no sense',
};

/** Why files were skipped, as the end of "12 files …". */
const skipWords = (reason: string): string => reasons[reason] ?? `skipped: ${reason}`;

/** How many files were skipped, a line a reason; of libraries that are offline it says which. */
export function skipLines({ skippedBy, away = [] }: Pick<PlanOutcome, 'skippedBy' | 'away'>): string[] {
  const named = away.reduce((sum, { files }) => sum + files, 0);
  return [
    ...away.map(({ library, files }) => `${count(files, 'file')} in ${isolate(library)}, which is offline`),
    ...Object.entries(skippedBy).flatMap(([reason, all]) => {
      const files = reason === 'offline' ? all - named : all;
      return files > 0 ? [`${count(files, 'file')} ${skipWords(reason)}`] : [];
    }),
  ];
}

/** The one button that carries a plan out, or undefined when there is nothing to carry out. */
export function planVerb(plan: Pick<PlanOutcome, 'kind' | 'planned'>): string | undefined {
  const files = count(plan.planned, 'file');
  if (plan.planned === 0) {
    return plan.kind === 'resolve' ? 'Settle without writing' : undefined;
  }
  if (plan.kind === 'undo') return `Undo in ${files}`;
  if (plan.kind === 'redo') return `Redo in ${files}`;
  if (plan.kind === 'restore') return `Restore in ${files}`;
  return `Write ${files}`;
}

const allSkipped = 'Nothing would be written: every file that differs is skipped.';

/** Why a sync has nothing to write. */
function idleSync({ conflicts, skipped, unchanged }: PlanOutcome): string {
  const asks = `${count(conflicts, 'conflict')} ${conflicts === 1 ? 'waits' : 'wait'} for you to decide.`;
  if (conflicts > 0) return `${skipped > 0 ? allSkipped : 'Nothing to write.'} ${asks}`;
  if (skipped > 0) return allSkipped;
  return unchanged > 0
    ? 'In step. Nothing to write.'
    : 'Nothing to bring in step yet: no photo has a second copy in these libraries.';
}

/** What a plan would do, in one sentence; or does, once it runs. */
export function planSentence(plan: PlanOutcome, running = false): string {
  if (running) return `Writing ${count(plan.planned, 'file')} of ${count(plan.photos, 'photo')}.`;
  if (plan.planned > 0)
    return `${count(plan.planned, 'file')} of ${count(plan.photos, 'photo')} would be written. Nothing is written yet.`;
  if (plan.kind === 'sync') return idleSync(plan);
  if (plan.conflicts > 0) return 'Nothing can be written until the conflicts are settled.';
  if (plan.skipped > 0) return allSkipped;
  return plan.kind === 'undo' || plan.kind === 'redo'
    ? 'Nothing would be written: the files already hold these values.'
    : 'Nothing would be written: these files already agree.';
}

/** What a run did, in one sentence. */
export function runSentence(plan: PlanOutcome, cancelled = false): string {
  if (cancelled)
    return `Stopped after ${number(plan.written)} of ${count(plan.planned, 'file')}. Each file is wholly written or wholly as it was.`;
  if (plan.planned === 0)
    return `${plan.kind === 'sync' ? 'Kept in step from now on' : 'Recorded'}. No file needed writing.`;
  if (plan.written === plan.planned)
    return `${count(plan.written, 'file')} written and checked by reading back.`;
  return `${number(plan.written)} of ${count(plan.planned, 'file')} written and checked by reading back.`;
}
