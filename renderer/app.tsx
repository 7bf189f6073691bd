import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { Boundary } from './features/frame/boundary.tsx';
import { Frame } from './features/frame/frame.tsx';
import { Inspector, InspectorKey } from './features/inspect/inspector.tsx';
import { Palette } from './features/palette/palette.tsx';
import { Sidebar } from './features/sidebar/sidebar.tsx';
import { shell } from './state/engine.ts';
import { type ScreenName, useNavigation } from './state/navigation.ts';
import { ImageAddress } from './ui/thumb.tsx';
import { Waiting } from './ui/waiting.tsx';

const screens: Record<ScreenName, LazyExoticComponent<ComponentType>> = {
  photos: lazy(() => import('./features/photos/index.tsx')),
  conflicts: lazy(() => import('./features/conflicts/index.tsx')),
  push: lazy(() => import('./features/push/index.tsx')),
  history: lazy(() => import('./features/history/index.tsx')),
  bridges: lazy(() => import('./features/bridges/index.tsx')),
  libraries: lazy(() => import('./features/libraries/index.tsx')),
  settings: lazy(() => import('./features/settings/index.tsx')),
};

/** The window: its frame and the screen of the moment. */
export function App() {
  const screen = useNavigation((now) => now.screen);
  const Screen = screens[screen];
  return (
    <ImageAddress value={shell().imageUrl}>
      {/* The policy of the pages allows no style elements. */}
      <CSPProvider disableStyleElements>
        <Tooltip.Provider>
          <Frame
            sidebar={<Sidebar />}
            inspector={
              screen === 'photos' && (
                <Boundary name="inspector">
                  <Inspector />
                </Boundary>
              )
            }
          >
            <Boundary name={screen}>
              <Suspense fallback={<Waiting />}>
                <Screen />
              </Suspense>
            </Boundary>
          </Frame>
          <InspectorKey />
          <Palette />
        </Tooltip.Provider>
      </CSPProvider>
    </ImageAddress>
  );
}
