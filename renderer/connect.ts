import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { TagbridgeClient } from '../shared/api/client.ts';
import type { Shell } from '../shared/api/shell.ts';

/** The engine as the window holds it, whichever host it runs in. */
export interface Connection {
  client: TagbridgeClient;
  shell: Shell;
  /** Present where a native menu can name actions to run. */
  onCommand?: (run: (id: string) => void) => void;
}

type Call = (path: readonly string[], input: unknown, options: never) => Promise<unknown>;
interface Link {
  call: Call;
}

/** What the preload of the desktop app leaves on the window. */
interface Bridged {
  pickFolder(title: string): Promise<string | null>;
  revealFile(file: number): Promise<void>;
  /** Runs an action that the native menu names. */
  onCommand(run: (id: string) => void): void;
  /** Asks for a port to the engine; it comes as a message, and again after the engine was restarted. */
  connect(): void;
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
    if (event.source !== window || event.data?.kind !== 'tagbridge:port' || !port) return;
    // A second port means a new engine: what is asked from now on goes to that one.
    if (held) ready = Promise.withResolvers<Link>();
    held = true;
    port.addEventListener('close', () => {
      if (!held) return;
      held = false;
      ready = Promise.withResolvers<Link>();
    });
    const link: Link = new PortLink({ port });
    port.start();
    ready.resolve(link);
  });
  bridged.connect();
  return {
    client: clientOver(() => ready.promise),
    shell: {
      host: 'electron',
      pickFolder: (title) => bridged.pickFolder(title),
      revealFile: (file) => bridged.revealFile(file),
      imageUrl,
    },
    onCommand: (run) => bridged.onCommand(run),
  };
}

/** Both hosts serve pictures beside the page. */
const imageUrl = (file: number, size: number, version?: string) =>
  `/media/${file}?size=${size}${version === undefined ? '' : `&v=${version}`}`;

/** No engine could be reached. */
export class EngineAway extends Error {
  readonly state: 'lost' | 'signedOut';

  constructor(state: 'lost' | 'signedOut') {
    super('The engine does not answer.');
    this.state = state;
  }
}

/** A socket that is refused does not say why, so the page itself is asked. */
async function refusal(): Promise<EngineAway> {
  const answer = await fetch('/', { method: 'HEAD' }).catch(() => undefined);
  return new EngineAway(answer?.status === 401 ? 'signedOut' : 'lost');
}

function openSocket(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('close', () => void refusal().then(reject), { once: true });
  });
}

function web(): Connection {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
  let current: Promise<Link> | undefined;
  const link = (): Promise<Link> => {
    current ??= openSocket(address).then((socket) => {
      socket.addEventListener('close', () => (current = undefined), { once: true });
      const over: Link = new SocketLink({ websocket: socket });
      const call: Call = (path, input, options) =>
        over.call(path, input, options).catch((error: unknown) => {
          // What was asked of a socket that closed meanwhile has no answer; how the link says so helps nobody.
          throw socket.readyState === WebSocket.OPEN ? error : new EngineAway('lost');
        });
      return { call };
    });
    current.catch(() => (current = undefined));
    return current;
  };
  return {
    client: clientOver(link),
    shell: { host: 'web', imageUrl },
  };
}

/** Reaches the engine: the desktop app hands over a port, a browser opens a socket to where the page came from. */
export const connect = (): Connection => (window.tagbridge ? electron(window.tagbridge) : web());
