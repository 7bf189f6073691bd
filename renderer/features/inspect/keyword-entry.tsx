import { Autocomplete } from '@base-ui/react/autocomplete';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { KeywordNode } from '../../../shared/api/views.ts';
import { keywordPath, toKeyword } from '../../lib/keywords.ts';
import { number } from '../../lib/words.ts';
import { engine } from '../../state/engine.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useView } from '../../state/view.ts';

/** The word being typed: what stands after the last comma. */
const lastWord = (text: string) => text.slice(text.lastIndexOf(',') + 1).trim();

const wordsOf = (text: string) => text.split(',').map(toKeyword).filter(Boolean);

/** Keywords by typing: completed from the tree, several by comma; Enter adds, Backspace in the empty field takes the last. */
export function KeywordEntry({
  onAdd,
  onTakeLast,
}: {
  onAdd: (paths: string[]) => void;
  onTakeLast: () => void;
}) {
  const [text, setText] = useState('');
  const highlighted = useRef<KeywordNode | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const asked = useView((now) => now.keywordEntry);
  const seen = useRef(asked);
  useEffect(() => {
    if (seen.current !== asked) input.current?.focus();
    seen.current = asked;
  }, [asked]);
  const word = lastWord(text);
  const { data = [] } = useAnswer(word ? word : null, (signal) =>
    engine().keywords.complete({ text: toKeyword(word), limit: 12 }, { signal }),
  );

  const take = (paths: string[]) => {
    if (paths.length > 0) onAdd([...new Set(paths)]);
    setText('');
  };
  const takeItem = (path: string) => take([...wordsOf(text.slice(0, text.lastIndexOf(',') + 1)), path]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !highlighted.current) {
      event.preventDefault();
      take(wordsOf(text));
    } else if (event.key === 'Backspace' && text === '') onTakeLast();
    else if (event.key === 'Escape' && text === '')
      document.querySelector<HTMLElement>('[data-grid]')?.focus();
  };
  return (
    <Autocomplete.Root
      items={word ? data : []}
      value={text}
      filter={null}
      itemToStringValue={(item: KeywordNode) => item.path}
      onItemHighlighted={(item: KeywordNode | undefined) => {
        highlighted.current = item;
      }}
      onValueChange={(next, { reason }) => (reason === 'item-press' ? takeItem(next) : setText(next))}
    >
      <Autocomplete.Input
        ref={input}
        aria-label="Add keywords"
        placeholder="Add keywords"
        dir="auto"
        onKeyDown={onKeyDown}
        onBlur={() => setText('')}
        className="h-7 w-full rounded border bg-bg px-2"
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} className="z-50 outline-none">
          <Autocomplete.Popup className="popup w-[max(var(--anchor-width),240px)] p-1 data-empty:hidden">
            <Autocomplete.List className="max-h-72 overflow-auto">
              {(item: KeywordNode) => (
                <Autocomplete.Item
                  key={item.path}
                  value={item}
                  className="flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-raised"
                >
                  <span className="min-w-0 flex-1 truncate">{keywordPath(item.path)}</span>
                  <span className="text-muted">{number(item.photos)}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
