import { Blocks } from 'lucide-react';
import { stoppedAtBrake, unwritableFiles } from '../../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../../shared/api/views.ts';
import { healthWords, needsPerson } from '../../lib/bridge-health.ts';
import { isolate, number } from '../../lib/words.ts';
import { useBridges } from '../../state/bridges.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { SyncGlyph, type SyncState } from '../../ui/sync-glyph.tsx';
import { Entry } from './entry.tsx';

function stateOf(bridge: BridgeView): SyncState {
  const { state } = bridge.health;
  if (stoppedAtBrake(bridge)) return 'stopped';
  if (!bridge.consented) return 'never';
  if (state === 'conflicts') return 'conflict';
  return state === 'waiting' && unwritableFiles(bridge) > 0 ? 'problem' : state;
}

/** The bridges with their state; a click opens one. */
export function Bridges() {
  const { data: bridges } = useBridges();
  const current = useNavigation(({ screen, params }) =>
    screen === 'bridges' ? params['bridge'] : undefined,
  );
  if (!bridges || bridges.length === 0) return null;
  return (
    <section aria-label="Bridges" className="px-2 pb-2">
      <h2 className="flex h-7 items-center px-2 text-sm font-semibold text-muted">Bridges</h2>
      {bridges.map((bridge) => {
        const { id, name, health } = bridge;
        const waits = health.conflicts || health.waiting;
        return (
          <Entry
            key={id}
            icon={<Blocks size={15} />}
            title={`${isolate(name)}: ${healthWords(bridge)}`}
            current={current === id}
            page
            onClick={() => go('bridges', { bridge: id })}
            aside={
              <>
                <SyncGlyph state={stateOf(bridge)} />
                {waits > 0 && (
                  <span className={needsPerson(bridge) ? 'text-attention' : 'text-muted'}>
                    {number(waits)}
                  </span>
                )}
              </>
            }
          >
            <bdi>{name}</bdi>
          </Entry>
        );
      })}
    </section>
  );
}
