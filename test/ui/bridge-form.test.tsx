import {
  type BoundFunctions,
  fireEvent,
  type queries,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { expect, test } from 'vitest';
import Bridges from '../../renderer/features/bridges/index.tsx';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

type Shown = Awaited<ReturnType<typeof showScreen>>;
const form = (shown: Shown, dialog: BoundFunctions<typeof queries>) => ({
  ...shown,
  dialog,
  press: (name: string) => shown.user.click(dialog.getByRole('button', { name })),
  open: (step: string) => shown.user.click(dialog.getByRole('radio', { name: new RegExp(`${step}$`) })),
  tick: (name: RegExp) => shown.user.click(dialog.getByRole('checkbox', { name })),
  choose: async (select: string, option: string) => {
    await shown.user.click(dialog.getByRole('combobox', { name: select }));
    await shown.user.click(await screen.findByRole('option', { name: option }));
  },
});

async function newBridge(...members: RegExp[]) {
  const shown = await showScreen(Bridges, ['bridges']);
  await shown.user.click(await screen.findByRole('button', { name: 'New bridge…' }));
  const it = form(shown, within(await screen.findByRole('dialog')));
  if (members.length > 0) await shown.user.type(it.dialog.getByLabelText('Name'), 'Road');
  for (const member of members) await it.tick(member);
  return it;
}

async function changeBridge(bridge: string) {
  const shown = await showScreen(Bridges, ['bridges', { bridge }]);
  await shown.user.click(await screen.findByRole('button', { name: 'Change…' }));
  return form(shown, within(await screen.findByRole('dialog')));
}

const focused = () => document.activeElement;

test('a cron expression is typed key by key and stays what it is', async () => {
  const { dialog, user, open, press, choose, callsTo } = await newBridge(/archive/, /nas/);
  await open('When');
  await user.click(dialog.getByRole('radio', { name: 'On a schedule' }));
  await choose('How often', 'Cron expression');
  const field = dialog.getByLabelText<HTMLInputElement>('Cron expression');
  await user.clear(field);
  await user.type(field, '30 22 * * 1-5');
  expect(field.value).toBe('30 22 * * 1-5');
  await press('Create and preview the first sync');
  await waitFor(() =>
    expect(callsTo('bridges.add')).toMatchObject([{ trigger: { kind: 'schedule', cron: '30 22 * * 1-5' } }]),
  );
});

test('a wrong cron expression is told at its field, and nothing is made of it', async () => {
  const { dialog, user, open, press, choose, callsTo } = await newBridge(/archive/, /nas/);
  await open('When');
  await user.click(dialog.getByRole('radio', { name: 'On a schedule' }));
  await choose('How often', 'Cron expression');
  const field = dialog.getByLabelText<HTMLInputElement>('Cron expression');
  await user.clear(field);
  await user.type(field, '0 25 * * *');
  await dialog.findByText(/“25” cannot be the hour; an hour goes from 0 to 23/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await open('Rules');
  await open('When');
  await press('Create and preview the first sync');
  expect(focused()).toBe(dialog.getByLabelText('Cron expression'));
  expect(callsTo('bridges.add')).toEqual([]);
});

test('the choices of a schedule stay while another kind is looked at', async () => {
  const { dialog, user, open, choose } = await newBridge();
  await open('When');
  await user.click(dialog.getByRole('radio', { name: 'On a schedule' }));
  await choose('How often', 'Every week');
  await choose('Day', 'Friday');
  await user.click(dialog.getByRole('radio', { name: 'By hand' }));
  await user.click(dialog.getByRole('radio', { name: 'On a schedule' }));
  expect(dialog.getByRole('combobox', { name: 'Day' }).textContent).toContain('Friday');
  await choose('How often', 'Cron expression');
  expect(dialog.getByLabelText<HTMLInputElement>('Cron expression').value).toBe('0 2 * * 5');
});

test('quiet hours that begin when they end are said to be none, and are not saved', async () => {
  const { dialog, user, open, press, callsTo } = await changeBridge('Family');
  await open('When');
  await user.click(dialog.getByRole('checkbox', { name: /Quiet hours/ }));
  fireEvent.change(dialog.getByLabelText('To'), { target: { value: '08:00' } });
  dialog.getByText(/These are no quiet hours/);
  await press('Save');
  await waitFor(() => expect(callsTo('bridges.set')).toMatchObject([{ trigger: { kind: 'auto' } }]));
  expect(callsTo('bridges.set')[0]?.['trigger']).not.toHaveProperty('quiet');
});

test('a query that cannot be read is told while it is typed, and does not go through', async () => {
  const { dialog, user, open, press, callsTo } = await changeBridge('Family');
  await open('What');
  const field = dialog.getByLabelText(/Only photos that match/);
  await user.type(field, '(rating>=3');
  await dialog.findByText('This parenthesis is never closed. Add ) at its end.');
  await open('When');
  await press('Save');
  expect(focused()).toBe(dialog.getByLabelText(/Only photos that match/));
  expect(callsTo('bridges.set')).toEqual([]);
  await user.type(dialog.getByLabelText(/Only photos that match/), ')');
  await press('Save');
  await waitFor(() => expect(callsTo('bridges.set')).toMatchObject([{ where: '(rating>=3)' }]));
});

test('an empty name is told at its field when one wants to go on, and no sooner', async () => {
  const { dialog, user, press, tick } = await newBridge();
  const name = dialog.getByLabelText<HTMLInputElement>('Name');
  await waitFor(() => expect(focused()).toBe(name));
  expect(dialog.queryByText('Give the bridge a name.')).toBeNull();
  await press('Next');
  dialog.getByText('Give the bridge a name.');
  expect(focused()).toBe(name);
  expect(name.maxLength).toBe(200);
  await user.type(name, 'Road');
  await tick(/archive/);
  await press('Next');
  dialog.getByText(/Choose at least two libraries/);
  expect(focused()).toBe(dialog.getByRole('checkbox', { name: /archive/ }));
  await tick(/nas/);
  await press('Next');
  dialog.getByLabelText(/Only photos that match/);
});

test('Create leads to what is missing in an earlier step', async () => {
  const { dialog, open, press, callsTo } = await newBridge();
  await open('When');
  await press('Create and preview the first sync');
  expect(focused()).toBe(dialog.getByLabelText('Name'));
  dialog.getByText('Give the bridge a name.');
  dialog.getByText('Choose the libraries.');
  expect(callsTo('bridges.add')).toEqual([]);
});

test('what is missing in a bridge that is changed is not told in other steps', async () => {
  const { dialog, user, open, press, callsTo } = await changeBridge('Family');
  await user.clear(dialog.getByLabelText('Name'));
  await open('Rules');
  expect(dialog.queryByText('Give the bridge a name.')).toBeNull();
  await press('Save');
  expect(focused()).toBe(dialog.getByLabelText('Name'));
  expect(callsTo('bridges.set')).toEqual([]);
});

test('Enter in a text goes on to the next step, and the focus with it', async () => {
  const { dialog, user } = await newBridge(/archive/, /nas/);
  await user.type(dialog.getByLabelText('Name'), '{Enter}');
  dialog.getByLabelText(/Only photos that match/);
  expect(focused()).toBe(dialog.getByRole('combobox', { name: 'Fields kept in step' }));
});

test('a double click on Next makes no bridge', async () => {
  const { dialog, user, open, callsTo } = await newBridge(/archive/, /nas/);
  await open('Rules');
  await user.dblClick(dialog.getByRole('button', { name: 'Next' }));
  dialog.getByRole('radio', { name: 'By hand' });
  expect(callsTo('bridges.add')).toEqual([]);
});

test('what the engine refuses is told at the field it is about, until something is changed', async () => {
  const { dialog, user, open, press } = await newBridge(/archive/, /nas/);
  const name = dialog.getByLabelText('Name');
  await user.clear(name);
  await user.type(name, 'Family');
  await open('When');
  await press('Create and preview the first sync');
  await dialog.findByText('There is already a bridge Family. Choose another name.');
  await waitFor(() => expect(focused()).toBe(dialog.getByLabelText('Name')));
  await user.type(dialog.getByLabelText('Name'), ' 2');
  expect(dialog.queryByText(/There is already a bridge/)).toBeNull();
});

test('rules about a library that was taken out are marked and can be removed', async () => {
  const { dialog, open, press, tick, callsTo } = await changeBridge('Archive and NAS');
  await tick(/^nas/);
  await tick(/laptop/);
  await press('Save');
  dialog.getByText('1 rule is about libraries that are not in this bridge.');
  dialog.getByText('nas is not in this bridge.');
  expect(callsTo('bridges.set')).toEqual([]);
  await press('Remove it');
  await open('Libraries');
  await press('Save');
  await waitFor(() =>
    expect(callsTo('bridges.set')).toMatchObject([
      { rules: [{ field: 'gps', kind: 'neverLeaves', library: 'archive' }] },
    ]),
  );
});

test('of two rules for the same field the second says that it does not count', async () => {
  const { dialog, open, press, choose } = await newBridge(/archive/, /nas/);
  await open('Rules');
  await press('Add this rule');
  await choose('Library', 'nas');
  await press('Add this rule');
  const [first, second] = within(dialog.getByRole('list', { name: 'Rules' })).getAllByRole('listitem');
  expect(first!.textContent).toBe('When a field changed in two places, archive wins.');
  expect(second!.textContent).toMatch(/nas wins\.Counts only where archive has no copy/);
});

test('a rule that was put together but not added is pointed at, and kept', async () => {
  const { dialog, open, press, choose } = await newBridge(/archive/, /nas/);
  await open('Rules');
  await choose('Field', 'Rating');
  await press('Back');
  await press('Next');
  dialog.getByText('When Rating changed in two places, archive wins.');
  await press('Next');
  dialog.getByText('This rule is not added yet. Add it, or clear it.');
  await press('Add this rule');
  await press('Next');
  dialog.getByRole('radio', { name: 'By hand' });
});

test('words without a counterpart are named instead of dropped', async () => {
  const { dialog, user, open, press, choose } = await newBridge(/archive/, /nas/);
  await open('Rules');
  await choose('Kind of rule', 'Call keywords otherwise');
  const words = dialog.getByLabelText('Words');
  await user.type(words, 'Reiher = heron, Ente');
  await dialog.findByText(/“Ente” has no counterpart/);
  await press('Add this rule');
  expect(dialog.queryByRole('list', { name: 'Rules' })).toBeNull();
  await press('Next');
  expect(focused()).toBe(words);
  await user.type(words, ' = duck{Enter}');
  dialog.getByRole('button', { name: 'Remove the rule: Keywords: Reiher is heron, Ente is duck.' });
});

test('without libraries no rule is offered', async () => {
  const { dialog, open } = await newBridge();
  await open('Rules');
  dialog.getByText(/Choose the libraries first/);
  expect(dialog.queryByText(/wins/)).toBeNull();
});

test('what each role means is there from the beginning', async () => {
  const { dialog } = await newBridge();
  dialog.getByText('It is written; changes made in it do not travel.');
});

test('Escape asks before it discards what was entered', async () => {
  const { dialog, user } = await newBridge(/archive/);
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Go on editing' }));
  expect(dialog.getByLabelText<HTMLInputElement>('Name').value).toBe('Road');
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Discard it' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('Escape closes at once when nothing was entered', async () => {
  const { user } = await newBridge();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
