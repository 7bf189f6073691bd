import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import Libraries from '../../renderer/features/libraries/index.tsx';
import { fakeLibrary, manyLibraries } from '../support/fake-libraries.ts';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

test('without libraries it offers to add one, or to try the samples', async () => {
  const screens = fakeScreens({ libraries: [] });
  const { user, callsTo } = await showScreen(Libraries, ['libraries'], { screens });
  screen.getByRole('button', { name: 'Add a folder of photos…' });
  await user.click(screen.getByRole('button', { name: 'Try the sample libraries' }));
  await screen.findByRole('option', { name: /sample archive/ });
  await waitFor(() => expect(callsTo('libraries.scan')).toHaveLength(1));
  expect(callsTo('libraries.scan')[0]?.['libraries']).toEqual(['sample archive', 'sample nas']);
});

test('each library shows its state, counts and problems', async () => {
  await showScreen(Libraries, ['libraries']);
  const [archive, , laptop, clients] = await screen.findAllByRole('option');
  expect(archive?.textContent).toContain('48,210 files');
  expect(archive?.textContent).toContain('14 problems');
  expect(laptop?.textContent).toContain('offline');
  expect(clients?.textContent).toContain('read only');
});

test('an offline library says why, that nothing is lost, and what to do', async () => {
  await showScreen(Libraries, ['libraries', { library: 'laptop' }]);
  const notice = await screen.findByText(/The drive “On the road” is not connected/);
  expect(notice.textContent).toContain('nothing counts as deleted');
  expect(notice.textContent).toContain('press Relocate… to say which folder it is');
  expect(screen.getAllByRole('button', { name: 'Relocate…' })).toHaveLength(2);
});

test('a folder is found with the keyboard in the window’s own chooser, named after itself, added and scanned', async () => {
  const { user, callsTo } = await showScreen(Libraries, ['libraries']);
  await user.click(await screen.findByRole('button', { name: 'Add a library…' }));
  await user.click(await screen.findByRole('button', { name: 'Choose…' }));
  const folders = await screen.findByRole('listbox', { name: 'Folders' });
  await within(folders).findByText('Pictures');
  folders.focus();
  await user.keyboard('p{Enter}');
  await within(folders).findByText('2024');
  await user.click(screen.getByRole('button', { name: 'Choose “Pictures”' }));
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Pictures');
  await user.click(screen.getByRole('radio', { name: 'Always in a sidecar' }));
  await user.click(screen.getByRole('button', { name: 'Add and scan' }));
  await screen.findByRole('heading', { name: 'Pictures' });
  expect(callsTo('libraries.add')).toEqual([
    { path: '/Users/ana/Pictures', name: 'Pictures', writes: 'sidecar' },
  ]);
  await waitFor(() => expect(callsTo('libraries.scan')).toHaveLength(1));
});

test('a folder that does not exist is said, in the chooser', async () => {
  const { user } = await showScreen(Libraries, ['libraries']);
  await user.click(await screen.findByRole('button', { name: 'Add a library…' }));
  await user.click(await screen.findByRole('button', { name: 'Choose…' }));
  const path = await screen.findByLabelText('Path of the folder');
  await waitFor(() => expect((path as HTMLInputElement).value).toBe('/Users/ana'));
  await user.clear(path);
  await user.type(path, '/nowhere{Enter}');
  await screen.findByText('There is no folder /nowhere.');
});

test('the native chooser is used where the host has one', async () => {
  const pickFolder = vi.fn(() => Promise.resolve('/Volumes/New'));
  const { user } = await showScreen(Libraries, ['libraries'], { shell: { pickFolder } });
  await user.click(await screen.findByRole('button', { name: 'Add a library…' }));
  await user.click(await screen.findByRole('button', { name: 'Choose…' }));
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Folder').value).toBe('/Volumes/New'));
  expect(screen.queryByRole('listbox', { name: 'Folders' })).toBeNull();
});

