import type { PlanNote, PlanOutcome } from '../../api/views.ts';
import { printable } from './terminal.ts';
import { count, quoted } from './words.ts';

type Note = Pick<PlanNote, 'kind' | 'paths'>;

const named = (path: string | undefined): string => `“${printable(path ?? '')}”`;

/** The keyword under the new name, as the offer to move it would have it. */
const moved = ([from, to, path]: readonly string[]): string => `${to}${path!.slice(from!.length)}`;

/** A finding of a merge in a sentence. */
export function noteText({ kind, paths }: Note): string {
  const [first, second, third] = paths.map(named);
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

/** What moves a straggler along; nothing for other findings. */
export function noteStep({ kind, paths }: Note): string | undefined {
  if (kind !== 'straggler') return undefined;
  const path = paths[2]!;
  const query = `keyword:"${path.replaceAll(/["\\]/g, '\\$&')}"`;
  return `tagbridge edit --where ${quoted(printable(query))} --rename-keyword ${quoted(printable(`${path}=${moved(paths)}`))}`;
}

const shown = 20;

/** The findings of a plan, with what to do about them. */
export function noteLines({ notes = [], noteTotal = 0 }: PlanOutcome): string[] {
  const hidden = noteTotal - Math.min(notes.length, shown);
  return [
    ...notes.slice(0, shown).flatMap((note) => {
      const step = noteStep(note);
      const text = `${noteText(note)} (${count(note.photos, 'photo')})`;
      return step === undefined ? [text] : [text, `  To move it too: ${step}`];
    }),
    ...(hidden > 0 ? [`… and ${count(hidden, 'more finding')}.`] : []),
  ];
}
