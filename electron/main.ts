import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import type { TagbridgeClient } from '../shared/api/client.ts';
import { portClient } from '../shared/host/port.ts';
import { createAppProtocol } from './app-protocol.ts';
import { appScheme } from './app-url.ts';
import { channels } from './channels.ts';
import { isOwnFrame } from './content-security.ts';
import { startEngine } from './engine-host.ts';
import { createImageDesk } from './images.ts';
import { lockDown } from './lockdown.ts';
import { menuTemplate } from './menu-template.ts';
import { shellCalls } from './shell-calls.ts';
import { createDesktopTray } from './tray.ts';
import { openWindow } from './windows.ts';

const out = join(import.meta.dirname, '..');

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

/** One window; a second start of the app raises it. */
function start() {
  const dataDir = process.env.TAGBRIDGE_DATA ?? join(app.getPath('userData'), 'data');
  const images = createImageDesk();
  let window: BrowserWindow | undefined;
  let client: TagbridgeClient | undefined;

  const engine = startEngine({
    module: join(out, 'main/engine-process.js'),
    dataDir,
    images,
    onFailed(message) {
      void dialog
        .showMessageBox({
          type: 'error',
          message: 'Tagbridge could not start its engine.',
          detail: `${message}\n\nYour photos were not touched.`,
          buttons: ['Try Again', 'Quit'],
        })
        .then(({ response }) => (response === 0 ? engine.restart() : app.quit()));
    },
  });
  const tray = createDesktopTray({
    icon: join(out, '../resources/icon.png'),
    open() {
      show();
      command('go.bridges');
    },
    quit: () => app.quit(),
  });
  engine.attach((port) => {
    client = portClient(port);
    tray.follow(client);
  });

  const show = () => {
    if (window && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore();
      return window.focus();
    }
    window = openWindow(join(app.getPath('userData'), 'window.json'), join(out, 'preload/preload.cjs'));
  };

  protocol.handle(appScheme, createAppProtocol(join(out, 'renderer'), images));
  lockDown(app, session.defaultSession, (url) => void shell.openExternal(url));

  const calls = shellCalls(
    {
      async chooseFolder(title) {
        const options = { title, properties: ['openDirectory', 'createDirectory'] as const };
        const chosen = await dialog.showOpenDialog({ ...options, properties: [...options.properties] });
        return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
      },
      reveal: (path) => shell.showItemInFolder(path),
    },
    () => client,
  );
  ipcMain.handle(channels.pickFolder, calls.pickFolder);
  ipcMain.handle(channels.revealFile, calls.revealFile);
  ipcMain.on(channels.port, (event) => {
    if (!isOwnFrame(event.senderFrame)) return;
    const page = event.sender;
    const detach = engine.attach((port) => {
      if (!page.isDestroyed()) page.postMessage(channels.port, null, [port]);
    });
    // A reload asks anew; the port of the page that was must not be handed over again.
    page.once('did-start-navigation', detach);
    page.once('destroyed', detach);
  });

  const command = (id: string) => {
    if (window && !window.isDestroyed()) window.webContents.send(channels.command, id);
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(command, process.platform === 'darwin')));

  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    // Bridges that run by themselves go on from the tray.
    if (process.platform !== 'darwin' && !tray.isNeeded) app.quit();
  });
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  show();
}

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();
