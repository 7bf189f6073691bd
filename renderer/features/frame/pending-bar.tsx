import { count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { dropEdits, editedFields, usePending } from '../../state/pending.ts';
import { applyPending, usePendingPlan } from '../../state/pending-plan.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';

let version = 0;
const versions = new WeakMap<object, number>();
const versionOf = (edits: object): number => {
  const known = versions.get(edits) ?? ++version;
  versions.set(edits, known);
  return known;
};

/** What waits to be written: "3 fields on 240 photos, 480 files", with Preview and Apply. Nothing is written before. */
export function PendingBar() {
  const edits = usePending((now) => now.edits);
  const plan = usePendingPlan();
  const waiting = edits.size > 0;
  const files = useAnswer(
    waiting ? `pending ${versionOf(edits)}` : null,
    async (signal) =>
      (await engine().photos.summary({ photos: [...edits.keys()].slice(0, 100_000) }, { signal })).writable,
  );
  useActions(() => [
    {
      id: 'edits.preview',
      title: 'Preview the edits',
      group: 'Edit',
      when: () => usePending.getState().edits.size > 0,
      run: () => void plan.preview(),
    },
    {
      id: 'edits.apply',
      title: 'Apply the edits',
      group: 'Edit',
      keys: ['Mod+Enter'],
      when: () => usePending.getState().edits.size > 0,
      run: () => void applyPending(),
    },
    {
      id: 'edits.discard',
      title: 'Discard the edits',
      group: 'Edit',
      when: () => usePending.getState().edits.size > 0,
      run: () => dropEdits(),
    },
  ]);
  const fields = new Set([...new Set(edits.values())].flatMap(editedFields)).size;
  return (
    <>
      {waiting && (
        <section aria-label="Edits not written yet" className="flex shrink-0 items-center gap-2">
          <span>
            {count(fields, 'field')} on {count(edits.size, 'photo')}
            {files.data !== undefined && `, ${count(files.data, 'file')}`}
          </span>
          <Button small variant="quiet" onClick={() => dropEdits()}>
            Discard
          </Button>
          <Button small onClick={() => void plan.preview()}>
            Preview
          </Button>
          <Button small variant="primary" onClick={() => void applyPending()}>
            Apply
          </Button>
        </section>
      )}
      <PlanDialog title="What would be written" {...plan.dialog} />
    </>
  );
}
