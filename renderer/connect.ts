import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { TagbridgeClient } from '../shared/api/client.ts';
import type { Shell } from '../shared/api/shell.ts';

/** The engine as the window holds it, whichever host it runs in. */
export interface Connection {
  client: TagbridgeClient;
  shell: Shell;
}

type Call = (path: readonly string[], input: unknown, options: never) => Promise<unknown>;
interface Link {
  call: Call;
}

/** What the preload of the desktop app leaves on the window. */
interface Bridged {
  pickFolder(title: string): Promise<string | null>;
  revealFile(file: number): Promise<void>;
}

declare global {
  interface Window {
    tagbridge?: Bridged;
  }
}

/** A client whose every call goes over the link of the moment, so that a new port or socket can take over. */
const clientOver = (link: () => Promise<Link>): TagbridgeClient =>
  createORPCClient({
    call: async (path: readonly string[], input: unknown, options: never) =>
      (await link()).call(path, input, options),
  } as never);

function electron(bridged: Bridged): Connection {
  let ready = Promise.withResolvers<Link>();
  let held = false;
  addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== 'tagbridge:port' || !port) return;
    // The engine was started anew after a crash: what is asked from now on goes to the new one.
    if (held) ready = Promise.withResolvers<Link>();
    held = true;
    port.start();
    ready.resolve(new PortLink({ port }) as unknown as Link);
  });
  window.postMessage('tagbridge:ready', '*');
  return {
    client: clientOver(() => ready.promise),
    shell: {
      host: 'electron',
      pickFolder: (title) => bridged.pickFolder(title),
      revealFile: (file) => bridged.revealFile(file),
      imageUrl: (file, size) => `media://files/${file}?size=${size}`,
    },
  };
}

function openSocket(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('close', () => reject(new Error('The engine does not answer.')), { once: true });
  });
}

function web(): Connection {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
  let current: Promise<Link> | undefined;
  const link = (): Promise<Link> => {
    current ??= openSocket(address).then((socket) => {
      socket.addEventListener('close', () => (current = undefined), { once: true });
      return new SocketLink({ websocket: socket }) as unknown as Link;
    });
    current.catch(() => (current = undefined));
    return current;
  };
  return {
    client: clientOver(link),
    shell: { host: 'web', imageUrl: (file, size) => `/media/${file}?size=${size}` },
  };
}

/** Reaches the engine: the desktop app hands over a port, a browser opens a socket to where the page came from. */
export const connect = (): Connection => (window.tagbridge ? electron(window.tagbridge) : web());
