import { create } from 'zustand';
import { normalPath } from '../../shared/core/equal/keywords.ts';
import { engine } from './engine.ts';
import type { Previewing } from './plan.ts';

/** A keyword, with all below it, under another name or in another place; full paths with `|`. */
export interface Renaming {
  readonly from: string;
  /** What is proposed. */
  readonly to: string;
}

/** The renaming that a person is asked about. */
export const useRenaming = create<{ asked: Renaming | null }>(() => ({ asked: null }));

export const askRenaming = (from: string, to: string = from): void =>
  useRenaming.setState({ asked: { from, to } });

/** What is wrong with a new name, in words; undefined where it can be. */
export function renamingFault({ from, to }: Renaming): string | undefined {
  const next = normalPath(to);
  if (next === '') return 'Give the keyword a name.';
  if (next === normalPath(from)) return 'This is its name already.';
  return next.startsWith(`${normalPath(from)}|`) ? 'A keyword cannot lie below itself.' : undefined;
}

/** Where a keyword lands that is dropped on another one, or on none: it keeps its own name. */
export const movedBelow = (path: string, parent: string | null): string => {
  const name = path.slice(path.lastIndexOf('|') + 1);
  return parent === null ? name : `${parent}|${name}`;
};

/** Previews the renaming in every photo that has the keyword, or one below it. */
export const planRenaming = ({ from, to }: Renaming, asking: Previewing) =>
  engine().plans.edit({
    where: `keyword:"${from.replaceAll(/["\\]/g, '\\$&')}"`,
    edit: { renameKeywords: [{ from, to: normalPath(to) }] },
    ...asking,
  });
