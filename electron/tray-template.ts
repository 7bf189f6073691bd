import type { MenuItemConstructorOptions } from 'electron';
import type { BridgeView } from '../shared/api/views.ts';

export interface TrayCommands {
  /** Raises the window, on the bridge named. */
  open(bridge?: string): void;
  pause(bridges: readonly string[], until?: number): void;
  resume(bridges: readonly string[]): void;
  quit(): void;
}

const words: Readonly<Record<BridgeView['health']['state'], string>> = {
  inStep: 'in step',
  waiting: 'changes waiting',
  conflicts: 'conflicts to decide',
  offline: 'a drive is away',
  paused: 'paused',
  running: 'syncing',
  never: 'not synced yet',
};

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;

/** How all bridges are doing, in a line: what waits for a person comes first. */
export function trayTitle(bridges: readonly BridgeView[]): string {
  const sum = (of: (bridge: BridgeView) => number) =>
    bridges.reduce((total, bridge) => total + of(bridge), 0);
  const conflicts = sum(({ health }) => health.conflicts);
  const stopped = bridges.filter(({ paused }) => paused?.plan !== undefined).length;
  const running = bridges.some(({ health }) => health.state === 'running');
  const parts = [
    ...(stopped > 0 ? [`${count(stopped, 'bridge')} stopped at the brake`] : []),
    ...(conflicts > 0 ? [count(conflicts, 'conflict')] : []),
    ...(running ? ['syncing'] : []),
  ];
  return `Tagbridge: ${parts.length > 0 ? parts.join(', ') : 'everything in step'}`;
}

const hour = 3_600_000;

/** Eight in the morning of the next day. */
export function tomorrow(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(8, 0, 0, 0);
}

/** The tray's menu: each bridge, pausing, the window. */
export function trayTemplate(
  bridges: readonly BridgeView[],
  now: number,
  commands: TrayCommands,
): MenuItemConstructorOptions[] {
  const automatic = bridges.filter(({ trigger }) => trigger.kind !== 'manual');
  const going = automatic.filter(({ paused }) => paused === null).map(({ name }) => name);
  // One that stopped at the brake wants to be looked at, not waved on.
  const paused = automatic
    .filter((one) => one.paused && one.paused.plan === undefined)
    .map(({ name }) => name);
  const pause = (label: string, until?: number): MenuItemConstructorOptions => ({
    label,
    click: () => commands.pause(going, until),
  });
  return [
    ...bridges.map(({ name, health }) => ({
      label: `${name}: ${words[health.state]}`,
      click: () => commands.open(name),
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
