import { useRef } from 'react';
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
  const keep = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onKeep}
      size="small"
      initialFocus={keep}
      title="Discard what you entered?"
      actions={
        <>
          <Button variant="danger" onClick={onDiscard}>
            Discard it
          </Button>
          <Button ref={keep} variant="primary" onClick={onKeep}>
            Go on editing
          </Button>
        </>
      }
    >
      <p>Nothing in this form has been saved yet.</p>
    </Dialog>
  );
}
