import { useRef } from 'react';
import type { ConflictShape, ConflictView } from '../../../shared/api/views.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import {
  type Decision,
  fitsShape,
  forget,
  inShape,
  resolveInput,
  takeOfShape,
  useDecisions,
} from '../../state/decisions.ts';
import { engine } from '../../state/engine.ts';
import { planDialog, usePlan } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';

export interface DecideBarProps {
  /** The conflict on screen. */
  conflict: ConflictView;
  shape: ConflictShape | undefined;
}

const photosOf = (decisions: readonly Decision[]) =>
  new Set(decisions.map(({ conflict }) => conflict.photo)).size;

/** From decisions to a preview: what was decided so far, or the same answer for the whole shape. */
export function DecideBar({ conflict, shape }: DecideBarProps) {
  const all = useDecisions(({ decisions }) => decisions);
  const plan = usePlan();
  const decided = [...all.values()];
  const here = decided.filter((one) => one.conflict.photo === conflict.photo);
  const decision = all.get(conflict.id);
  const wide = shape && fitsShape(shape, decision) && shape.count > 1 ? decision : undefined;

  // What the plan on screen answers; forgotten once it ran, kept when it was only looked at.
  const asked = useRef<number[]>([]);
  const preview = (decisions: readonly Decision[]) => {
    asked.current = decisions.map((one) => one.conflict.id);
    void plan.preview((asking) => engine().plans.resolve({ ...resolveInput(decisions), ...asking }));
  };
  const previewShape = () => {
    if (!wide || !shape) return;
    asked.current = decided.filter((one) => inShape(shape, one.conflict)).map((one) => one.conflict.id);
    void plan.preview((asking) =>
      engine().plans.resolve({ shape: shape.shape, take: takeOfShape(wide), ...asking }),
    );
  };
  const finish = () => {
    if (plan.phase === 'done') forget(asked.current);
    plan.reset();
  };

  useActions(() => [
    {
      id: 'conflicts.apply',
      title: 'Preview what is decided',
      group: 'Conflicts',
      keys: ['Mod+Enter'],
      run: () => preview(decided),
      when: () => decided.length > 0,
    },
    {
      id: 'conflicts.applyShape',
      title: 'Preview for all of this shape',
      group: 'Conflicts',
      keys: ['Mod+Shift+Enter'],
      run: previewShape,
      when: () => wide !== undefined,
    },
  ]);

  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-panel px-3 py-2">
      <p className="min-w-0 flex-1 basis-full text-sm text-muted xl:basis-56">
        {decided.length === 0
          ? 'Click a value, or press its number. Values that are not taken are kept and can be brought back from History.'
          : `${count(decided.length, 'decision')} on ${count(photosOf(decided), 'photo')}, not written yet. Values that are not taken are kept and can be brought back from History.`}
      </p>
      {decided.length > here.length && here.length > 0 && (
        <Button onClick={() => preview(here)}>This photo…</Button>
      )}
      {shape && shape.count > 1 && (
        <Button
          disabled={!wide}
          shortcut="Mod+Shift+Enter"
          title={wide ? undefined : `Decide ${fieldDef(shape.field).label} here first`}
          onClick={previewShape}
        >
          All {count(shape.count, 'photo')} of this shape…
        </Button>
      )}
      <Button
        variant="primary"
        shortcut="Mod+Enter"
        disabled={decided.length === 0}
        onClick={() => preview(decided)}
      >
        {photosOf(decided) > 1 ? `These ${count(photosOf(decided), 'photo')}…` : 'This photo…'}
      </Button>
      <PlanDialog title="Settle conflicts" {...planDialog(plan)} onClose={finish} />
    </footer>
  );
}
