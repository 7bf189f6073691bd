// A bridge from its first sync to its end by the keyboard alone: what has the focus only a real browser shows.
import { expect, test } from './fixtures.ts';
import { openScreen } from './steps.ts';

test('a bridge is synced, paused, found and removed by keys, and the focus is never lost', async ({
  app,
}) => {
  const { page } = app;
  await app.add(app.samples());
  await openScreen(page, 'Bridges');
  await expect(page.getByText(/A bridge keeps libraries in step/)).toBeVisible();
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'New bridge' });
  await form.getByLabel('Name').fill('Home');
  for (const library of ['archive', 'family']) await form.getByRole('checkbox', { name: library }).click();
  await form.getByRole('radio', { name: /When$/ }).click();
  await form.getByRole('radio', { name: 'When something changes' }).click();
  await form.getByRole('button', { name: 'Create and preview the first sync' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Write/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Bridges' })).toBeFocused();

  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: /^Write/ })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' });
  await expect(close).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Activity' })).toContainText('(first sync)');

  await page.keyboard.press('s');
  await expect(page.getByRole('dialog')).toContainText(/Nothing to write|Nothing would be written/);
  await expect(close).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'For an hour' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pause).toBeFocused();

  await openScreen(page, 'Photos');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('open bridge home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Home', level: 2 })).toBeVisible();
  await page.getByRole('button', { name: 'Remove…' }).press('Enter');
  await page.getByRole('button', { name: 'Remove the bridge' }).press('Enter');
  await expect(page.getByText(/A bridge keeps libraries in step/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'New bridge…' })).toBeFocused();
  expect(app.errors).toEqual([]);
});
