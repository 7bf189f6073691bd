// The engine's process as the desktop app starts it, in a worker thread: its port stands in for Electron's parentPort.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { runUtility } from '../../shared/host/utility.ts';

const { dataDir } = workerData as { dataDir: string };
const parent = parentPort!;

await runUtility(
  {
    on: (event, listener) =>
      parent.on(event, ({ port, ...data }: { port?: MessagePort }) =>
        listener({ data, ports: port ? [port] : [] }),
      ),
    postMessage: (message) => parent.postMessage(message),
  },
  { dataDir },
);
