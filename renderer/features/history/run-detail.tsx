import { CircleStop, Play, Redo2, Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import type { RunView } from '../../../shared/api/views.ts';
import { count, duration, moment } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { cancelRun, type RunChange, resumeRun } from '../../state/history.ts';
import { usePages } from '../../state/pages.ts';
import { planDialog, usePlan } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PlanChanges } from '../../ui/plan-changes.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { changeState, kindWords, runCounts } from './words.ts';

const topics = ['history'] as const;
/** Runs that decide fields between libraries; undoing one leaves those fields open (design.md, decision 1). */
const decides = new Set(['push', 'sync', 'resolve']);
const outcomeColumn: Column<RunChange>[] = [
  {
    id: 'state',
    title: 'Outcome',
    width: '96px',
    cell: (row) => (
      <span title={row.problem} className={row.problem ? 'text-failure' : 'text-muted'}>
        {row.problem ?? changeState(row.state)}
      </span>
    ),
  },
];

/** What one run changed, and taking it back. */
export function RunDetail({ run, onShow }: { run: RunView; onShow: (run: string) => void }) {
  const read = useCallback(
    (after?: string) => engine().history.changes({ run: run.run, limit: 500, ...(after ? { after } : {}) }),
    [run.run],
  );
  const changes = usePages(read, topics);
  return (
    <section aria-label="Run" className="flex min-w-0 flex-1 flex-col max-sm:h-[36rem] max-sm:flex-none">
      <header className="flex flex-wrap items-center gap-2 border-b px-3 py-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 dir="auto" data-selectable className="truncate text-lg font-semibold" title={run.title}>
            {run.title}
          </h2>
          <p className="text-muted">
            {kindWords(run.kind)}, {moment(run.at)}
            {run.endedAt !== undefined && `, took ${duration((run.endedAt - run.at) / 1000)}`}.{' '}
            {runCounts(run)}.
          </p>
        </div>
        <TakeBack run={run} />
      </header>
      <RunNotice run={run} onShow={onShow} />
      <div className="min-h-0 flex-1">
        <PlanChanges
          label={`What ${run.title} changed`}
          total={changes.total ?? 0}
          items={changes.items}
          onNeed={changes.need}
          extra={outcomeColumn}
          empty={changes.total === undefined ? 'Reading…' : 'This run changed no file.'}
        />
      </div>
    </section>
  );
}

function RunNotice({ run, onShow }: { run: RunView; onShow: (run: string) => void }) {
  const { undone } = run;
  if (run.state === 'interrupted')
    return (
      <div className="p-3">
        <Notice
          kind="attention"
          action={
            <div className="flex shrink-0 gap-2">
              <Button small icon={<CircleStop size={13} aria-hidden />} onClick={() => void cancelRun(run)}>
                End it here
              </Button>
              <Button small icon={<Play size={13} aria-hidden />} onClick={() => void resumeRun(run)}>
                Resume
              </Button>
            </div>
          }
        >
          <strong>Interrupted.</strong> {count(run.written, 'file')} written; each file is wholly old or
          wholly new. Resume writes the rest, or end it here: what is written stays and can be undone.
        </Notice>
      </div>
    );
  if (undone === null) return null;
  return (
    <div className="p-3">
      <Notice
        action={
          <Button small onClick={() => onShow(undone)}>
            Show the undo
          </Button>
        }
      >
        Undone.
        {decides.has(run.kind) && ' The fields it decided are held as conflicts until you decide them anew.'}
      </Notice>
    </div>
  );
}

/** Undo and redo, each previewed before it writes. */
function TakeBack({ run }: { run: RunView }) {
  const plan = usePlan();
  const ended = run.state === 'done' || run.state === 'cancelled';
  const canUndo = ended && run.undone === null && run.written > 0;
  const canRedo = ended && run.undone !== null;
  const undo = () => void plan.preview((asking) => engine().plans.undo({ run: run.run, ...asking }));
  const redo = () => void plan.preview((asking) => engine().plans.redo({ run: run.run, ...asking }));
  const undoSince = () => void plan.preview((asking) => engine().plans.undo({ since: run.at, ...asking }));
  useActions(() => [
    {
      id: 'history.undo',
      title: 'Undo this run',
      group: 'History',
      keys: ['Mod+Z'],
      run: undo,
      when: () => canUndo,
    },
    {
      id: 'history.redo',
      title: 'Redo this run',
      group: 'History',
      keys: ['Mod+Shift+Z'],
      run: redo,
      when: () => canRedo,
    },
    {
      id: 'history.undoSince',
      title: 'Undo this run and everything after it',
      group: 'History',
      run: undoSince,
      when: () => ended,
    },
  ]);
  return (
    <div className="flex gap-2">
      {canUndo && (
        <>
          <Button onClick={undoSince}>Undo from here on…</Button>
          <Button icon={<Undo2 size={14} aria-hidden />} shortcut="Mod+Z" onClick={undo}>
            Undo…
          </Button>
        </>
      )}
      {canRedo && (
        <Button icon={<Redo2 size={14} aria-hidden />} shortcut="Mod+Shift+Z" onClick={redo}>
          Redo…
        </Button>
      )}
      <PlanDialog
        title={plan.outcome?.title ?? `${canRedo ? 'Redo' : 'Undo'}: ${run.title}`}
        {...planDialog(plan)}
      />
    </div>
  );
}
