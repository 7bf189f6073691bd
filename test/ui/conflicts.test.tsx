import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import Conflicts from '../../renderer/features/conflicts/index.tsx';
import { useDecisions } from '../../renderer/state/decisions.ts';
import { go, useNavigation } from '../../renderer/state/navigation.ts';
import { useNotices } from '../../renderer/state/notices.ts';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();
beforeEach(() => useDecisions.setState({ decisions: new Map() }));

const row = async (name: string) => {
  const header = await screen.findByRole('rowheader', { name });
  return within(header.closest('tr') as HTMLElement);
};

test('shapes are listed largest first, each with its sentence and count', async () => {
  await showScreen(Conflicts, ['conflicts']);
  const shapes = await screen.findAllByRole('option');
  expect(shapes.map((shape) => shape.textContent)).toEqual([
    'Keywords1,208differs between archive and nas',
    'Rating3124 in archive, 2 in nas',
    'Colour label58Red in archive, Green in laptop, empty in nas',
    'Description17differs between archive and nas',
    'CityInside one file9differs inside files of archive',
    'RatingHeld after an undo45 in archive, 3 in nas',
    'HeadlineInside one file2differs inside files of nas',
  ]);
});

test('keywords show what each copy added and removed against what was last agreed', async () => {
  await showScreen(Conflicts, ['conflicts', { shape: 'shape-0' }]);
  const archive = await (await row('Keywords')).findByRole('button', {
    description: 'Take Keywords from archive',
  });
  expect(archive.textContent).toContain('changed since last agreed');
  expect(archive.textContent).toContain('added places › Portugal › Lisbon');
  expect(archive.textContent).toContain('removed to sort');
});

test('a number takes that copy, U takes all, E types; the result shows at once', async () => {
  const { user } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-0' }]);
  const keywords = await row('Keywords');
  const rating = await row('Rating');
  keywords.getByText('Not decided');
  await user.keyboard('u');
  const result = keywords.getAllByRole('cell').at(-1)!;
  for (const leaf of ['grey heron', 'family', 'Lisbon', 'to sort'])
    expect(result.textContent).toContain(leaf);
  await user.keyboard('2');
  within(rating.getAllByRole('cell').at(-1)!).getByRole('img', { name: '2 of 5 stars' });
  await user.keyboard('{ArrowUp}1');
  expect(result.textContent).not.toContain('grey heron');
});

test('several fields of a photo are decided first and then previewed as one plan', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-0' }]);
  await row('Rating');
  await user.keyboard('u');
  await user.keyboard('1');
  await user.click(screen.getByRole('button', { name: /^This photo…/ }));
  await screen.findByRole('button', { name: /^Write 2 files/ });
  expect(callsTo('plans.resolve')).toMatchObject([
    {
      conflicts: [1],
      take: { union: true },
      also: [{ conflicts: [10_001], take: { file: 70 } }],
      dryRun: true,
    },
  ]);
  expect(callsTo('plans.run')).toEqual([]);
});

test('the same answer is given to the whole shape, by library, after a preview', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-1' }]);
  const all = await screen.findByRole('button', { name: /All 312 photos of this shape/ });
  expect(all.hasAttribute('disabled')).toBe(true);
  await row('Rating');
  await user.keyboard('2');
  await user.click(all);
  const dialog = await screen.findByRole('dialog');
  expect(callsTo('plans.resolve')).toMatchObject([
    { shape: 'shape-1', take: { prefer: 'nas' }, dryRun: true },
  ]);
  await user.click(await within(dialog).findByRole('button', { name: /^Write 312 files/ }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(useNotices.getState().notices.at(-1)?.text).toBe('Settled: 312 files written.');
  await waitFor(() => expect(screen.queryAllByText('4 in archive, 2 in nas')).toEqual([]));
  expect(useDecisions.getState().decisions.size).toBe(0);
});

test('decisions of several photos are kept while going on, and settled together', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-2' }]);
  await screen.findByText('1 of 58');
  await user.keyboard('1');
  for (const key of ['n', 'j', 'l']) {
    await user.keyboard(key);
    await user.keyboard('2');
  }
  await screen.findByText('4 of 58');
  await screen.findByText(/4 decisions on 4 photos, not written yet/);
  await user.keyboard('{Shift>}n{/Shift}');
  await screen.findByText('3 of 58');
  await user.click(screen.getByRole('button', { name: /^These 4 photos…/ }));
  await screen.findByRole('button', { name: /^Write 4 files/ });
  const [asked] = callsTo('plans.resolve') as { conflicts: number[]; also: { conflicts: number[] }[] }[];
  expect([asked?.conflicts, ...(asked?.also ?? []).map(({ conflicts }) => conflicts)].flat()).toHaveLength(4);
});

test('what is not taken is kept, and the screen says so', async () => {
  await showScreen(Conflicts, ['conflicts']);
  await screen.findByText(/Values that are not taken are kept and can be brought back from History/);
});

