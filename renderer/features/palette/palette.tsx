import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { cx } from '../../lib/classes.ts';
import { type Action, distinctActions, possible, useActions } from '../../state/actions.ts';
import { go } from '../../state/navigation.ts';
import { search } from '../../state/photos.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { KeySheet } from './key-sheet.tsx';
import { ranked } from './rank.ts';

/** Every action and screen by name, with its key; and the sheet of keys. */
export function Palette() {
  const [open, setOpen] = useState(false);
  const [keys, setKeys] = useState(false);
  useActions(() => [
    {
      id: 'palette.open',
      title: 'Find an action',
      group: 'Help',
      keys: ['Mod+K'],
      hidden: true,
      run: () => setOpen(true),
    },
    { id: 'help.keys', title: 'Keys of this screen', group: 'Help', keys: ['?'], run: () => setKeys(true) },
  ]);
  return (
    <>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Popup
            aria-label="Find an action"
            className="popup fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[560px] max-w-[94vw] -translate-x-1/2 flex-col"
          >
            <Finder close={() => setOpen(false)} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <KeySheet open={keys} onClose={() => setKeys(false)} />
    </>
  );
}

function Finder({ close }: { close: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const offered = useMemo(() => distinctActions().filter((action) => !action.hidden && possible(action)), []);
  const actions = useMemo(() => [...ranked(offered, text), ...searchFor(text)], [offered, text]);
  const run = (action: Action | undefined) => {
    if (!action) return;
    close();
    // After the dialog gave the focus back, so that an action may take it.
    setTimeout(action.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = (at + step + actions.length) % Math.max(1, actions.length);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') run(actions[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b px-3">
        <Search size={16} aria-hidden className="text-muted" />
        <input
          role="combobox"
          aria-label="Find an action"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={actions[at] && `${id}-${at}`}
          placeholder="What do you want to do?"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-11 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label="Actions"
        className="min-h-0 flex-1 overflow-auto p-1"
      >
        {actions.map((action, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above holds the focus and the keys
          <div
            key={action.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onClick={() => run(action)}
            className={cx('flex h-8 items-center gap-3 rounded-sm px-2', index === at && 'bg-raised')}
          >
            <span className="min-w-0 flex-1 truncate">{action.title}</span>
            <span className="text-sm text-muted">{action.group}</span>
            <span className="flex w-24 justify-end">{action.keys?.[0] && <Kbd keys={action.keys[0]} />}</span>
          </div>
        ))}
        {actions.length === 0 && <p className="p-3 text-muted">Nothing by this name.</p>}
      </div>
    </>
  );
}

const searchFor = (text: string): Action[] =>
  text.trim() === ''
    ? []
    : [
        {
          id: 'palette.search',
          title: `Search photos for “${text.trim()}”`,
          group: 'Photos',
          run: () => {
            go('photos');
            search(text.trim());
          },
        },
      ];
