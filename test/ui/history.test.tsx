import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import History from '../../renderer/features/history/index.tsx';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

test('every run is listed, newest first, with what became of it', async () => {
  await showScreen(History, ['history']);
  const runs = await screen.findAllByRole('option');
  expect(runs[0]?.textContent).toContain('interrupted');
  expect(runs[3]?.textContent).toContain('undone');
  expect(runs[4]?.textContent).toContain('468 files written, 12 skipped, 3 problems');
  expect(runs[0]?.getAttribute('aria-setsize')).toBe('127');
});

test('a run shows each change and its outcome', async () => {
  await showScreen(History, ['history', { run: 'old-26' }]);
  const table = await screen.findByRole('grid', { name: 'What Push archive → nas changed' });
  await within(table).findAllByText('The file is read-only.');
  within(table).getAllByText('written');
});

test('undo is previewed first, and names what it leaves alone', async () => {
  const { user, callsTo } = await showScreen(History, ['history', { run: 'old-2' }]);
  await screen.findByRole('button', { name: /^Undo…/ });
  await user.keyboard('{Control>}z{/Control}');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('2 files changed since the run, so left alone');
  expect(callsTo('plans.undo')).toMatchObject([{ run: 'old-2', dryRun: true }]);
  expect(callsTo('plans.run')).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await within(dialog).findByText(/480 files written/);
});

test('everything from a run on can be undone together', async () => {
  const { user, callsTo } = await showScreen(History, ['history', { run: 'old-26' }]);
  await user.click(await screen.findByRole('button', { name: 'Undo from here on…' }));
  await screen.findByRole('dialog');
  expect(callsTo('plans.undo')).toMatchObject([{ since: expect.any(Number), dryRun: true }]);
});

test('an undone run says what that means, leads to the undo, and can be redone after a preview', async () => {
  const { user, callsTo } = await showScreen(History, ['history', { run: 'old-6' }]);
  await screen.findByText(/held as conflicts until you decide them anew/);
  expect(screen.queryByRole('button', { name: /^Undo…/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: /^Redo…/ }));
  await screen.findByRole('button', { name: /^Redo in 480 files/ });
  expect(callsTo('plans.redo')).toMatchObject([{ run: 'old-6', dryRun: true }]);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Show the undo' }));
  await screen.findByRole('heading', { name: 'Undo of “Push archive → laptop”' });
});

test.each([
  ['Resume', 'plans.resume'],
  ['End it here', 'plans.cancel'],
])('an interrupted run can be dealt with: %s', async (button, call) => {
  const { user, callsTo } = await showScreen(History, ['history']);
  await user.click(await screen.findByRole('button', { name: button }));
  await waitFor(() => expect(screen.queryByText('Interrupted.')).toBeNull());
  expect(callsTo(call)).toMatchObject([{ run: 'old-1' }]);
});

test('without runs it says what will be here', async () => {
  await showScreen(History, ['history'], { screens: fakeScreens({ libraries: [] }) });
  await screen.findByText(/Nothing was written yet/);
});
