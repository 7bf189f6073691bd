// The desktop app's engine: one port a window, and commands that work through it.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../shared/host/connect.ts';
import { endpointFile } from '../../shared/host/endpoint.ts';
import { attachLocal } from '../../shared/host/local-socket.ts';
import { portClient } from '../../shared/host/port.ts';
import { tempFolder } from '../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder('tagbridge-utility-');
});
afterEach(() => folder.remove());

const start = (dataDir: string) =>
  new Worker(new URL('../support/utility-worker.ts', import.meta.url), { workerData: { dataDir } });

function openWindow(engine: Worker) {
  const { port1, port2 } = new MessageChannel();
  engine.postMessage({ kind: 'client', port: port2 }, [port2]);
  return { client: portClient(port1), close: () => port1.close() };
}

test('two windows and a command share one engine; each hears what another did; closing leaves nothing', async () => {
  const engine = start(folder.path);
  expect(await once(engine, 'message')).toEqual([{ kind: 'ready' }]);
  const [first, second] = [openWindow(engine), openWindow(engine)];
  const events = await second.client.events();
  const heard = (async () => {
    for await (const event of events) if (event.kind === 'settings') return event;
    return undefined;
  })();
  await first.client.settings.set({ theme: 'dark' });
  expect(await heard).toEqual({ kind: 'settings' });
  expect(await second.client.settings.get()).toMatchObject({ theme: 'dark' });

  const command = await connect({ dataDir: folder.path });
  expect(command.held).toBeUndefined();
  expect(await command.client.settings.get()).toMatchObject({ theme: 'dark' });
  await command.close();
  first.close();
  second.close();

  const exited = once(engine, 'exit');
  engine.postMessage({ kind: 'close' });
  expect(await exited).toEqual([0]);
  expect(existsSync(endpointFile(folder.path))).toBe(false);
  expect(await attachLocal(folder.path)).toBeUndefined();
});

test('a second app on the same data folder says in words why it does not start', async () => {
  const engine = start(folder.path);
  await once(engine, 'message');
  const second = start(folder.path);
  const [[said], [code]] = await Promise.all([once(second, 'message'), once(second, 'exit')]);
  expect(said).toMatchObject({ kind: 'failed' });
  expect((said as { message: string }).message).toContain('Another Tagbridge');
  expect(code).toBe(1);
  engine.postMessage({ kind: 'close' });
  await once(engine, 'exit');
});