test('one file that disagrees with itself shows each place, and its value is given', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-4' }]);
  await (await row('City')).findByText('IPTC:City');
  await user.keyboard('2');
  await user.click(screen.getByRole('button', { name: /^This photo…/ }));
  await waitFor(() => expect(callsTo('plans.resolve')).toMatchObject([{ take: { value: 'Lisbon' } }]));
});

test('all files of a shape are made to agree with themselves by one action', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-4' }]);
  await row('City');
  await user.click(screen.getByRole('button', { name: 'Make 9 files agree with themselves…' }));
  await waitFor(() =>
    expect(callsTo('plans.resolve')).toMatchObject([{ shape: 'shape-4', take: { own: true } }]),
  );
});

test('an answer can become a rule of the bridge, beside those it has', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-1' }]);
  await user.click(await screen.findByTitle('Take Rating from nas'));
  await user.click(await screen.findByRole('button', { name: 'Always so…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Always so in Archive and NAS?' }));
  dialog.getByText('When Rating changed in two places, nas wins.');
  await user.click(dialog.getByRole('button', { name: 'Add the rule' }));
  await waitFor(() =>
    expect(callsTo('bridges.set')).toEqual([
      {
        bridge: 'Archive and NAS',
        rules: [
          { field: 'gps', kind: 'neverLeaves', library: 'archive' },
          { field: 'rating', kind: 'prefer', library: 'nas' },
        ],
      },
    ]),
  );
});

test('all files that disagree with themselves are made to agree in one plan', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts']);
  const button = await screen.findByRole('button', { name: 'Make all files agree…' });
  expect(button.title).toMatch(/^11 conflicts inside single files, of 2 kinds/);
  await user.click(button);
  await screen.findByRole('dialog');
  expect(callsTo('plans.resolve')).toMatchObject([{ take: { own: true }, dryRun: true }]);
  expect(callsTo('plans.resolve')[0]).not.toHaveProperty('shape');
});

test('a value of one’s own is typed and checked as the core reads it', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-3' }]);
  await row('Description');
  await user.keyboard('e');
  const box = await screen.findByRole('textbox', { name: 'Description' });
  await user.clear(box);
  await user.type(box, 'Both herons');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await (await row('Description')).findByText('Both herons');
  await user.click(screen.getByRole('button', { name: /^This photo…/ }));
  await waitFor(() =>
    expect(callsTo('plans.resolve')).toMatchObject([{ take: { value: { 'x-default': 'Both herons' } } }]),
  );
});

test('all fields are shown on demand, and those without a conflict cannot be taken', async () => {
  const { user } = await showScreen(Conflicts, ['conflicts']);
  await row('Headline');
  expect(screen.queryByRole('rowheader', { name: 'Country' })).toBeNull();
  await user.click(screen.getByRole('switch', { name: 'All fields' }));
  const country = await row('Country');
  expect(country.queryAllByRole('button')).toEqual([]);
  (await row('Headline')).getByText('Only archive changed: a sync writes it to nas.');
});

test('without conflicts it says so and leads on', async () => {
  const screens = fakeScreens();
  screens.answers['conflicts.shapes'] = () => [];
  await showScreen(Conflicts, ['conflicts'], { screens });
  await screen.findByText(/No conflicts\./);
});

test('a run with problems stays on screen until it is read', async () => {
  const screens = fakeScreens();
  const { make } = screens.plans;
  screens.plans.make = (kind, title, change) =>
    make(kind, title, {
      ...change,
      problems: [{ library: 'nas', path: 'a.jpg', code: 'readOnlyFile', message: 'The file is read-only.' }],
      problemTotal: 1,
    });
  const { user } = await showScreen(Conflicts, ['conflicts', { shape: 'shape-1' }], { screens });
  await user.click(
    await (await row('Rating')).findByRole('button', { description: 'Take Rating from archive' }),
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(await screen.findByRole('button', { name: /^Write 1 file/ }));
  await screen.findByText('1 file could not be written. It is as it was before.');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('the conflicts of one bridge are shown alone, said to be, and all are shown again', async () => {
  const { user, callsTo } = await showScreen(Conflicts, ['conflicts', { bridge: 'Family' }]);
  await screen.findByText('No conflicts of', { exact: false });
  await user.click(screen.getByRole('button', { name: 'Show all conflicts' }));
  await screen.findAllByRole('option');
  act(() => go('conflicts', { bridge: 'Archive and NAS' }));
  const [option] = await screen.findAllByRole('option');
  screen.getByText('Only of', { exact: false });
  await user.click(option!);
  expect(useNavigation.getState().params).toMatchObject({ bridge: 'Archive and NAS' });
  await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
  expect(useNavigation.getState().params).toEqual({});
  expect(callsTo('conflicts.shapes').map((asked) => asked['bridge'])).toEqual(
    expect.arrayContaining(['Family', 'Archive and NAS', undefined]),
  );
});
