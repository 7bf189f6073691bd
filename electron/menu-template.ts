import type { MenuItemConstructorOptions } from 'electron';

/** What a menu item asks the window to do; the window's action registry knows the same ids. */
export type MenuCommand = (id: string) => void;

const separator: MenuItemConstructorOptions = { type: 'separator' };

const item = (
  command: MenuCommand,
  id: string,
  label: string,
  accelerator?: string,
): MenuItemConstructorOptions => ({
  label,
  ...(accelerator ? { accelerator } : {}),
  // The page handles its own keys; the menu only shows them, so that a key never acts twice.
  registerAccelerator: false,
  click: () => command(id),
});

/** The application menu. `mac` puts the app menu first, as is the custom there. */
export function menuTemplate(command: MenuCommand, mac: boolean): MenuItemConstructorOptions[] {
  const go = (id: string, label: string, key?: string) => item(command, id, label, key);
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        go('libraries.add', 'Add Library…', 'CmdOrCtrl+O'),
        go('libraries.scan', 'Scan All Libraries', 'CmdOrCtrl+R'),
        separator,
        go('go.push', 'Push Tags…'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        go('history.undo', 'Undo', 'CmdOrCtrl+Z'),
        go('history.redo', 'Redo', 'Shift+CmdOrCtrl+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        go('photos.selectAll', 'Select All', 'CmdOrCtrl+A'),
        separator,
        go('search.focus', 'Find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: 'View',
      submenu: [
        go('go.photos', 'Photos'),
        go('go.conflicts', 'Conflicts'),
        go('go.bridges', 'Bridges'),
        go('go.history', 'History'),
        go('go.libraries', 'Libraries'),
        go('go.settings', 'Settings', 'CmdOrCtrl+,'),
        separator,
        go('palette.open', 'Command Palette', 'CmdOrCtrl+K'),
        go('inspector.toggle', 'Inspector', 'I'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [go('help.keys', 'Keys of This Screen', '?')] },
  ];
}
