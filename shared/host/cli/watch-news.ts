import type { TagbridgeClient } from '../../api/client.ts';
import type { LibraryView } from '../../api/views.ts';
import { troubleOf } from './library.ts';

/** Tells what became of the libraries since it was asked last: that one went away, is back, or cannot be watched. */
export interface LibraryNews {
  ask(client: TagbridgeClient): Promise<string[]>;
}

const standing = (library: LibraryView): string => troubleOf(library).join(' ');

/** The sentences between two looks; a library that was not there before is news only if something is wrong with it. */
export function newsBetween(
  before: ReadonlyMap<string, string>,
  libraries: readonly Pick<LibraryView, 'id' | 'name'>[],
  now: ReadonlyMap<string, string>,
): string[] {
  return libraries.flatMap(({ id, name }) => {
    const [was, is] = [before.get(id) ?? '', now.get(id) ?? ''];
    if (was === is) return [];
    return [is === '' ? `${name} is there and watched again.` : is];
  });
}

export function createLibraryNews(): LibraryNews {
  let before: ReadonlyMap<string, string> = new Map();
  return {
    async ask(client) {
      const libraries = await client.libraries.list();
      const now = new Map(libraries.map((library) => [library.id, standing(library)]));
      const news = newsBetween(before, libraries, now);
      before = now;
      return news;
    },
  };
}
