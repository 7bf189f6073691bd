// Setting a bridge up by the keyboard alone: where the focus goes only a real browser shows.
import { expect, test } from './fixtures.ts';
import { openScreen } from './steps.ts';

test('a bridge is set up with the keyboard, and what is wrong gets the focus', async ({ app }) => {
  const { page } = app;
  await app.add(app.samples());
  await openScreen(page, 'Bridges');
  await page.getByRole('button', { name: 'New bridge…' }).first().click();
  const form = page.getByRole('dialog', { name: 'New bridge' });
  const name = form.getByLabel('Name');
  await expect(name).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(form.getByText('Give the bridge a name.')).toBeVisible();
  await expect(name).toBeFocused();
  await page.keyboard.type('Home');
  for (const library of ['archive', 'family']) {
    await form.getByRole('checkbox', { name: library }).focus();
    await page.keyboard.press('Space');
  }
  await name.press('Enter');
  await expect(form.getByLabel('Fields kept in step')).toBeFocused();
  for (const first of [
    form.getByLabel('Field', { exact: true }),
    form.getByRole('radio', { name: 'By hand' }),
  ]) {
    await form.getByRole('button', { name: 'Next' }).press('Enter');
    await expect(first).toBeFocused();
  }

  await form.getByRole('radio', { name: 'On a schedule' }).click();
  await form.getByRole('combobox', { name: 'How often' }).click();
  await page.getByRole('option', { name: 'Cron expression' }).click();
  const cron = form.getByRole('textbox', { name: 'Cron expression' });
  await cron.clear();
  await cron.pressSequentially('0 25 * * *');
  await expect(form.getByText(/“25” cannot be the hour/)).toBeVisible();
  await cron.clear();
  await cron.pressSequentially('0 0 31 2 *');
  await cron.press('Enter');
  await expect(form.getByText('The schedule "0 0 31 2 *" never comes.')).toBeVisible();
  await expect(cron).toBeFocused();
  await cron.clear();
  await cron.pressSequentially('30 22 * * 1-5');
  await expect(cron).toHaveValue('30 22 * * 1-5');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cron).toHaveValue('30 22 * * 1-5');
  await cron.press('Enter');
  await expect(form).toBeHidden();
  await expect(page.getByText('By schedule (30 22 * * 1-5)')).toBeVisible();
  expect(app.errors).toEqual([]);
});
