import { noteSentence, renamingOf } from '../../shared/api/note-words.ts';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { keywordPath } from '../lib/keywords.ts';
import { count } from '../lib/words.ts';
import { Button } from './button.tsx';

/** Moves a keyword along that was left below an old name. */
export type OnRename = (from: string, to: string) => void;

const shown = 5;
const named = (path: string) => `“${keywordPath(path)}”`;

/** What the merge found: nothing is lost by it, but a person may want to tidy up. */
export function PlanNotes({ plan, onRename }: { plan: PlanOutcome; onRename?: OnRename | undefined }) {
  const { notes = [], noteTotal = 0 } = plan;
  if (noteTotal === 0) return null;
  const hidden = noteTotal - Math.min(notes.length, shown);
  return (
    <section aria-label="Worth knowing">
      <h3 className="text-sm text-muted">Worth knowing</h3>
      <ul>
        {notes.slice(0, shown).map((note) => {
          const renaming = renamingOf(note);
          const sentence = noteSentence(note, named);
          return (
            <li key={sentence} className="flex items-start gap-2 py-0.5">
              <span className="min-w-0 flex-1 break-words">
                {sentence} <span className="text-muted">{count(note.photos, 'photo')}</span>
              </span>
              {renaming && onRename && (
                <Button small onClick={() => onRename(renaming.from, renaming.to)}>
                  Move it too…
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {hidden > 0 && <p className="text-muted">and {count(hidden, 'more finding')}</p>}
    </section>
  );
}
