import type { ReactNode } from 'react';
import { useNarrow, usePanel } from '../../state/panels.ts';
import { setPrefs, usePrefs } from '../../state/prefs.ts';
import { Panel } from '../../ui/panel.tsx';
import { useBridgeActions } from './bridge-actions.ts';
import { useFrameActions } from './frame-actions.ts';
import { Notices } from './notices.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { Undo } from './undo.tsx';
import { WatchBanner } from './watch-banner.tsx';

/** The window around a screen: libraries to the left, inspector to the right, one status line below. */
export function Frame({
  sidebar,
  inspector,
  children,
}: {
  sidebar: ReactNode;
  inspector: ReactNode;
  children: ReactNode;
}) {
  const prefs = usePrefs();
  const sidebarShown = usePanel('sidebar');
  const inspectorShown = usePanel('inspector');
  const over = useNarrow();
  useFrameActions();
  useBridgeActions();
  return (
    <div className="flex h-full flex-col">
      <div className="relative flex min-h-0 flex-1">
        {sidebarShown && (
          <Panel
            label="Libraries and screens"
            side="left"
            over={over}
            size={prefs.sidebarWidth}
            min={160}
            max={420}
            onSize={(sidebarWidth) => setPrefs({ sidebarWidth })}
          >
            {sidebar}
          </Panel>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar />
          <WatchBanner />
          <main className="relative flex min-h-0 flex-1 flex-col">
            {children}
            <Notices />
          </main>
        </div>
        {inspector && inspectorShown && (
          <Panel
            label="Inspector"
            side="right"
            over={over}
            size={prefs.inspectorWidth}
            min={240}
            max={520}
            onSize={(inspectorWidth) => setPrefs({ inspectorWidth })}
          >
            {inspector}
          </Panel>
        )}
      </div>
      <StatusLine />
      <Undo />
    </div>
  );
}
