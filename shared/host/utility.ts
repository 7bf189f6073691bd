import type { Engine, EngineDeps } from '../engine/engine.ts';
import { holdEngine } from './connect.ts';
import { attachPort, type EnginePort } from './port.ts';

/** The end of the channel to the desktop app's main process (Electron's `process.parentPort`). */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: EnginePort[] }) => void): unknown;
  postMessage(message: unknown): void;
}

/** What the main process may say; anything else is ignored. */
type Order =
  | { readonly kind: 'client' }
  | { readonly kind: 'image'; readonly id: number; readonly file: number; readonly size: number }
  | { readonly kind: 'close' };

function orderOf(data: unknown): Order | undefined {
  const order = data as Order | null;
  if (order?.kind === 'client' || order?.kind === 'close') return order;
  if (order?.kind !== 'image') return undefined;
  return [order.id, order.file, order.size].every(Number.isInteger) ? order : undefined;
}

/** The app is asked to end: commands that work through its engine get this long to finish, in ms. */
const grace = 2000;

async function sendImage(engine: Engine, parent: ParentPort, order: Extract<Order, { kind: 'image' }>) {
  const image = await engine
    .thumbnail(order.file, order.size)
    .catch((error: unknown) => ({ message: String(error) }));
  parent.postMessage(
    'bytes' in image
      ? { kind: 'image', id: order.id, bytes: image.bytes, mime: image.mime }
      : { kind: 'image', id: order.id, problem: image.message },
  );
}

/**
 * The engine as a process of its own: made once, then handed one port per client. Commands on this machine work
 * through it too. Ports that arrive while it starts
 * wait; a start that fails is told to the main process in words, and the process ends with 1.
 */
export async function runUtility(parent: ParentPort, deps: EngineDeps): Promise<void> {
  const started = holdEngine(deps);
  parent.on('message', ({ data, ports }) => {
    const order = orderOf(data);
    if (!order) return;
    void started.then(
      async (held) => {
        const { engine } = held;
        if (order.kind === 'client' && ports[0]) attachPort(engine, ports[0]);
        if (order.kind === 'image') await sendImage(engine, parent, order);
        if (order.kind === 'close') {
          await held.close(AbortSignal.timeout(grace));
          process.exit(0);
        }
      },
      () => undefined,
    );
  });
  try {
    await started;
    parent.postMessage({ kind: 'ready' });
  } catch (error) {
    parent.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}
