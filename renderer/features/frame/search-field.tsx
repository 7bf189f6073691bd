import { CircleHelp, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { queryMistake } from '../../lib/query-mistake.ts';
import { useActions } from '../../state/actions.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SearchHelp } from './search-help.tsx';

/** Looks for photos, or says what is wrong with the query; what was found before then stays. */
function run(text: string): string | null {
  const mistake = queryMistake(text);
  if (mistake) return mistake;
  search(text);
  return null;
}

/** The query as text. It runs while typing, a moment after the last key. */
export function SearchField() {
  const query = usePhotos((now) => now.query);
  const [error, setError] = useState<string | null>(null);
  const [text, setText] = useState(query);
  const [help, setHelp] = useState(false);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => setText(query), [query]);
  useEffect(() => {
    const timer = setTimeout(() => setError(run(text)), 250);
    return () => clearTimeout(timer);
  }, [text]);
  useActions(() => [
    {
      id: 'search.focus',
      title: 'Search photos',
      group: 'Go to',
      keys: ['Mod+F', '/'],
      run: () => input.current?.select(),
    },
    { id: 'search.help', title: 'How to search', group: 'Help', run: () => setHelp(true) },
  ]);
  return (
    <search className="relative flex w-[400px] min-w-28 shrink items-center gap-1">
      <TextField
        className="flex-1"
        label="Search photos"
        placeholder="Search: heron, rating>=3, keyword:birds"
        type="search"
        value={text}
        onChange={setText}
        inputRef={input}
        icon={<Search size={14} aria-hidden />}
        aria-invalid={error !== null}
        onKeyDown={(event) => {
          if (event.key === 'Enter') setError(run(text));
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          if (event.key === 'Escape' && text) setText('');
          document.querySelector<HTMLElement>('[data-grid]')?.focus();
        }}
      />
      {error && (
        <p
          role="status"
          className="popup absolute top-full left-0 z-30 mt-1 px-2 py-1 text-sm text-attention"
        >
          {error}
        </p>
      )}
      <IconButton
        label="How to search"
        className="@max-[460px]:hidden"
        icon={<CircleHelp size={16} />}
        onClick={() => setHelp(true)}
      />
      <SearchHelp
        open={help}
        onClose={() => setHelp(false)}
        onTry={(example) => {
          setHelp(false);
          search(example);
        }}
      />
    </search>
  );
}
