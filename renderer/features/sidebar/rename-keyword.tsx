import { useState } from 'react';
import { keywordPath, toKeyword } from '../../lib/keywords.ts';
import { planRenaming, type Renaming, renamingFault, useRenaming } from '../../state/keyword-rename.ts';
import { planDialog, usePlan } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

const close = () => useRenaming.setState({ asked: null });

/** Renames, moves or merges a keyword in every photo: first asked, then previewed, then written. */
export function RenameKeyword() {
  const asked = useRenaming((now) => now.asked);
  const plan = usePlan();
  const [title, setTitle] = useState('');
  const preview = (renaming: Renaming) => {
    close();
    setTitle(`${keywordPath(renaming.from)} becomes ${keywordPath(renaming.to)}`);
    void plan.preview((asking) => planRenaming(renaming, asking));
  };
  return (
    <>
      {asked && <Ask key={`${asked.from} ${asked.to}`} asked={asked} onPreview={preview} />}
      <PlanDialog title={title} {...planDialog(plan)} />
    </>
  );
}

function Ask({ asked, onPreview }: { asked: Renaming; onPreview: (renaming: Renaming) => void }) {
  const [text, setText] = useState(keywordPath(asked.to));
  const renaming = { from: asked.from, to: toKeyword(text) };
  const fault = renamingFault(renaming);
  return (
    <Dialog
      open
      onClose={close}
      title={`Rename ${keywordPath(asked.from)}`}
      description="In every photo that has it. Keywords below it move along; where the new name is there already, the two become one."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault) onPreview(renaming);
        }}
      >
        <TextField
          label="New name"
          showLabel
          value={text}
          onChange={setText}
          help={
            fault && renaming.to !== asked.from
              ? fault
              : 'The levels from the top, with > between: animals > birds > heron'
          }
        />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={fault !== undefined}>
            Preview…
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
