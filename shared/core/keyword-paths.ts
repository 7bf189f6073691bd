import { ancestorsOf, isAbove, LEVEL, leafOf } from './equal/keywords.ts';

/** Levels of a keyword path, topmost first. */
export const levelsOf = (path: string): string[] => path.split(LEVEL);

export const pathOf = (levels: readonly string[]): string => levels.join(LEVEL);

export { ancestorsOf, isAbove, LEVEL, leafOf };

/** A path the way digiKam stores it: `/` between levels; a `/` inside a level becomes `|`, as Immich reads it. */
export const toSlashPath = (path: string): string =>
  levelsOf(path)
    .map((level) => level.replaceAll('/', '|'))
    .join('/');

/** The opposite of `toSlashPath`. */
export const fromSlashPath = (text: string): string =>
  pathOf(text.split('/').map((level) => level.replaceAll('|', '/')));

/** Paths that programs keep for themselves: shown nowhere, changed by nobody. */
export const isInternalPath = (path: string): boolean =>
  /^(darktable|_Digikam_Internal_Tags_)(\||$)/i.test(path);

const plainXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The assigned paths of ACDSee's `<Categories><Category Assigned="1">…`. */
export const fromAcdsee = (xml: string): string[] => {
  const found: string[] = [];
  const open: { name: string; assigned: boolean }[] = [];
  for (const [, close, attributes, text] of xml.matchAll(/<(\/?)Category\b([^>]*)>([^<]*)/g)) {
    if (close === '/') {
      open.pop();
      continue;
    }
    open.push({ name: plainXml(text!.trim()), assigned: /Assigned\s*=\s*["']1/.test(attributes!) });
    if (open.at(-1)!.assigned) found.push(pathOf(open.map((level) => level.name)));
  }
  return found;
};

type Tree = Map<string, Tree>;

const treeXml = (tree: Tree, above: readonly string[], assigned: ReadonlySet<string>): string =>
  [...tree]
    .map(([name, below]) => {
      const levels = [...above, name];
      const mark = assigned.has(pathOf(levels)) ? 1 : 0;
      return `<Category Assigned="${mark}">${escapeXml(name)}${treeXml(below, levels, assigned)}</Category>`;
    })
    .join('');

/** Paths as ACDSee stores them. */
export const toAcdsee = (paths: readonly string[]): string => {
  const root: Tree = new Map();
  for (const path of paths) {
    let at = root;
    for (const level of levelsOf(path)) {
      const next = at.get(level) ?? new Map<string, Tree>();
      at.set(level, next);
      at = next;
    }
  }
  return `<Categories>${treeXml(root, [], new Set(paths))}</Categories>`;
};
