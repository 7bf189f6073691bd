import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asked before Escape, or a click beside the form, throws away what was entered. */
export function DiscardQuestion({
  open,
  onKeep,
  onDiscard,
}: {
  open: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onKeep}
      size="small"
      title="Discard what you entered?"
      actions={
        <>
          <Button variant="danger" onClick={onDiscard}>
            Discard it
          </Button>
          <Button variant="primary" onClick={onKeep}>
            Go on editing
          </Button>
        </>
      }
    >
      <p>The bridge stays as it was: nothing of this form has been saved yet.</p>
    </Dialog>
  );
}
