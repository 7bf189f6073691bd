import type { BridgeView } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FieldCounts } from '../../ui/plan-summary.tsx';

/** A bridge that stopped by itself: how much it would change and where, and the two ways on. */
export function Brake({ paused, onLook }: { paused: NonNullable<BridgeView['paused']>; onLook: () => void }) {
  const { plan = null } = paused;
  // Plans that nobody ran are forgotten after a while; then there are no counts to show.
  const { data } = useAnswer(plan, () => engine().plans.get({ plan: plan ?? '' }));
  return (
    <Notice
      kind="attention"
      action={
        <Button small onClick={onLook}>
          Look and allow…
        </Button>
      }
    >
      <p>{paused.reason}</p>
      {data && (
        <div className="my-2 max-h-40 max-w-xl overflow-auto">
          <FieldCounts plan={data} />
        </div>
      )}
      <p>
        If that is meant, look at it and write it: the bridge then goes on by itself. If not, put right what
        changed and resume; without that it stops again.
      </p>
    </Notice>
  );
}
