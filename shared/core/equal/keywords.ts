import { byCodeUnit, normalText } from './text.ts';

/** Between the levels of a keyword path. */
export const LEVEL = '|';

/** A keyword path with every level trimmed and composed; '' where nothing is left of it. */
export const normalPath = (path: string): string => {
  if (!path.includes(LEVEL)) return normalText(path);
  const levels = path.split(LEVEL).map(normalText);
  return levels.filter((level) => level !== '').join(LEVEL);
};

/** True when `ancestor` lies above `path` in the tree. */
export const isAbove = (ancestor: string, path: string): boolean => path.startsWith(ancestor + LEVEL);

export const leafOf = (path: string): string => path.slice(path.lastIndexOf(LEVEL) + 1);

export const isFlat = (path: string): boolean => !path.includes(LEVEL);

export const isAtOrBelow = (path: string, top: string): boolean => path === top || isAbove(top, path);

/** A keyword that was renamed or moved, with all below it. */
export interface KeywordRename {
  readonly from: string;
  readonly to: string;
}

/** The path under its new name; itself where the rename does not concern it, or where it is there already. */
export const underNewName = (path: string, { from, to }: KeywordRename): string =>
  isAtOrBelow(path, from) && !isAtOrBelow(path, to) ? `${to}${path.slice(from.length)}` : path;

/** All paths above this one, topmost first. */
export const ancestorsOf = (path: string): string[] => {
  const levels = path.split(LEVEL);
  return levels.slice(1).map((_, depth) => levels.slice(0, depth + 1).join(LEVEL));
};

/** Leaves out every path that another one implies (design.md, decision 7: an ancestor is never an element). */
export const dropImplied = (paths: Iterable<string>): string[] => {
  const all = [...new Set(paths)];
  if (all.every(isFlat)) return all;
  const implied = new Set(all.flatMap(ancestorsOf));
  return all.filter((path) => !implied.has(path));
};

/** Keyword paths as they are compared: composed, without doubles and implied ancestors, in code-unit order. */
export const normalKeywords = (paths: readonly string[]): string[] =>
  dropImplied(paths.map(normalPath).filter((path) => path !== '')).sort(byCodeUnit);
