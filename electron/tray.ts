import { Menu, type MenuItemConstructorOptions, Notification, nativeImage, Tray } from 'electron';
import type { TagbridgeClient } from '../shared/api/client.ts';
import type { BridgeView, ProblemView } from '../shared/api/views.ts';
import { type Known, noticesOf } from './notices.ts';
import { trayTemplate, trayTitle } from './tray-template.ts';

export interface DesktopTrayOptions {
  readonly icon: string;
  /** Raises the window, on the bridge named. */
  readonly open: (bridge?: string) => void;
  readonly quit: () => void;
}

export interface DesktopTray {
  /** Follows an engine; called anew after each start of it. */
  follow(client: TagbridgeClient): void;
  /** Whether bridges run by themselves, so that the app goes on without a window. */
  readonly isNeeded: boolean;
}

const interesting: ReadonlySet<string> = new Set(['bridges', 'conflicts', 'history', 'libraries']);

/** Events come in bursts. */
const settleMs = 500;

/** Files that could not be written, all of them: those that were told of must be known again. */
async function failuresOf(client: TagbridgeClient): Promise<ProblemView[]> {
  const failures: ProblemView[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await client.problems.list({ limit: 1000, ...(after === undefined ? {} : { after }) });
    failures.push(...page.items.filter(({ during }) => during === 'write'));
    after = page.next;
  }
  return failures;
}

/** The tray: how the bridges are doing, and notices for what a person should hear of. */
export function createDesktopTray({ icon, open, quit }: DesktopTrayOptions): DesktopTray {
  let tray: Tray | undefined;
  let bridges: readonly BridgeView[] = [];
  let known: Known | undefined;
  let followed: TagbridgeClient | undefined;

  const show = (items: MenuItemConstructorOptions[], title: string) => {
    tray ??= new Tray(nativeImage.createFromPath(icon).resize({ width: 18, height: 18 }));
    tray.setToolTip(title);
    tray.setContextMenu(Menu.buildFromTemplate(items));
  };

  /** Tells what is new, once nothing is being written: a run's failures are told together. */
  async function tell(client: TagbridgeClient): Promise<void> {
    if (bridges.some(({ health }) => health.state === 'running')) return;
    const now = { bridges, failures: await failuresOf(client) };
    if (client !== followed) return;
    for (const { title, body, bridge } of noticesOf(known, now)) {
      const notice = new Notification({ title, body });
      notice.on('click', () => open(bridge));
      notice.show();
    }
    known = now;
  }

  async function look(client: TagbridgeClient): Promise<void> {
    const found = await client.bridges.list();
    if (client !== followed) return;
    bridges = found;
    await tell(client);
    if (bridges.length === 0) {
      tray?.destroy();
      tray = undefined;
      return;
    }
    const each = (names: readonly string[], act: (bridge: string) => Promise<unknown>) =>
      void Promise.all(names.map(act)).catch(() => undefined);
    const commands = {
      open,
      quit,
      pause: (names: readonly string[], until?: number) =>
        each(names, (bridge) => client.bridges.pause({ bridge, ...(until === undefined ? {} : { until }) })),
      resume: (names: readonly string[]) => each(names, (bridge) => client.bridges.resume({ bridge })),
    };
    show(trayTemplate(bridges, Date.now(), commands), trayTitle(bridges));
  }

  return {
    follow(client) {
      followed = client;
      let pending = false;
      const soon = () => {
        if (pending) return;
        pending = true;
        setTimeout(() => {
          pending = false;
          void look(client).catch(() => undefined);
        }, settleMs);
      };
      void (async () => {
        soon();
        for await (const event of await client.events()) {
          if (client !== followed) return;
          if (interesting.has(event.kind)) soon();
        }
        // The engine ended; the next one is followed anew.
      })().catch(() => undefined);
    },
    get isNeeded() {
      return bridges.some(({ trigger, consented }) => consented && trigger.kind !== 'manual');
    },
  };
}
