import type { PlanKind, RunView } from '../../../shared/api/views.ts';
import { count, number } from '../../lib/words.ts';

const kinds: Record<PlanKind, string> = {
  edit: 'Edit',
  push: 'Push',
  sync: 'Sync',
  resolve: 'Conflicts settled',
  undo: 'Undo',
  redo: 'Redo',
  restore: 'Restore',
};

export const kindWords = (kind: PlanKind): string => kinds[kind];

/** How a run ended, in a few words; empty when all went well. */
export function runState(run: RunView): string {
  if (run.state === 'running') return 'running';
  if (run.state === 'interrupted') return 'interrupted';
  if (run.undone !== null) return 'undone';
  return run.state === 'cancelled' ? 'stopped' : '';
}

/** "480 files written, 3 skipped, 1 problem" */
export function runCounts(run: RunView): string {
  return [
    `${count(run.written, 'file')} written`,
    run.skipped > 0 && `${number(run.skipped)} skipped`,
    run.problems > 0 && count(run.problems, 'problem'),
  ]
    .filter(Boolean)
    .join(', ');
}

const states: Record<string, string> = {
  pending: 'not yet',
  intent: 'interrupted',
  prepared: 'interrupted',
  done: 'written',
  skipped: 'skipped',
  failed: 'problem',
  rolledBack: 'rolled back',
};

/** What became of one change. */
export const changeState = (state: string): string => states[state] ?? state;
