import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './app.tsx';
import type { Connection } from './connect.ts';
import { findAction, followKeys, possible } from './state/actions.ts';
import { provide } from './state/engine.ts';
import { followEvents } from './state/events.ts';
import { followAddress } from './state/navigation.ts';
import { followTheme } from './state/prefs.ts';
import { fetchSettings } from './state/settings.ts';
import { followStatus } from './state/status.ts';

/** Brings the window up over a connection. Used by `main.tsx`, and by tests with a fake engine. */
export function start(connection: Connection, element: HTMLElement): Root {
  provide(connection);
  followTheme();
  followAddress();
  followKeys();
  followStatus();
  connection.onCommand?.((id) => {
    const action = findAction(id);
    if (action && possible(action)) action.run();
  });
  void followEvents(new AbortController().signal);
  void fetchSettings();
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  return root;
}
