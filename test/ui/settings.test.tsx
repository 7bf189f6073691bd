import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import Settings from '../../renderer/features/settings/index.tsx';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

test('the theme changes at once and for every window', async () => {
  const { user, callsTo } = await showScreen(Settings, ['settings']);
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  await waitFor(() => expect(callsTo('settings.set')).toEqual([{ theme: 'dark' }]));
  expect(screen.getByRole('radio', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true');
});

test('the brake is typed as a percentage and explained with its numbers', async () => {
  const { user, callsTo } = await showScreen(Settings, ['settings']);
  const share = await screen.findByLabelText('Share of the library');
  await user.clear(share);
  await user.type(share, '25');
  await user.tab();
  await waitFor(() => expect(callsTo('settings.set')).toEqual([{ brakeShare: 0.25 }]));
  await screen.findByText(/more than 25 % of a library’s photos/);
});

test('how much is kept for undo is typed in gigabytes', async () => {
  const { user, callsTo } = await showScreen(Settings, ['settings']);
  const size = await screen.findByLabelText('Up to, a library');
  await user.clear(size);
  await user.type(size, '5');
  await user.tab();
  await waitFor(() => expect(callsTo('settings.set')).toEqual([{ undoBytes: 5 * 2 ** 30 }]));
});

test('what the engine found of itself is listed with what to do, and checked again', async () => {
  const { user, callsTo } = await showScreen(Settings, ['settings']);
  const watching = await screen.findByText(/The system allows 8,192 watched folders/);
  expect(watching.textContent).toContain('raise fs.inotify.max_user_watches');
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(callsTo('doctor')).toHaveLength(2));
});

test('a check that fails is said', async () => {
  const screens = fakeScreens();
  screens.answers['doctor'] = () => Promise.reject(new Error('ExifTool does not start.'));
  await showScreen(Settings, ['settings'], { screens });
  await screen.findByText('ExifTool does not start.');
});
