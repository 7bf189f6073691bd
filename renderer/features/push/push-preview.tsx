import { Send } from 'lucide-react';
import { engine } from '../../state/engine.ts';
import { go } from '../../state/navigation.ts';
import { type PlanControl, planDialog, usePlan } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PlanBody, PlanDialog } from '../../ui/plan-dialog.tsx';
import { planVerb } from '../../ui/plan-facts.ts';
import { PlanResult } from '../../ui/plan-result.tsx';

/** What the push would do, then how far it is, then what it did. */
export function PushPreview({ plan, onAgain }: { plan: PlanControl; onAgain: () => void }) {
  const { phase, outcome, failure } = plan;
  const verb = outcome && planVerb(outcome);
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-1 flex-col max-sm:h-[36rem] max-sm:flex-none">
      {failure && (
        <div className="p-4 pb-0">
          <Notice kind="failure">
            {failure.message} {failure.hint} Nothing was written.
          </Notice>
        </div>
      )}
      {phase === 'idle' && !failure && (
        <EmptyState icon={<Send size={32} />}>
          Choose where from and where to, then look at the preview. Nothing is written before you say so.
        </EmptyState>
      )}
      {phase === 'planning' && (
        <div className="p-4">
          <JobProgress job={plan.progress} title="Comparing. Nothing is written." onCancel={plan.cancel} />
        </div>
      )}
      {outcome && (phase === 'preview' || phase === 'running') && (
        <>
          <div className="flex min-h-0 flex-1 flex-col p-4">
            <PlanBody plan={outcome} changes={plan.changes} running={phase === 'running'} />
          </div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3">
            {phase === 'running' ? (
              <div className="flex-1">
                <JobProgress
                  job={plan.progress}
                  title="Writing and reading back"
                  onCancel={plan.cancel}
                  cancelLabel="Stop after this file"
                />
              </div>
            ) : (
              <>
                {outcome.conflicts > 0 && <Button onClick={() => go('conflicts')}>Open the conflicts</Button>}
                {verb && (
                  <Button variant="primary" shortcut="Mod+Enter" onClick={() => void plan.run()}>
                    {verb}
                  </Button>
                )}
              </>
            )}
          </footer>
        </>
      )}
      {phase === 'done' && outcome && <PushDone plan={plan} onAgain={onAgain} />}
    </section>
  );
}

function PushDone({ plan, onAgain }: { plan: PlanControl; onAgain: () => void }) {
  const undo = usePlan();
  const { outcome } = plan;
  if (!outcome) return null;
  const { run } = outcome;
  return (
    <div className="overflow-auto p-4">
      <PlanResult
        plan={outcome}
        cancelled={plan.cancelled ?? false}
        actions={
          <>
            {run !== null && outcome.written > 0 && (
              <Button onClick={() => void undo.preview((asking) => engine().plans.undo({ run, ...asking }))}>
                Undo…
              </Button>
            )}
            {outcome.conflicts > 0 && <Button onClick={() => go('conflicts')}>Open the conflicts</Button>}
            {outcome.problemTotal > 0 && <Button onClick={() => go('libraries')}>Open the problems</Button>}
            {run !== null && <Button onClick={() => go('history', { run })}>Show in History</Button>}
            <Button onClick={onAgain}>New push</Button>
          </>
        }
      />
      <PlanDialog title={`Undo: ${outcome.title}`} {...planDialog(undo)} />
    </div>
  );
}
