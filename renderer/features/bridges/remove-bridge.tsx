import type { BridgeView } from '../../../shared/api/views.ts';
import { removeBridge } from '../../state/bridges.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before a bridge is forgotten, and says what goes with it. */
export function RemoveBridge({ bridge, onClose }: { bridge: BridgeView; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={`Remove ${bridge.name}?`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose();
              void removeBridge(bridge.name);
            }}
          >
            Remove the bridge
          </Button>
        </>
      }
    >
      <p>
        The libraries and their files stay as they are; they are no longer kept in step. What they last agreed
        on is forgotten: a new bridge between them starts with a first sync. Runs stay in History.
      </p>
    </Dialog>
  );
}
