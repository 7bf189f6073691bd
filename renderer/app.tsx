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

const files = import.meta.glob<{ default: ComponentType }>('./features/*/index.tsx');
const screens = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [path.split('/')[2], lazy(load)]),
) as Record<ScreenName, LazyExoticComponent<ComponentType>>;

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
              <Suspense>{Screen && <Screen />}</Suspense>
            </Boundary>
          </Frame>
          <InspectorKey />
          <Palette />
        </Tooltip.Provider>
      </CSPProvider>
    </ImageAddress>
  );
}
