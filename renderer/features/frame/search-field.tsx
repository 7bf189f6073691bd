import { CircleHelp, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useActions } from '../../state/actions.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SearchHelp } from './search-help.tsx';

/** The query as text. It runs while typing, a moment after the last key. */
export function SearchField() {
  const query = usePhotos((now) => now.query);
  const error = usePhotos((now) => now.error);
  const [text, setText] = useState(query);
  const [help, setHelp] = useState(false);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => setText(query), [query]);
  useEffect(() => {
    if (text === usePhotos.getState().query) return;
    const timer = setTimeout(() => search(text), 250);
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
    <search className="flex w-[400px] min-w-40 shrink items-center gap-1">
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
        title={error ?? undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(text);
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          if (event.key === 'Escape' && text) setText('');
          document.querySelector<HTMLElement>('[data-grid]')?.focus();
        }}
      />
      <IconButton label="How to search" icon={<CircleHelp size={16} />} onClick={() => setHelp(true)} />
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
