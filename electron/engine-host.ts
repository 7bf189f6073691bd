import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { ImageDesk } from './images.ts';
import { createSupervisor, type EngineChild, type Supervisor } from './supervisor.ts';

const asChild = (process: UtilityProcess): EngineChild => ({
  postMessage: (message, transfer) => process.postMessage(message, transfer as MessagePortMain[] | undefined),
  on: (event: 'exit' | 'message', listener: (value: never) => void) =>
    process.on(event as 'exit', listener as never),
  kill: () => process.kill(),
});

/** The engine in a utility process, restarted after a crash. `onFailed` gets its own words when it cannot start. */
export function startEngine(options: {
  module: string;
  dataDir: string;
  images: ImageDesk;
  onFailed(message: string): void;
}): Supervisor<MessagePortMain> {
  let lastWords = '';
  return createSupervisor<MessagePortMain>({
    fork() {
      const child = asChild(
        utilityProcess.fork(options.module, [options.dataDir], {
          serviceName: 'Tagbridge engine',
          stdio: 'inherit',
        }),
      );
      child.on('message', (message) => {
        const said = message as { kind?: string; message?: string } | null;
        if (said?.kind === 'failed') lastWords = said.message ?? '';
      });
      options.images.connect(child);
      return child;
    },
    channel() {
      const { port1, port2 } = new MessageChannelMain();
      return { engine: port1, client: port2 };
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onGivenUp: (code) => options.onFailed(lastWords || `It ended with status ${code}.`),
  });
}
