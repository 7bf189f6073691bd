import type { MenuItemConstructorOptions } from 'electron';
import {
  type BridgeNeed,
  bridgeNeeds,
  bridgesThatNeed,
  stoppedAtBrake,
  unwritableFiles,
} from '../shared/api/bridge-needs.ts';
import { tomorrow } from '../shared/api/tomorrow.ts';
import type { BridgeView } from '../shared/api/views.ts';

export interface TrayCommands {
  /** Raises the window, on the bridge named. */
  open(bridge?: string): void;
  pause(bridges: readonly string[], until?: number): void;
  resume(bridges: readonly string[]): void;
  quit(): void;
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

const sum = (bridges: readonly BridgeView[], of: (health: BridgeView['health']) => number): number =>
  bridges.reduce((total, { health }) => total + of(health), 0);

/** What all bridges that have one need come to. */
const titleWords: Readonly<Record<BridgeNeed, (bridges: readonly BridgeView[]) => string>> = {
  stopped: ({ length }) => `${count(length, 'bridge')} stopped at the brake`,
  firstSync: ({ length }) =>
    `${count(length, 'bridge')} ${length === 1 ? 'waits for its' : 'wait for their'} first sync`,
  conflicts: (bridges) =>
    count(
      sum(bridges, ({ conflicts }) => conflicts),
      'conflict',
    ),
  unwritable: (bridges) =>
    `${count(
      bridges.reduce((total, bridge) => total + unwritableFiles(bridge), 0),
      'file',
    )} cannot be written`,
  offline: (bridges) =>
    `${count(new Set(bridges.flatMap(({ health }) => health.offline)).size, 'library', 'libraries')} offline`,
  paused: ({ length }) => `${count(length, 'bridge')} paused`,
  waiting: (bridges) =>
    `${count(
      sum(bridges, ({ waiting }) => waiting),
      'change',
    )} waiting`,
};

/** Systems cut a longer title. */
const titleParts = 3;

/** How all bridges are doing, in a line: what waits for a person comes first. */
export function trayTitle(bridges: readonly BridgeView[]): string {
  const needs = (Object.keys(titleWords) as BridgeNeed[]).flatMap((need) => {
    const some = bridgesThatNeed(bridges, need);
    return some.length > 0 ? [titleWords[need](some)] : [];
  });
  const running = bridges.some(({ health }) => health.state === 'running');
  const parts = [...(running ? ['syncing'] : []), ...needs].slice(0, titleParts);
  return `Tagbridge: ${parts.length > 0 ? parts.join(', ') : 'everything in step'}`;
}

/** Where it is said otherwise of one bridge than of all. */
const menuWords: Readonly<Partial<Record<BridgeNeed, string>>> = {
  stopped: 'stopped at the brake',
  firstSync: 'waits for its first sync',
  conflicts: 'conflicts to decide',
  offline: 'a drive is away',
  paused: 'paused',
  waiting: 'changes waiting',
};

/** How one bridge is doing, in a few words. */
function stateWords(bridge: BridgeView): string {
  if (bridge.health.state === 'running') return 'syncing';
  const [need] = bridgeNeeds(bridge);
  if (need === undefined) return 'in step';
  return menuWords[need] ?? titleWords[need]([bridge]);
}

const hour = 3_600_000;

/** The tray's menu: each bridge, pausing, the window. */
export function trayTemplate(
  bridges: readonly BridgeView[],
  now: number,
  commands: TrayCommands,
): MenuItemConstructorOptions[] {
  const automatic = bridges.filter(({ trigger }) => trigger.kind !== 'manual');
  const going = automatic.filter(({ paused }) => paused === null).map(({ name }) => name);
  // One that stopped at the brake wants to be looked at, not waved on.
  const paused = automatic.filter((one) => one.paused && !stoppedAtBrake(one)).map(({ name }) => name);
  const pause = (label: string, until?: number): MenuItemConstructorOptions => ({
    label,
    click: () => commands.pause(going, until),
  });
  return [
    ...bridges.map((bridge) => ({
      label: `${bridge.name}: ${stateWords(bridge)}`,
      click: () => commands.open(bridge.name),
    })),
    ...(bridges.length > 0 ? [{ type: 'separator' } as const] : []),
    ...(going.length > 0
      ? [
          {
            label: 'Pause',
            submenu: [
              pause('For an hour', now + hour),
              pause('Until tomorrow', tomorrow(now)),
              pause('Until I resume it'),
            ],
          },
        ]
      : []),
    ...(paused.length > 0 ? [{ label: 'Resume', click: () => commands.resume(paused) }] : []),
    { label: 'Open Tagbridge', click: () => commands.open() },
    { type: 'separator' },
    { label: 'Quit Tagbridge', click: () => commands.quit() },
  ];
}
