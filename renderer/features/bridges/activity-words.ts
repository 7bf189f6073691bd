import type { JobView, RunView } from '../../../shared/api/views.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count, number } from '../../lib/words.ts';

/** Named before the rest is counted. */
const named = 3;

/** "archive, nas and 2 more" */
function some(names: readonly string[]): string {
  if (names.length <= named) return names.join(', ');
  return `${names.slice(0, named).join(', ')} and ${number(names.length - named)} more`;
}

/** In a sentence: "keywords", but "AI prompt". */
const fieldWords = ({ fields }: RunView): string =>
  some(
    fields.map((field) => fieldDef(field).label.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())),
  );

/** What came of a run: ", 2 problems, undone". */
export const outcomeWords = ({ problems, undone }: { problems: number; undone?: string | null }): string =>
  [problems > 0 && count(problems, 'problem'), undone && 'undone']
    .filter(Boolean)
    .map((part) => `, ${String(part)}`)
    .join('');

/** Who or what made a run that is more than a sync by hand. */
const begins: Partial<Record<RunView['kind'], string>> = {
  push: 'Push: ',
  resolve: 'Conflicts settled: ',
  undo: 'Undo: ',
  redo: 'Redo: ',
};

const made = ({ kind, automatic, needs }: RunView): string => {
  if (kind !== 'sync') return '';
  if (needs === 'firstSync') return ' (first sync)';
  if (automatic && needs === 'brake') return ' (allowed after the brake)';
  return automatic ? '' : ' (by hand)';
};

const states: Partial<Record<RunView['state'], string>> = {
  running: ', goes on',
  interrupted: ', interrupted',
  cancelled: ', stopped',
};

/** "48 files written in nas: keywords, rating", and how it came to that where it did not by itself. */
export function runLine(run: RunView): string {
  const where = run.written > 0 && run.libraries.length > 0 ? ` in ${some(run.libraries)}` : '';
  const what = run.written > 0 && run.fields.length > 0 ? `: ${fieldWords(run)}` : '';
  const files = `${count(run.written, 'file')} written${where}${what}`;
  return `${begins[run.kind] ?? ''}${files}${states[run.state] ?? ''}${outcomeWords(run)}${made(run)}`;
}

/** "Writing: 12 of 480" */
export const jobLine = ({ kind, done, total }: JobView): string =>
  `${kind === 'plan' ? 'Comparing' : 'Writing'}: ${number(done)}${total === null ? '' : ` of ${number(total)}`}`;
