import type { ReactNode } from 'react';
import { goesOn } from '../../../shared/api/bridge-cause.ts';
import { stoppedAtBrake } from '../../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../../shared/api/views.ts';
import { offlineWords, unwritableWords } from '../../lib/bridge-health.ts';
import { count, isolate } from '../../lib/words.ts';
import { go } from '../../state/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, type NoticeKind } from '../../ui/notice.tsx';
import { Brake } from './brake.tsx';
import { undoneWords, waitingWords } from './words.ts';

/** What of a bridge waits for a person or a drive, each with the button that helps. */
export function Attention({ bridge, onSync }: { bridge: BridgeView; onSync: () => void }) {
  const { health, paused } = bridge;
  const lines: { key: string; kind?: NoticeKind; text: string; action?: ReactNode }[] = [];
  const atBrake = stoppedAtBrake(bridge);
  if (paused && !atBrake)
    lines.push({
      key: 'paused',
      kind: 'info',
      text: `It does nothing by itself. A sync by hand works, and leaves the bridge paused until it is resumed${paused.until === undefined ? '' : ' or the time is up'}.`,
    });
  if (!bridge.consented)
    lines.push({
      key: 'first',
      text: 'Nothing is kept in step yet: the first sync waits for you to look at it.',
      action: (
        <Button small onClick={onSync}>
          Preview
        </Button>
      ),
    });
  if (health.conflicts > 0)
    lines.push({
      key: 'conflicts',
      text: `${count(health.conflicts, 'conflict')} to decide${undoneWords(health)}.${goesOn(bridge) ? ' Everything else goes on.' : ''}`,
      action: (
        <Button small onClick={() => go('conflicts', { bridge: bridge.id })}>
          Open the conflicts
        </Button>
      ),
    });
  if (health.offline.length > 0)
    lines.push({
      key: 'offline',
      text: `${offlineWords(health.offline)} offline. ${waitingWords(bridge)}`,
    });
  for (const { library, files } of health.unwritable ?? [])
    lines.push({
      key: `unwritable ${library}`,
      text: `${unwritableWords(files)} in ${isolate(library)}. ${files === 1 ? 'It is' : 'They are'} as before and will be tried again.${goesOn(bridge) ? ' The rest goes on.' : ''}`,
      action: (
        <Button small onClick={() => go('libraries', { library })}>
          Open the problems
        </Button>
      ),
    });
  if (lines.length === 0 && !atBrake) return null;
  return (
    <div className="flex flex-col gap-2 border-b p-3">
      {paused && atBrake && <Brake paused={paused} onLook={onSync} />}
      {lines.map(({ key, kind = 'attention', text, action }) => (
        <Notice key={key} kind={kind} action={action}>
          {text}
        </Notice>
      ))}
    </div>
  );
}
