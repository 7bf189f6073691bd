import { BookmarkPlus, Search, X } from 'lucide-react';
import { useState } from 'react';
import { go } from '../../state/navigation.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { setPrefs, usePrefs } from '../../state/prefs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Entry } from './entry.tsx';

/** Searches kept under a name. */
export function Searches() {
  const searches = usePrefs((now) => now.searches);
  const query = usePhotos((now) => now.query);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const known = searches.some((one) => one.query === query);
  if (searches.length === 0 && !query) return null;
  const save = () => {
    if (!name.trim()) return;
    setPrefs({
      searches: [...searches.filter((one) => one.name !== name.trim()), { name: name.trim(), query }],
    });
    setNaming(false);
  };
  return (
    <section aria-label="Saved searches" className="px-2 pb-2">
      <header className="flex h-7 items-center px-2 text-sm font-semibold text-muted">
        <h2 className="flex-1">Saved searches</h2>
        {query && !known && (
          <IconButton
            label="Save this search"
            icon={<BookmarkPlus size={15} />}
            className="-mr-2"
            onClick={() => {
              setName(query);
              setNaming(true);
            }}
          />
        )}
      </header>
      {searches.map((one) => (
        <div key={one.name} className="group relative flex items-center">
          <Entry
            icon={<Search size={15} />}
            title={one.query}
            current={one.query === query}
            onClick={() => {
              go('photos');
              search(one.query);
            }}
          >
            {one.name}
          </Entry>
          <IconButton
            label={`Forget the search ${one.name}`}
            icon={<X size={13} />}
            className="absolute right-0 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
            onClick={() => setPrefs({ searches: searches.filter((other) => other !== one) })}
          />
        </div>
      ))}
      <Dialog
        open={naming}
        onClose={() => setNaming(false)}
        size="small"
        title="Save this search"
        description={query}
        actions={
          <Button variant="primary" disabled={!name.trim()} onClick={save}>
            Save
          </Button>
        }
      >
        <TextField
          label="Name"
          showLabel
          value={name}
          onChange={setName}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
      </Dialog>
    </section>
  );
}
