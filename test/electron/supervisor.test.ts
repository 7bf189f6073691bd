import { expect, test } from 'vitest';
import { createSupervisor, type EngineChild } from '../../electron/supervisor.ts';

/** A stand-in for the engine's process that a test can let live and die. */
function makeChild() {
  const listeners: { exit: ((code: number) => void)[]; message: ((message: unknown) => void)[] } = {
    exit: [],
    message: [],
  };
  const sent: { message: unknown; ports: unknown[] }[] = [];
  const child: EngineChild = {
    postMessage: (message, ports = []) => sent.push({ message, ports }),
    on: (event: 'exit' | 'message', listener: never) => (listeners[event] as unknown[]).push(listener),
    kill: () => true,
  };
  const die = (code: number) => {
    for (const listener of listeners.exit) listener(code);
  };
  const say = (message: unknown) => {
    for (const listener of listeners.message) listener(message);
  };
  return { child, sent, die, say };
}

function stage() {
  const children: ReturnType<typeof makeChild>[] = [];
  const waits: number[] = [];
  const givenUp: number[] = [];
  let ports = 0;
  const supervisor = createSupervisor<string>({
    fork() {
      const made = makeChild();
      children.push(made);
      return made.child;
    },
    channel() {
      ports += 1;
      return { engine: `engine ${ports}`, client: `client ${ports}` };
    },
    wait(ms) {
      waits.push(ms);
      return Promise.resolve();
    },
    onGivenUp: (code) => givenUp.push(code),
  });
  return { supervisor, children, waits, givenUp };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('each client gets a port of its own, and the engine the other end', () => {
  const { supervisor, children } = stage();
  const got: string[] = [];
  supervisor.attach((port) => got.push(port));
  supervisor.attach((port) => got.push(port));
  expect(got).toEqual(['client 1', 'client 2']);
  expect(children[0]!.sent.map(({ ports }) => ports)).toEqual([['engine 1'], ['engine 2']]);
});

test('after a crash the engine is started again and every client gets a new port', async () => {
  const { supervisor, children } = stage();
  const got: string[] = [];
  supervisor.attach((port) => got.push(port));
  children[0]!.die(139);
  await settled();
  expect(children).toHaveLength(2);
  expect(got).toEqual(['client 1', 'client 2']);
});

test('a client that left gets no port after a crash', async () => {
  const { supervisor, children } = stage();
  const got: string[] = [];
  supervisor.attach((port) => got.push(port))();
  children[0]!.die(1);
  await settled();
  expect(got).toEqual(['client 1']);
});

test('an engine that keeps dying is given up after growing pauses, and started again when asked', async () => {
  const { supervisor, children, waits, givenUp } = stage();
  for (let death = 0; death < 5; death += 1) {
    children.at(-1)!.die(7);
    await settled();
  }
  expect(waits).toEqual([250, 500, 1000, 2000]);
  expect(givenUp).toEqual([7]);
  expect(children).toHaveLength(5);
  supervisor.restart();
  expect(children).toHaveLength(6);
});

test('an engine that came up earns its patience back', async () => {
  const { children, waits } = stage();
  children[0]!.die(1);
  await settled();
  children[1]!.say({ kind: 'ready' });
  children[1]!.die(1);
  await settled();
  expect(waits).toEqual([250, 250]);
});

test('stopping asks the engine to close, waits for its end and starts none anew', async () => {
  const { supervisor, children } = stage();
  let stopped = false;
  const stop = supervisor.stop().then(() => {
    stopped = true;
  });
  expect(children[0]!.sent.at(-1)!.message).toEqual({ kind: 'close' });
  await settled();
  expect(stopped).toBe(false);
  children[0]!.die(0);
  await stop;
  expect(children).toHaveLength(1);
});
