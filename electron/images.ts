import type { EngineChild } from './supervisor.ts';

export type ImageAnswer =
  | { readonly bytes: Uint8Array; readonly mime: string }
  | { readonly problem: string };

type Reply = { kind: 'image'; id: number; bytes?: Uint8Array; mime?: string; problem?: string };

/** Asks the engine's process for thumbnails and joins its answers to the questions by number. */
export function createImageDesk() {
  const waiting = new Map<number, (answer: ImageAnswer) => void>();
  let next = 1;
  let child: EngineChild | undefined;

  const give = (id: number, answer: ImageAnswer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  return {
    /** A new engine process: questions to the last one are answered with a problem, the page asks again. */
    connect(engine: EngineChild) {
      for (const id of [...waiting.keys()]) give(id, { problem: 'The engine was restarted.' });
      child = engine;
      engine.on('message', (message) => {
        const reply = message as Reply | null;
        if (reply?.kind !== 'image') return;
        give(
          reply.id,
          reply.bytes && reply.mime
            ? { bytes: reply.bytes, mime: reply.mime }
            : { problem: reply.problem ?? 'No picture.' },
        );
      });
      engine.on('exit', () => {
        if (child === engine)
          for (const id of [...waiting.keys()]) give(id, { problem: 'The engine stopped.' });
      });
    },
    /** `size`: pixels of the longer edge. */
    ask(file: number, size: number): Promise<ImageAnswer> {
      if (!child) return Promise.resolve({ problem: 'The engine is starting.' });
      const id = next++;
      const answer = new Promise<ImageAnswer>((resolve) => waiting.set(id, resolve));
      child.postMessage({ kind: 'image', id, file, size });
      return answer;
    },
  };
}
export type ImageDesk = ReturnType<typeof createImageDesk>;
