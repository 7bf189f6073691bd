import { useState } from 'react';
import type { RunView } from '../../../shared/api/views.ts';
import { count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { engine, newJob } from '../../state/engine.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { redoEdit, undoEdit } from '../../state/pending.ts';
import { planDialog, usePlan } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';

const ended = (run: RunView) => run.state === 'done' || run.state === 'cancelled';

/** The run that undo takes back: the newest that still stands. */
export const undoable = (runs: readonly RunView[]): RunView | undefined =>
  runs.find((run) => ended(run) && run.kind !== 'undo' && run.undone === null && run.written > 0);

/** The run that redo brings back: the one whose undo is the newest run of all that still stands. */
export function redoable(runs: readonly RunView[]): RunView | undefined {
  const undo = runs.find((run) => ended(run) && run.undone === null);
  return undo?.kind === 'undo' ? runs.find((run) => run.undone === undo.run) : undefined;
}

const recent = async () => (await engine().history.list({ limit: 100 })).items;

/** Undo and redo: first of edits that wait, then of runs, with a word on what it will touch. */
export function Undo() {
  const plan = usePlan();
  const [title, setTitle] = useState('');
  const [again, setAgain] = useState<RunView | null>(null);
  const undo = async () => {
    if (undoEdit()) return;
    const run = undoable(await recent());
    if (!run) return notify({ kind: 'info', text: 'There is nothing to undo.' });
    setTitle(`Undo “${run.title}”`);
    await plan.preview((asking) => engine().plans.undo({ run: run.run, ...asking }));
  };
  const redo = async () => {
    if (redoEdit()) return;
    const run = redoable(await recent());
    if (!run) return notify({ kind: 'info', text: 'There is nothing to redo.' });
    setAgain(run);
  };
  useActions(() => [
    {
      id: 'history.undo',
      title: 'Undo',
      group: 'Edit',
      keys: ['Mod+Z'],
      run: () => void undo().catch(notifyError),
    },
    {
      id: 'history.redo',
      title: 'Redo',
      group: 'Edit',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      run: () => void redo().catch(notifyError),
    },
  ]);
  return (
    <>
      <PlanDialog title={title} {...planDialog(plan)} />
      <Dialog
        open={again !== null}
        onClose={() => setAgain(null)}
        size="small"
        title="Redo"
        actions={
          <>
            <Button onClick={() => setAgain(null)}>Cancel</Button>
            <Button
              variant="primary"
              onClick={() => {
                if (again) void engine().plans.redo({ run: again.run, job: newJob() }).catch(notifyError);
                setAgain(null);
              }}
            >
              Redo in {count(again?.written ?? 0, 'file')}
            </Button>
          </>
        }
      >
        “{again?.title}” is carried out again. Files that changed since are left alone.
      </Dialog>
    </>
  );
}
