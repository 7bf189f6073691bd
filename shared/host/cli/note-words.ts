import { noteSentence, renamingOf } from '../../api/note-words.ts';
import type { PlanNote, PlanOutcome } from '../../api/views.ts';
import { printable } from './terminal.ts';
import { count, quoted } from './words.ts';

type Note = Pick<PlanNote, 'kind' | 'paths'>;

const named = (path: string): string => `“${printable(path)}”`;

/** A finding of a merge in a sentence. */
export const noteText = (note: Note): string => noteSentence(note, named);

/** What moves a straggler along; nothing for other findings. */
export function noteStep(note: Note): string | undefined {
  const renaming = renamingOf(note);
  if (renaming === undefined) return undefined;
  const { from, to } = renaming;
  const query = `keyword:"${from.replaceAll(/["\\]/g, '\\$&')}"`;
  return `tagbridge edit --where ${quoted(printable(query))} --rename-keyword ${quoted(printable(`${from}=${to}`))}`;
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
