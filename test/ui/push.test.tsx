import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import Push from '../../renderer/features/push/index.tsx';
import { useNavigation } from '../../renderer/state/navigation.ts';
import { usePushForm } from '../../renderer/state/push.ts';
import { defaultPushFields } from '../../shared/core/registry.ts';
import { fakeLibrary } from '../support/fake-libraries.ts';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();
beforeEach(() =>
  usePushForm.setState({ from: '', to: '', fields: defaultPushFields, mode: 'merge', where: '' }),
);

test('nothing is written before the preview is shown and its button pressed', async () => {
  const { user, callsTo } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  const write = await screen.findByRole('button', { name: /^Write 480 files/ });
  expect(callsTo('plans.push')).toMatchObject([{ from: 'archive', to: 'nas', mode: 'merge', dryRun: true }]);
  expect(callsTo('plans.run')).toEqual([]);
  await user.click(write);
  await screen.findByText(/480 files written and checked/);
  expect(callsTo('plans.run')).toMatchObject([{ plan: 'saved-1' }]);
});

test('the private fields are left out unless they are chosen', async () => {
  const { user, callsTo } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  await screen.findByRole('button', { name: /^Write/ });
  const fields = callsTo('plans.push')[0]?.['fields'] as string[];
  expect(fields).toContain('keywords');
  for (const sensitive of ['gps', 'people', 'regions', 'captureTime'])
    expect(fields).not.toContain(sensitive);
});

test('the preview says what is skipped, what is left to decide, and shows each change', async () => {
  const { user } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  const preview = await screen.findByRole('region', { name: 'Preview' });
  await within(preview).findByText('480 files of 472 photos would be written. Nothing is written yet.');
  within(preview).getByText('12 conflicts left for you to decide');
  within(preview).getByText('24 files without a copy on the other side');
  const table = within(preview).getByRole('grid', { name: 'Changes' });
  expect(table.getAttribute('aria-rowcount')).toBe('560');
  expect(await within(table).findAllByText('DSC_00001.JPG')).toHaveLength(1);
});

test('a plan over the brake says so with its counts', async () => {
  const { user } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('radio', { name: 'Replace' }));
  await user.click(screen.getByRole('button', { name: /^Preview/ }));
  await screen.findByText('More changes than usual.');
  screen.getByText(/removes or overwrites values in 89 of them/);
});

test('changing the form takes the preview away: what is written is what was shown', async () => {
  const { user } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  await screen.findByRole('button', { name: /^Write/ });
  await user.type(screen.getByLabelText(/Only photos that match/), 'x');
  expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull();
});

test('a push can be previewed and run with the keyboard alone', async () => {
  const { user, callsTo } = await showScreen(Push, ['push']);
  await screen.findByRole('button', { name: /^Preview/ });
  screen.getByRole('radio', { name: 'Merge' }).focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByRole('button', { name: /^Write/ });
  screen.getByRole('button', { name: 'Swap from and to' }).focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText(/480 files written/);
  expect(callsTo('plans.run')).toHaveLength(1);
});

test('a read only or offline target is refused with the reason', async () => {
  const libraries = [fakeLibrary('archive', 10), fakeLibrary('clients', 10, { writes: 'none' })];
  await showScreen(Push, ['push', { from: 'archive', to: 'clients' }], {
    screens: fakeScreens({ libraries }),
  });
  await screen.findByText(/clients is read only/);
  expect(screen.getByRole('button', { name: /^Preview/ }).hasAttribute('disabled')).toBe(true);
});

test('an error names what to do next and says that nothing was written', async () => {
  const screens = fakeScreens();
  screens.answers['plans.push'] = () =>
    Promise.reject(
      Object.assign(new Error('nas went away.'), { code: 'OFFLINE', data: { hint: 'Connect it.' } }),
    );
  const { user } = await showScreen(Push, ['push'], { screens });
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'nas went away. Connect it. Nothing was written.',
  );
});

test('after the run it can be undone, with a preview of its own', async () => {
  const { user, callsTo } = await showScreen(Push, ['push']);
  await user.click(await screen.findByRole('button', { name: /^Preview/ }));
  await user.click(await screen.findByRole('button', { name: /^Write/ }));
  await user.click(await screen.findByRole('button', { name: 'Undo…' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('2 files changed since the run, so left alone');
  expect(callsTo('plans.undo')).toMatchObject([{ run: 'run-saved-1', dryRun: true }]);
  await user.click(within(dialog).getByRole('button', { name: /^Undo in 480 files/ }));
  await within(dialog).findByText(/480 files written/);
});

test('with one library there is nothing to push, and a way to add another', async () => {
  const screens = fakeScreens({ libraries: [fakeLibrary('archive', 10)] });
  const { user } = await showScreen(Push, ['push'], { screens });
  await user.click(await screen.findByRole('button', { name: 'Open Libraries' }));
  expect(useNavigation.getState().screen).toBe('libraries');
});