test('a refused library keeps what was typed and says what to do', async () => {
  const { user } = await showScreen(Libraries, ['libraries']);
  await user.click(await screen.findByRole('button', { name: 'Add a library…' }));
  await user.type(await screen.findByLabelText('Folder'), '/srv/clients/2024');
  await user.click(screen.getByRole('button', { name: 'Add and scan' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Choose a folder outside it.');
  expect(screen.getByLabelText<HTMLInputElement>('Folder').value).toBe('/srv/clients/2024');
});

test('where changes are written can be changed, and sidecar naming only where there are sidecars', async () => {
  const { user, callsTo } = await showScreen(Libraries, ['libraries']);
  await user.click(await screen.findByRole('radio', { name: 'IMG_1234.cr3.xmp always' }));
  await user.click(screen.getByRole('radio', { name: 'Always in the file' }));
  await waitFor(() => expect(screen.queryByRole('radio', { name: 'IMG_1234.xmp for RAW' })).toBeNull());
  expect(callsTo('libraries.set')).toEqual([
    { library: 'archive', sidecar: 'darktable' },
    { library: 'archive', writes: 'embedded' },
  ]);
});

test('removing asks first and says that files stay', async () => {
  const { user, callsTo } = await showScreen(Libraries, ['libraries', { library: 'nas' }]);
  await user.click(await screen.findByRole('button', { name: 'Remove…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove nas?' });
  within(dialog).getByText(/Your files stay where they are/);
  expect(callsTo('libraries.remove')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Remove from Tagbridge' }));
  await waitFor(() => expect(screen.queryByRole('option', { name: /nas/ })).toBeNull());
});

test('problems are filtered by kind, revealed, retried and ignored', async () => {
  const revealFile = vi.fn(() => Promise.resolve());
  const { user, callsTo } = await showScreen(Libraries, ['libraries'], { shell: { revealFile } });
  await screen.findByRole('heading', { name: 'Problems (14 files)' });
  await user.click(screen.getByRole('button', { name: 'Show in file manager' }));
  expect(revealFile).toHaveBeenCalledWith(10);
  await user.click(screen.getByRole('combobox', { name: 'Show problems' }));
  await user.click(await screen.findByRole('option', { name: 'Damaged file' }));
  await screen.findByRole('heading', { name: 'Problems (3 files)' });
  await user.click(screen.getByRole('button', { name: 'Ignore 3 files' }));
  await waitFor(() => expect(callsTo('problems.ignore')).toEqual([{ problems: [4, 8, 12] }]));
});

test('a scan shows how far it is and can be stopped', async () => {
  const libraries = [fakeLibrary('archive', 10), fakeLibrary('nas', 5)];
  const screens = fakeScreens({ libraries });
  let finish = () => {};
  screens.answers['libraries.scan'] = (_, emit) => {
    const job = {
      job: 'j',
      kind: 'scan',
      title: 'Scan of archive',
      detail: '',
      done: 3,
      total: 10,
      value: 0.3,
      perSecond: 2,
      secondsLeft: 4,
      cancellable: true,
    } as const;
    emit({ kind: 'job', job });
    return new Promise((resolve) => (finish = () => resolve({ libraries: [] })));
  };
  const { user, callsTo, fake } = await showScreen(Libraries, ['libraries'], { screens });
  await user.click(await screen.findByRole('button', { name: 'Scan now' }));
  const stop = await screen.findByRole('button', { name: 'Stop scanning' });
  await user.click(stop);
  expect(callsTo('jobs.cancel')).toEqual([{ job: callsTo('libraries.scan')[0]?.['job'] }]);
  finish();
  fake.emit({ kind: 'jobEnded', job: 'j', outcome: 'done' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop scanning' })).toBeNull());
});

test('arrows move through the libraries', async () => {
  const { user } = await showScreen(Libraries, ['libraries'], {
    screens: fakeScreens({ libraries: manyLibraries() }),
  });
  (await screen.findByRole('option', { name: /archive/ })).focus();
  await user.keyboard('{ArrowDown}');
  await screen.findByRole('heading', { name: 'nas' });
  await user.keyboard('{End}');
  await screen.findByRole('heading', { name: 'clients' });
});
