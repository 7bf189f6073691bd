import type { PlanNote } from './plan-views.ts';

type Note = Pick<PlanNote, 'kind' | 'paths'>;

/** A finding of a merge in a sentence; `named` puts a keyword into it. */
export function noteSentence({ kind, paths }: Note, named: (path: string) => string): string {
  const [first = '', second = '', third = ''] = paths.map(named);
  switch (kind) {
    case 'keptAdd':
      return `${first} was removed in one copy and added in another: it is kept.`;
    case 'straggler':
      return `${third} is left below the old name ${first}, which is called ${second} now.`;
    case 'divergingRename':
      return `${first} was renamed to ${second} in one copy and to ${third} in another: both are kept.`;
    case 'crossingMove':
      return `${first} and ${second} were moved below each other: both are kept.`;
    case 'renamed':
      return `${first} is taken as ${second}: the name was changed before, and this copy did not know.`;
  }
}

/** The renaming that would move a straggler along; undefined for other findings. Full paths. */
export function renamingOf({ kind, paths }: Note): { from: string; to: string } | undefined {
  const [before, after, straggler] = paths;
  if (kind !== 'straggler' || before === undefined || straggler === undefined) return undefined;
  return { from: straggler, to: `${after ?? ''}${straggler.slice(before.length)}` };
}
