import { join } from 'node:path';
import type { TagbridgeClient } from '../shared/api/client.ts';
import { isOwnFrame } from './content-security.ts';

/** The native parts that the page may ask for, as functions so that they can be tried without Electron. */
export interface Native {
  chooseFolder(title: string): Promise<string | null>;
  reveal(path: string): void;
}

interface Caller {
  senderFrame: { url: string; parent: unknown } | null;
}

/** Refuses every caller but our own top frame. */
function own<A extends unknown[], R>(call: (...words: A) => R) {
  return (event: Caller, ...words: A): R => {
    if (!isOwnFrame(event.senderFrame)) throw new Error('Refused.');
    return call(...words);
  };
}

/** Handlers of the page's calls. Files are named by id; where they are is looked up here. */
export function shellCalls(native: Native, client: () => TagbridgeClient | undefined) {
  return {
    pickFolder: own((title: unknown) => native.chooseFolder(String(title).slice(0, 200))),
    revealFile: own(async (file: unknown) => {
      const engine = client();
      if (!engine || typeof file !== 'number') return;
      const [view, libraries] = await Promise.all([engine.photos.show({ file }), engine.libraries.list()]);
      const library = libraries.find(({ name }) => name === view.library);
      if (library) native.reveal(join(library.path, view.path));
    }),
  };
}
