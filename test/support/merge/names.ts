import type { KeywordRename } from '../../../shared/core/equal/keywords.ts';

/** A path after one rename; itself where it lies elsewhere, or at the new name already. */
export const renamed = (path: string, { from, to }: KeywordRename): string => {
  const below = (top: string) => `${path}|`.startsWith(`${top}|`);
  return below(from) && !below(to) ? to + path.slice(from.length) : path;
};

/** Every name a path may go by after some renames, of which a copy may have known any. */
export const namesOf = (path: string, renames: readonly KeywordRename[] = []): string[] => {
  const names = new Set([path]);
  for (const rename of renames) for (const name of [...names]) names.add(renamed(name, rename));
  return [...names];
};
