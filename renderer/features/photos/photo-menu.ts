import { findAction, possible } from '../../state/actions.ts';
import { go } from '../../state/navigation.ts';
import { photoAt, search } from '../../state/photos.ts';
import { useSelection } from '../../state/selection.ts';
import type { MenuItem, MenuItems } from '../../ui/menu.tsx';

/** A menu line from the action registry. */
function line(id: string): MenuItem[] {
  const action = findAction(id);
  if (!action) return [];
  return [
    { id, label: action.title, run: action.run, shortcut: action.keys?.[0], disabled: !possible(action) },
  ];
}

const stars = [0, 1, 2, 3, 4, 5].flatMap((value) => `photos.rate.${value}`);
const labels = ['red', 'yellow', 'green', 'blue', 'purple', 'none'].map((name) => `photos.label.${name}`);

/** The right-click menu of the selected photos: the same actions as the keys. */
export function photoMenu(): MenuItems {
  const row = photoAt(useSelection.getState().current);
  return [
    ...line('photos.large'),
    ...line('photos.reveal'),
    '-',
    { id: 'rating', label: 'Rating', items: stars.flatMap(line) },
    { id: 'label', label: 'Label', items: labels.flatMap(line) },
    { id: 'flag', label: 'Flag', items: ['photos.pick', 'photos.unflag', 'photos.reject'].flatMap(line) },
    ...line('photos.keywords'),
    ...line('photos.copyMetadata'),
    ...line('photos.pasteMetadata'),
    '-',
    ...(row?.state === 'conflict'
      ? [
          {
            id: 'conflict',
            label: 'Decide its conflicts',
            run: () => go('conflicts', { photo: String(row.photo) }),
          },
        ]
      : []),
    {
      id: 'library',
      label: `Only ${row?.library ?? 'this library'}`,
      disabled: !row,
      run: () => row && search(`library:${quoted(row.library)}`),
    },
    '-',
    ...line('photos.selectAll'),
    ...line('photos.selectNone'),
  ];
}

const quoted = (name: string) => (/[\s()"]/.test(name) ? `"${name}"` : name);
