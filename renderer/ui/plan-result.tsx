import { Check, OctagonPause } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { count, number } from '../lib/words.ts';
import { runSentence } from './plan-facts.ts';
import { type OnRename, PlanNotes } from './plan-notes.tsx';

export interface PlanResultProps {
  plan: PlanOutcome;
  cancelled?: boolean;
  onRename?: OnRename | undefined;
  /** Buttons: Undo, open the conflicts, open the problems. */
  actions?: ReactNode;
}

/** What a run did. Quiet when all went well; every problem named when not. */
export function PlanResult({ plan, cancelled, onRename, actions }: PlanResultProps) {
  const Icon = cancelled ? OctagonPause : Check;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="flex items-center gap-2 text-lg">
        <Icon size={18} aria-hidden className="shrink-0 text-muted" />
        {runSentence(plan, cancelled)}
      </p>
      {plan.conflicts > 0 && (
        <p className="text-attention">{count(plan.conflicts, 'conflict')} left for you to decide.</p>
      )}
      <PlanNotes plan={plan} onRename={onRename} />
      <Problems plan={plan} />
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

function Problems({ plan }: { plan: PlanOutcome }) {
  if (plan.problemTotal === 0) return null;
  const rest = plan.problemTotal - plan.problems.length;
  return (
    <section aria-label="Problems" className="rounded border">
      <h3 className="border-b px-3 py-1.5 text-failure">
        {count(plan.problemTotal, 'file')} could not be written.{' '}
        {plan.problemTotal === 1 ? 'It is as it was before.' : 'They are as they were before.'}
      </h3>
      <ul className="max-h-64 overflow-auto">
        {plan.problems.map((problem) => (
          <li
            key={`${problem.library} ${problem.path} ${problem.code}`}
            className="border-b px-3 py-1.5 last:border-b-0"
          >
            <bdi data-selectable className="block truncate" title={problem.path}>
              {problem.library}: {problem.path}
            </bdi>
            <span data-selectable className="text-muted">
              {problem.message}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t px-3 py-1.5 text-muted">and {number(rest)} more, listed under Libraries</p>
      )}
    </section>
  );
}
