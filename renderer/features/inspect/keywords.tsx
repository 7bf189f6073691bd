import { type Editing, editKeywords } from '../../../shared/core/edit.ts';
import { keywordPath } from '../../lib/keywords.ts';
import { count } from '../../lib/words.ts';
import { editPhotos } from '../../state/pending.ts';
import { Chip } from '../../ui/chip.tsx';
import { KeywordText } from '../../ui/keyword-text.tsx';
import { KeywordEntry } from './keyword-entry.tsx';
import type { Subject } from './subject.ts';

interface Word {
  path: string;
  files: number;
  /** Not in every file: dashed; a click gives it to all. */
  partial: boolean;
  fresh: boolean;
}

/** Keywords as they will be once what waits is written. */
export function keywordsAfter(
  { keywords, files }: Pick<Subject, 'keywords' | 'files'>,
  edit: Editing | undefined,
): Word[] {
  const held = new Map(keywords.map(({ path, files: n }) => [path, n]));
  const added = edit?.addKeywords ?? [];
  const after = editKeywords([...held.keys()], edit?.removeKeywords ?? [], added);
  return after
    .map((path) => ({
      path,
      files: held.get(path) ?? 0,
      partial: !added.includes(path) && (held.get(path) ?? 0) < files,
      fresh: added.includes(path),
    }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The keywords of the selection as chips, and the field to add more. */
export function Keywords({ subject, edit }: { subject: Subject; edit: Editing | undefined }) {
  const words = keywordsAfter(subject, edit);
  const add = (paths: string[]) => editPhotos(subject.photos, { addKeywords: paths });
  const remove = (path: string) => editPhotos(subject.photos, { removeKeywords: [path] });
  return (
    <div className="mb-1 flex flex-col gap-1.5">
      <ul aria-label="Keywords" className="flex max-h-48 flex-wrap gap-1 overflow-y-auto">
        {words.map(({ path, files, partial, fresh }) => (
          <li key={path} className="max-w-full">
            <Chip
              partial={partial}
              name={keywordPath(path)}
              change={fresh ? 'added' : undefined}
              label={
                partial
                  ? `Give ${keywordPath(path)} to all; ${files} of ${count(subject.files, 'file')} have it`
                  : keywordPath(path)
              }
              title={
                partial
                  ? `${keywordPath(path)}: on ${files} of ${count(subject.files, 'file')}. Click to give it to all.`
                  : keywordPath(path)
              }
              onClick={partial ? () => add([path]) : undefined}
              onRemove={() => remove(path)}
            >
              <KeywordText path={path} />
            </Chip>
          </li>
        ))}
      </ul>
      <KeywordEntry onAdd={add} onTakeLast={() => words.length > 0 && remove(words.at(-1)!.path)} />
    </div>
  );
}
