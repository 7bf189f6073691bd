import { Dialog } from '../../ui/dialog.tsx';

const examples: [query: string, meaning: string][] = [
  ['heron', 'the word in any text, keyword or file name'],
  ['"grey heron"', 'these words in this order'],
  ['keyword:animals|birds', 'this keyword and all below it'],
  ['rating>=3', 'three stars or more'],
  ['rating:2..4', 'two to four stars'],
  ['label:red', 'a red label'],
  ['city:Lisbon', 'a field that holds the word'],
  ['captured:2024-05..2024-08', 'taken between May and August 2024'],
  ['library:archive', 'has a copy in this library'],
  ['path:2024/madeira', 'lies in this folder'],
  ['has:gps', 'the field has a value'],
  ['is:conflict', 'waits for your decision; also differs, unmatched, problem'],
  ['-has:keywords', 'not: without keywords'],
  ['heron OR stork', 'one or the other; group with ( )'],
];

/** The words of a search, each an example to try. */
export function SearchHelp({
  open,
  onClose,
  onTry,
}: {
  open: boolean;
  onClose: () => void;
  onTry: (query: string) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="How to search"
      description="Several terms together must all hold on one copy of a photo."
    >
      <ul className="flex flex-col">
        {examples.map(([query, meaning]) => (
          <li key={query} className="flex items-center gap-3 border-b py-1 last:border-b-0">
            <button
              type="button"
              onClick={() => onTry(query)}
              className="w-56 shrink-0 rounded-sm text-left font-mono text-sm text-accent-text hover:underline"
            >
              {query}
            </button>
            <span className="text-muted">{meaning}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
