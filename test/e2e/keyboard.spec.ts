// The window without a mouse: what the reference of the interface lists under Hands.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { grid, gridCells, settled } from './steps.ts';

test.setTimeout(180_000);

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const selected = (page: Page) => grid(page).locator('[aria-selected="true"]');
const current = (page: Page) => grid(page).getAttribute('aria-activedescendant');
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const waiting = (page: Page) => page.getByRole('region', { name: 'Edits not written yet' });

/** Opens the palette, types, and takes the first line. */
async function byPalette(page: Page, words: string): Promise<void> {
  await press(page, 'ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Find an action' });
  await expect(field).toBeFocused();
  await field.fill(words);
  await press(page, 'Enter');
  await expect(field).toHaveCount(0);
}

test('every screen by keyboard alone', async ({ app }) => {
  const { page } = app;
  const { archive, family } = app.samples();
  await app.add({ archive, family });
  await settled(page);
  await expect(gridCells(page)).toHaveCount(14);

  await test.step('the grid: move, extend, all, none', async () => {
    await press(page, 'ArrowRight');
    await expect.poll(() => current(page)).toBe('photo-0');
    await press(page, 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'End');
    await expect.poll(() => current(page)).toBe('photo-13');
    await press(page, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await expect(selected(page)).toHaveCount(3);
    await expect(inspector(page).getByRole('heading', { name: '3 photos' })).toBeVisible();
    await press(page, 'ControlOrMeta+a');
    await expect(selected(page)).toHaveCount(14);
    await press(page, 'Escape');
    await expect(selected(page)).toHaveCount(0);
  });

  await test.step('ratings, labels and keywords wait for Apply; Ctrl+Z takes them back', async () => {
    await press(page, 'Home', 'Shift+ArrowRight', '3');
    await expect(waiting(page)).toContainText('1 field on 2 photos');
    await press(page, '6');
    await expect(waiting(page)).toContainText('2 fields on 2 photos');
    await press(page, '0');
    await press(page, 'k');
    const entry = inspector(page).getByRole('combobox', { name: 'Add keywords' });
    await expect(entry).toBeFocused();
    await page.keyboard.type('typed');
    await press(page, 'Enter');
    await expect(waiting(page)).toContainText('3 fields on 2 photos');
    await press(page, 'Escape');
    await expect(grid(page)).toBeFocused();
    await press(page, 'ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z');
    await expect(waiting(page)).toHaveCount(0);
  });

  await test.step('large view and back, inspector, search, the sheet of keys', async () => {
    await press(page, 'Home', 'Space');
    const large = page.getByRole('region', { name: 'Large view' });
    await expect(large).toContainText('1 of 14 photos');
    await press(page, 'ArrowRight');
    await expect(large).toContainText('2 of 14 photos');
    await press(page, 'Escape');
    await expect(grid(page)).toBeFocused();
    await expect.poll(() => current(page)).toBe('photo-1');
    await press(page, 'i');
    await expect(inspector(page)).toHaveCount(0);
    await press(page, 'i');
    await expect(inspector(page)).toBeVisible();
    await press(page, '/');
    await expect(page.getByRole('searchbox', { name: 'Search photos' })).toBeFocused();
    await page.keyboard.type('heron');
    await press(page, 'Enter');
    await expect(gridCells(page)).toHaveCount(1);
    await press(page, '/', 'Escape');
    await expect(gridCells(page)).toHaveCount(14);
    await press(page, 'Shift+?');
    await expect(page.getByRole('dialog', { name: 'Keys of this screen' })).toContainText('Select all');
    await press(page, 'Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a push: previewed and run with Ctrl+Enter', async () => {
    await byPalette(page, 'go to push');
    await expect(page.getByRole('form', { name: 'Push' })).toBeVisible();
    await press(page, 'ControlOrMeta+Enter');
    await expect(page.getByRole('button', { name: /^Write \d+ files/ })).toBeVisible({ timeout: 60_000 });
    await press(page, 'ControlOrMeta+Enter');
    await expect(page.getByText(/files written and checked by reading back/)).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('conflicts: next field, a value by its number, undecided again, preview and back', async () => {
    await byPalette(page, 'go to conflicts');
    const matrix = page.getByRole('table', { name: 'What each copy says' });
    const taken = matrix.getByRole('button', { pressed: true });
    await expect(matrix.getByText('Not decided')).toHaveCount(1);
    await press(page, '2');
    await expect(taken).toHaveAttribute('title', /from family$/);
    await press(page, '1');
    await expect(taken).toHaveAttribute('title', /from archive$/);
    await press(page, 'Backspace');
    await expect(taken).toHaveCount(0);
    await press(page, 'e');
    await expect(
      matrix.getByRole('cell').locator('input, textarea, [role=group] button').first(),
    ).toBeVisible();
    await press(page, 'Escape');
    await press(page, 'j', 'l', 'Shift+n', '1', 'ControlOrMeta+Enter');
    const settle = page.getByRole('dialog', { name: 'Settle conflicts' });
    await expect(settle).toContainText('Nothing is written yet.', { timeout: 60_000 });
    await press(page, 'Escape');
    await expect(settle).toHaveCount(0);
  });

  await test.step('history: undo asks first', async () => {
    await byPalette(page, 'go to history');
    await expect(page.getByRole('option', { name: /^Push/ })).toBeVisible();
    await press(page, 'ControlOrMeta+z');
    await expect(page.getByRole('dialog')).toContainText('would be written', { timeout: 60_000 });
    await press(page, 'Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  expect(app.errors).toEqual([]);
});

test('what has the focus can be seen, on every screen', async ({ app }) => {
  const { page } = app;
  const { archive } = app.samples();
  await app.add({ archive });
  for (const screen of ['photos', 'push', 'libraries', 'settings']) {
    await page.evaluate((name) => (location.hash = `#/${name}`), screen);
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(screen, 'i') })).toBeVisible();
    for (let step = 0; step < 25; step++) {
      await press(page, 'Tab');
      const unseen = await page.evaluate(() => {
        const focus = document.activeElement;
        if (!focus || focus === document.body) return null;
        // A control drawn by another element shows the focus there; a list shows it on its current line.
        const drawn = [focus, focus.parentElement, focus.parentElement?.parentElement].some((element) => {
          const style = element && getComputedStyle(element);
          return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
        });
        const list = focus.matches('[role=grid],[role=tree],[role=listbox]');
        return drawn || list ? null : focus.outerHTML.slice(0, 200);
      });
      expect(unseen, `focus on ${screen}`).toBeNull();
    }
  }
});
