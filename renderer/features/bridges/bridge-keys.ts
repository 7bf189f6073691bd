import type { BridgeView } from '../../../shared/api/views.ts';
import { syncTitle } from '../../lib/bridge-titles.ts';
import { type Action, useActions } from '../../state/actions.ts';
import { pauseBridge, resumeBridge } from '../../state/bridges.ts';
import { go } from '../../state/navigation.ts';

interface Keys {
  bridges: readonly BridgeView[];
  /** The one that is shown. */
  bridge: BridgeView | undefined;
  onNew: () => void;
  onSync: (bridge: BridgeView) => void;
  onChange: (bridge: BridgeView) => void;
  onRemove: (bridge: BridgeView) => void;
}

const group = 'Bridges';

function ofBridge(bridge: BridgeView, { onSync, onChange, onRemove }: Keys): Action[] {
  const { id, name, paused } = bridge;
  return [
    // By the id that it has on every screen, so that it is listed once, with its key.
    { id: `bridge.sync ${id}`, title: syncTitle(bridge), group, keys: ['S'], run: () => onSync(bridge) },
    {
      id: 'bridges.pause',
      title: paused ? `Resume ${name}` : `Pause ${name} until I resume it`,
      group,
      keys: ['P'],
      // By its name it is in the palette already, on every screen.
      hidden: true,
      run: () => void (paused ? resumeBridge(name) : pauseBridge(name)),
      when: () => paused !== null || bridge.trigger.kind !== 'manual',
    },
    { id: 'bridges.change', title: `Change ${name}`, group, keys: ['E'], run: () => onChange(bridge) },
    { id: 'bridges.remove', title: `Remove ${name}`, group, keys: ['Delete'], run: () => onRemove(bridge) },
  ];
}

/** What the keys do on the Bridges screen. */
export function useBridgeKeys(keys: Keys): void {
  const { bridges, bridge, onNew } = keys;
  const step = (by: number) => {
    const next = bridge && bridges[bridges.indexOf(bridge) + by];
    if (next) go('bridges', { bridge: next.id });
  };
  useActions(
    () => [
      { id: 'bridges.add', title: 'New bridge', group, keys: ['N'], run: onNew },
      ...(bridge ? ofBridge(bridge, keys) : []),
      ...[
        { id: 'bridges.next', title: 'Next bridge', keys: ['J', 'ArrowDown'], run: () => step(1) },
        { id: 'bridges.previous', title: 'Previous bridge', keys: ['K', 'ArrowUp'], run: () => step(-1) },
      ].map((action) => ({ ...action, group, hidden: true, when: () => bridges.length > 1 })),
    ],
    bridge && `${bridge.id} ${bridge.name} ${syncTitle(bridge)} ${String(bridge.paused !== null)}`,
  );
}
