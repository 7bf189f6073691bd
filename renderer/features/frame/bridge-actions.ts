import type { BridgeView } from '../../../shared/api/views.ts';
import { syncTitle } from '../../lib/bridge-titles.ts';
import { type Action, useActions } from '../../state/actions.ts';
import { askNewBridge, askSync } from '../../state/bridge-wishes.ts';
import { pauseBridge, pauses, resumeBridge, useBridges } from '../../state/bridges.ts';
import { go } from '../../state/navigation.ts';

const group = 'Bridges';

const pauseActions = ({ id, name }: BridgeView): Action[] =>
  pauses.map(({ id: span, label, until }) => ({
    id: `bridge.pause.${span} ${id}`,
    title: `Pause ${name} ${label}`,
    group,
    run: () => void pauseBridge(name, until()),
  }));

/** What can be done with a bridge from every screen, by its name. */
export function bridgeActions(bridge: BridgeView): Action[] {
  const { id, name } = bridge;
  const resume = {
    id: `bridge.resume ${id}`,
    title: `Resume ${name}`,
    group,
    run: () => void resumeBridge(name),
  };
  const pausing = bridge.trigger.kind === 'manual' ? [] : pauseActions(bridge);
  return [
    {
      id: `bridge.open ${id}`,
      title: `Open bridge ${name}`,
      group,
      run: () => go('bridges', { bridge: id }),
    },
    { id: `bridge.sync ${id}`, title: syncTitle(bridge), group, run: () => askSync(id) },
    ...(bridge.paused ? [resume] : pausing),
  ];
}

/** Bridges come, go, and are paused while the window is open: the list is made anew each time. */
export function useBridgeActions(): void {
  const { data: bridges = [] } = useBridges();
  const all = () => [
    { id: 'bridges.add', title: 'New bridge', group, run: askNewBridge },
    ...bridges.flatMap(bridgeActions),
  ];
  const titles = bridges.flatMap(bridgeActions).map(({ id, title }) => `${id} ${title}`);
  useActions(all, titles.join('\n'));
}
