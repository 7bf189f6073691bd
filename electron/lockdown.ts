import type { App, Session, WebContents } from 'electron';
import { appOrigin } from './app-url.ts';

/** What every window's page runs with; asserted by the shell's specs. */
export const pagePreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: true,
} as const;

const isOwnPage = (url: string) => url.startsWith(`${appOrigin}/`);

function denyLeaving(page: WebContents, openOutside: (url: string) => void) {
  page.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  page.on('will-redirect', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(({ url }) => {
    if (URL.canParse(url) && new URL(url).protocol === 'https:') openOutside(url);
    return { action: 'deny' };
  });
}

/** No page leaves the app, opens a window, embeds another or gets a permission (reliability.md §4 rows 12–16). */
export function lockDown(app: App, session: Session, openOutside: (url: string) => void) {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  app.on('web-contents-created', (_event, page) => denyLeaving(page, openOutside));
}
