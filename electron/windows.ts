import { readFileSync, writeFileSync } from 'node:fs';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-url.ts';
import { fitBounds, smallestWindow } from './bounds.ts';
import { pagePreferences } from './lockdown.ts';

function remembered(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Opens the window where it was last, showing it only once it has something to show. */
export function openWindow(boundsFile: string, preload: string): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const { maximized, ...bounds } = fitBounds(remembered(boundsFile), areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Tagbridge',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1e' : '#f5f5f6',
    webPreferences: { ...pagePreferences, preload },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(boundsFile, JSON.stringify(state));
    } catch {
      // A window that opens in the middle next time is no reason to keep it from closing.
    }
  });
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
}
