import { type Action, useActions } from '../../state/actions.ts';
import { shell } from '../../state/engine.ts';
import { notifyError } from '../../state/notices.ts';
import { showPanel } from '../../state/panels.ts';
import { rate, setLabel, setPick } from '../../state/photo-edits.ts';
import { photoAt, usePhotos } from '../../state/photos.ts';
import { setPrefs } from '../../state/prefs.ts';
import { extendTo, selectAll, selectNone, selectOnly, useSelection } from '../../state/selection.ts';
import { useView } from '../../state/view.ts';

const hasTarget = (): boolean => {
  const { ids, range, current } = useSelection.getState();
  return ids.size > 0 || range !== null || current >= 0;
};

/** Arrows belong to the photos unless some other control has the focus. */
const inPhotos = (): boolean => {
  const focus = document.activeElement;
  return !focus || focus === document.body || focus.closest('[data-photos]') !== null;
};

const moves: [key: string, title: string, to: (current: number) => number][] = [
  ['ArrowLeft', 'Previous photo', (at) => at - 1],
  ['ArrowRight', 'Next photo', (at) => at + 1],
  ['ArrowUp', 'Photo above', (at) => at - (useView.getState().large ? 1 : useView.getState().columns)],
  ['ArrowDown', 'Photo below', (at) => at + (useView.getState().large ? 1 : useView.getState().columns)],
  ['PageUp', 'Screen up', (at) => at - useView.getState().page],
  ['PageDown', 'Screen down', (at) => at + useView.getState().page],
  ['Home', 'First photo', () => 0],
  ['End', 'Last photo', () => (usePhotos.getState().total ?? 1) - 1],
];

/** Up and down keep the column: past either end they stay where they are. */
function moved(key: string, to: (current: number) => number): number {
  const { current } = useSelection.getState();
  const next = to(Math.max(current, 0));
  const total = usePhotos.getState().total ?? 0;
  if (current < 0) return 0;
  const vertical = key === 'ArrowUp' || key === 'ArrowDown';
  return vertical && (next < 0 || next >= total) ? current : Math.min(total - 1, Math.max(0, next));
}

const movement = (): Action[] =>
  moves.flatMap(([key, title, to]) => [
    {
      id: `photos.${key}`,
      title,
      group: 'Move',
      keys: [key],
      hidden: true,
      when: inPhotos,
      run: () => selectOnly(moved(key, to)),
    },
    {
      id: `photos.extend.${key}`,
      title: `Select to: ${title.toLowerCase()}`,
      group: 'Move',
      keys: [`Shift+${key}`],
      hidden: true,
      when: () => inPhotos() && !useView.getState().large,
      run: () => extendTo(moved(key, to)),
    },
  ]);

const ratings = (): Action[] =>
  [0, 1, 2, 3, 4, 5].map((stars) => ({
    id: `photos.rate.${stars}`,
    title: stars === 0 ? 'Clear the rating' : `Rate ${stars} ${stars === 1 ? 'star' : 'stars'}`,
    group: 'Rate and label',
    keys: [String(stars)],
    when: hasTarget,
    run: () => rate(stars),
  }));

const labels = (): Action[] =>
  (['red', 'yellow', 'green', 'blue', 'purple'] as const).map((label, at) => ({
    id: `photos.label.${label}`,
    title: `Label ${label}`,
    group: 'Rate and label',
    ...(at < 4 ? { keys: [String(6 + at)] } : {}),
    when: hasTarget,
    run: () => setLabel(label),
  }));

const flags = (): Action[] => [
  {
    id: 'photos.label.none',
    title: 'Clear the label',
    group: 'Rate and label',
    when: hasTarget,
    run: () => setLabel(null),
  },
  {
    id: 'photos.pick',
    title: 'Pick',
    group: 'Rate and label',
    keys: ['P'],
    when: hasTarget,
    run: () => setPick('picked'),
  },
  {
    id: 'photos.unflag',
    title: 'Unflag',
    group: 'Rate and label',
    keys: ['U'],
    when: hasTarget,
    run: () => setPick(null),
  },
  {
    id: 'photos.reject',
    title: 'Reject',
    group: 'Rate and label',
    keys: ['X'],
    when: hasTarget,
    run: () => setPick('rejected'),
  },
];

const large = (on: boolean) => () => {
  useView.setState({ large: on });
  if (!on) requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-grid]')?.focus());
};

const views = (): Action[] => [
  {
    id: 'photos.large',
    title: 'Large view',
    group: 'View',
    keys: ['Space', 'E'],
    when: () => !useView.getState().large && useSelection.getState().current >= 0,
    run: large(true),
  },
  {
    id: 'photos.grid',
    title: 'Grid',
    group: 'View',
    keys: ['G', 'Escape', 'Space', 'E'],
    when: () => useView.getState().large,
    run: large(false),
  },
  {
    id: 'photos.names',
    title: 'Show or hide file names',
    group: 'View',
    run: () => setPrefs({ showNames: !namesShown() }),
  },
];
const namesShown = () => document.querySelector('[data-photos][data-named]') !== null;

const choosing = (): Action[] => [
  { id: 'photos.selectAll', title: 'Select all', group: 'Select', keys: ['Mod+A'], run: selectAll },
  {
    id: 'photos.selectNone',
    title: 'Select none',
    group: 'Select',
    keys: ['Escape', 'Mod+D'],
    when: () => !useView.getState().large && useSelection.getState().ids.size > 0,
    run: selectNone,
  },
  {
    id: 'photos.keywords',
    title: 'Add keywords',
    group: 'Edit',
    keys: ['K', 'Mod+T'],
    when: hasTarget,
    run: () => {
      showPanel('inspector', true);
      useView.setState(({ keywordEntry }) => ({ keywordEntry: keywordEntry + 1 }));
    },
  },
  {
    id: 'photos.reveal',
    title: 'Show in the file manager',
    group: 'Photo',
    when: () => shell().revealFile !== undefined && useSelection.getState().current >= 0,
    run: () => {
      const row = photoAt(useSelection.getState().current);
      if (row) void shell().revealFile?.(row.file).catch(notifyError);
    },
  },
];

/** All that can be done on the Photos screen, with the keys hands already know. */
export const usePhotoActions = (): void =>
  useActions(() => [...views(), ...movement(), ...ratings(), ...labels(), ...flags(), ...choosing()]);
