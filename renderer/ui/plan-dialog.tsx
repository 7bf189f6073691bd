import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { ChangeRow, PlanOutcome } from '../../shared/api/views.ts';
import { matchesKey } from '../lib/keys.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type JobFacts, JobProgress } from './job-progress.tsx';
import { Notice } from './notice.tsx';
import { PlanChanges } from './plan-changes.tsx';
import { planVerb } from './plan-facts.ts';
import type { OnRename } from './plan-notes.tsx';
import { PlanResult } from './plan-result.tsx';
import { PlanSummary } from './plan-summary.tsx';

export interface PlanDialogProps {
  /** What is being planned: "Undo: push archive → nas". */
  title: string;
  phase: 'idle' | 'planning' | 'preview' | 'running' | 'done';
  plan: PlanOutcome | undefined;
  job?: JobFacts | undefined;
  failure?: { message: string; hint?: string } | undefined;
  cancelled?: boolean | undefined;
  changes: { total: number | undefined; items: readonly ChangeRow[]; need: (index: number) => void };
  onRun: () => void;
  onCancel: () => void;
  /** Closing is always safe: a plan that was not run wrote nothing. */
  onClose: () => void;
  /** Offered where the merge found a keyword that was left below an old name. */
  onRename?: OnRename | undefined;
  /** What a plan that writes nothing is run for: "Start keeping in step". Left out: there is nothing to run. */
  emptyVerb?: string | undefined;
  /** Leads to the conflicts that the plan leaves open. */
  onConflicts?: (() => void) | undefined;
  /** Further buttons once it is done. */
  doneActions?: ReactNode;
}

const verbOf = ({ plan, emptyVerb }: PlanDialogProps): string | undefined =>
  plan && (planVerb(plan) ?? (plan.planned === 0 ? emptyVerb : undefined));

/** A plan from preview to result, over the screen it was asked from. Mod+Enter runs it. */
export function PlanDialog(props: PlanDialogProps) {
  const { phase, plan, failure } = props;
  const open = phase !== 'idle' || failure !== undefined;
  const busy = phase === 'planning' || phase === 'running';
  const wide = (phase === 'running' || phase === 'preview') && plan !== undefined && plan.changeTotal > 0;
  const close = useRef<HTMLButtonElement>(null);
  useRunKey(phase === 'preview' && verbOf(props) !== undefined, props.onRun);
  return (
    <Dialog
      open={open}
      onClose={() => (busy ? undefined : props.onClose())}
      title={props.title}
      size={wide ? 'large' : 'medium'}
      actions={<Actions {...props} close={close} />}
      initialFocus={close}
    >
      <div className="flex h-full flex-col gap-3">
        {failure && (
          <Notice kind="failure">
            {failure.message} {failure.hint}
          </Notice>
        )}
        {phase === 'planning' && <JobProgress job={props.job} title="Comparing. Nothing is written." />}
        {phase === 'running' && <JobProgress job={props.job} title="Writing and reading back" />}
        {plan && phase === 'preview' && !wide && <PlanSummary plan={plan} onRename={props.onRename} />}
        {plan && wide && (
          <PlanBody
            plan={plan}
            changes={props.changes}
            running={phase === 'running'}
            onRename={props.onRename}
          />
        )}
        {plan && phase === 'done' && (
          <PlanResult plan={plan} cancelled={props.cancelled ?? false} onRename={props.onRename} />
        )}
      </div>
    </Dialog>
  );
}

/** Mod+Enter runs what is previewed, wherever in the dialog the focus is. */
function useRunKey(active: boolean, run: () => void) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (!matchesKey('Mod+Enter', event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [active]);
}

/** Summary and changes side by side; also what the Push screen shows. */
export function PlanBody({
  plan,
  changes,
  running = false,
  onRename,
}: Pick<PlanDialogProps, 'changes' | 'onRename'> & { plan: PlanOutcome; running?: boolean }) {
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div className="grid min-h-0 flex-1 grid-cols-1 grid-rows-[minmax(0,2fr)_minmax(0,3fr)] gap-4 @min-[736px]:grid-cols-[minmax(240px,300px)_minmax(480px,1fr)] @min-[736px]:grid-rows-1">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: long summaries scroll, so the keyboard must reach them */}
        <div role="group" aria-label="Summary" tabIndex={0} className="min-h-0 overflow-auto pr-1">
          <PlanSummary plan={plan} running={running} onRename={onRename} />
        </div>
        <div className="min-h-48 min-w-0 rounded border">
          <PlanChanges
            total={changes.total ?? plan.changeTotal}
            items={changes.items}
            onNeed={changes.need}
          />
        </div>
      </div>
    </div>
  );
}

function Actions(props: PlanDialogProps & { close: RefObject<HTMLButtonElement | null> }) {
  const { phase } = props;
  const verb = verbOf(props);
  if (phase === 'running') return <Button onClick={props.onCancel}>Stop after this file</Button>;
  if (phase === 'planning') return <Button onClick={props.onCancel}>Cancel</Button>;
  if (phase === 'preview' && verb)
    return (
      <>
        <Button onClick={props.onClose}>Cancel</Button>
        <ToConflicts {...props} />
        <Button variant="primary" shortcut="Mod+Enter" onClick={props.onRun}>
          {verb}
        </Button>
      </>
    );
  return (
    <>
      {props.doneActions}
      <ToConflicts {...props} />
      <Close ref={props.close} plain={props.doneActions !== undefined} onClose={props.onClose} />
    </>
  );
}

function ToConflicts({ phase, plan, onConflicts, onClose }: PlanDialogProps) {
  if (!plan || plan.conflicts === 0 || !onConflicts) return null;
  // While there is something to write, that comes first.
  if (phase === 'preview' && plan.planned > 0) return null;
  return (
    <Button
      onClick={() => {
        onClose();
        onConflicts();
      }}
    >
      Open the conflicts
    </Button>
  );
}

/** Nothing is left to do here: Enter closes it, whatever had the focus before. */
function Close({
  ref,
  plain,
  onClose,
}: {
  ref: RefObject<HTMLButtonElement | null>;
  plain: boolean;
  onClose: () => void;
}) {
  useEffect(() => ref.current?.focus(), [ref]);
  return (
    <Button ref={ref} variant={plain ? 'plain' : 'primary'} onClick={onClose}>
      Close
    </Button>
  );
}
