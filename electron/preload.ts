import { contextBridge, ipcRenderer } from 'electron';
import { channels } from './channels.ts';

// The page gets three functions and a port; no ipcRenderer, no Node.
contextBridge.exposeInMainWorld('tagbridge', {
  pickFolder: (title: string): Promise<string | null> => ipcRenderer.invoke(channels.pickFolder, title),
  revealFile: (file: number): Promise<void> => ipcRenderer.invoke(channels.revealFile, file),
  onCommand: (run: (id: string) => void): void => {
    ipcRenderer.on(channels.command, (_event, id: unknown) => run(String(id)));
  },
  /** Asks for a port to the engine; it arrives as a window message, and again after the engine restarted. */
  connect: (): void => ipcRenderer.send(channels.port),
});

ipcRenderer.on(channels.port, (event) => {
  window.postMessage({ kind: channels.port }, window.location.origin, [...event.ports]);
});
