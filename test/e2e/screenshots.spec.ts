// The pictures of the README, taken from the real window. They are only taken when one is missing, or on wish:
// UPDATE_SCREENSHOTS=1 npx playwright test screenshots
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/lib/tree.mjs';
import { expect, test } from './fixtures.ts';
import { cellOf, grid, gridCells, openScreen, settled } from './steps.ts';

const folder = join(root, 'docs', 'screenshots');
const names = ['photos', 'conflicts', 'push', 'history', 'bridges'] as const;
const wanted =
  process.env.UPDATE_SCREENSHOTS === '1' || names.some((name) => !existsSync(join(folder, `${name}.png`)));

/** Every picture on screen is drawn. */
const drawn = (page: Page) =>
  expect
    .poll(() =>
      page
        .locator('img')
        .evaluateAll((all) => all.every((img) => (img as HTMLImageElement).naturalWidth > 0)),
    )
    .toBe(true);

async function take(page: Page, name: (typeof names)[number]): Promise<void> {
  await settled(page);
  await drawn(page);
  await page.mouse.move(0, 899);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

if (wanted) {
  test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });

  test('screenshots for the README', async ({ app, host }) => {
    test.skip(host !== 'web', 'taken in the browser');
    test.setTimeout(240_000);
    const { page } = app;
    mkdirSync(folder, { recursive: true });
    const { archive, family } = app.samples();
    await app.add({ archive, family });
    await page.evaluate(() => localStorage.setItem('tagbridge.prefs', '{"thumbnail":176,"showNames":true}'));
    await page.reload();
    await settled(page);
    await expect(gridCells(page)).toHaveCount(14);
    await cellOf(page, 'DSC_0412.jpg').click();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('heron');
    await take(page, 'photos');

    await openScreen(page, 'Push');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('button', { name: /^Write \d+ files/ })).toBeVisible({ timeout: 60_000 });
    await take(page, 'push');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(/files written and checked/)).toBeVisible({ timeout: 60_000 });

    // The two sides go their own ways, as they do when two people keep pictures.
    await app.run('edit', '--where', 'keyword:places', '--library', 'archive', '--set', 'rating=5');
    await app.run('edit', '--where', 'keyword:places', '--library', 'family', '--set', 'rating=3');
    await app.run(
      'edit',
      '--where',
      'keyword:aurora',
      '--library',
      'archive',
      '--set',
      'title=Aurora over Tromsø',
    );
    await app.run(
      'edit',
      '--where',
      'keyword:aurora',
      '--library',
      'family',
      '--set',
      'title=Northern lights',
    );
    await app.run('edit', '--where', 'keyword:mountains', '--library', 'family', '--add-keyword', 'print');
    await openScreen(page, 'Conflicts');
    const shapes = page.getByRole('listbox', { name: 'Kinds of conflicts' });
    await shapes.getByRole('option', { name: /5 in archive, 3 in family/ }).click();
    const photo = page.getByRole('region', { name: 'Photo', exact: true });
    await expect(async () => {
      await page.keyboard.press('n');
      await expect(photo.getByRole('row', { name: /^Title/ })).toBeVisible({ timeout: 500 });
    }).toPass();
    const rating = page.getByRole('row', { name: /^Rating/ });
    await rating.getByTitle(/from archive$/).click();
    await expect(rating.getByRole('button', { pressed: true })).toHaveCount(1);
    await take(page, 'conflicts');

    await openScreen(page, 'History');
    const runs = page.getByRole('listbox', { name: 'Runs' });
    await runs.getByRole('option', { name: /^Push/ }).click();
    await expect(page.getByRole('region', { name: 'Run' }).getByRole('row')).not.toHaveCount(1);
    await take(page, 'history');
    await expect(grid(page)).toHaveCount(0);

    await app.run(
      ...['bridge', 'add', 'archive and family', '--library', 'archive', '--library', 'family', '--auto'],
      ...['--rule', 'gps=neverLeaves:archive', '--rule', 'title=prefer:archive'],
    );
    await app.run('sync', 'archive and family', '--yes');
    await app.run('edit', '--where', 'keyword:mountains', '--library', 'family', '--add-keyword', 'wall');
    await openScreen(page, 'Bridges');
    await expect(page.getByRole('region', { name: 'Activity' }).getByRole('listitem')).not.toHaveCount(0);
    await expect(page.getByText('Position never leaves archive.')).toBeVisible();
    await take(page, 'bridges');
  });
}
