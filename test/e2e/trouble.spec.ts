// What goes wrong on real machines, and what the window says then.
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startHost } from '../support/e2e-host.ts';
import { pictureBytes } from '../support/pictures.ts';
import { expect, test } from './fixtures.ts';
import { cellOf, gridCells, openScreen, settled } from './steps.ts';

test.setTimeout(180_000);

const libraries = (page: Page) => page.getByRole('region', { name: 'Libraries', exact: true });
const footer = (page: Page) => page.getByRole('contentinfo');

test('files that cannot be read or written are problems in clear words', async ({ app }) => {
  const { page, home } = app;
  const { archive } = app.samples();
  const root = join(home, 'mixed');
  mkdirSync(root);
  const photo = join(archive, '2024/05 Lake Constance/DSC_0412.jpg');
  for (const name of ['good.jpg', 'cut.jpg', 'locked.jpg']) cpSync(photo, join(root, name));
  truncateSync(join(root, 'cut.jpg'), 300);
  writeFileSync(join(root, 'empty.jpg'), '');
  writeFileSync(join(root, 'noise.jpg'), 'this is no picture at all\n'.repeat(200));
  writeFileSync(join(root, 'named wrongly.jpg'), await pictureBytes('png', 7));
  chmodSync(join(root, 'locked.jpg'), 0o444);
  await app.add({ mixed: root });
  await settled(page);

  await openScreen(page, 'Libraries');
  const problems = page.getByRole('grid', { name: 'Problems of mixed' });
  for (const [name, words] of [
    ['empty.jpg', 'Empty file'],
    ['noise.jpg', /Damaged file|Cannot be read|Wrong file extension/],
    ['named wrongly.jpg', 'Wrong file extension'],
  ] as const)
    await expect(problems.getByRole('row').filter({ hasText: name })).toContainText(words);
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText(/\d problems/);
  await problems.getByRole('row').filter({ hasText: 'empty.jpg' }).click();
  await expect(page.getByRole('button', { name: 'Retry this file' })).toBeVisible();

  // A file that is read-only on disk is left alone, and the result names it.
  const before = readFileSync(join(root, 'locked.jpg'));
  await openScreen(page, 'Photos');
  await cellOf(page, 'locked.jpg').or(cellOf(page, 'good.jpg')).first().click();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Preview' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Write \d files?/ }).click({ timeout: 60_000 });
  await expect(dialog.getByRole('region', { name: 'Problems' })).toContainText('locked.jpg', {
    timeout: 60_000,
  });
  await expect(dialog).toContainText('The file is read-only. Nothing was written.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(readFileSync(join(root, 'locked.jpg')).equals(before)).toBe(true);
});

test('a library that goes away is offline, not empty, and comes back', async ({ app }) => {
  const { page } = app;
  const { archive } = app.samples();
  await app.add({ archive });
  await settled(page);
  await expect(gridCells(page)).toHaveCount(13);
  renameSync(archive, `${archive}-away`);
  await openScreen(page, 'Libraries');
  await page.getByRole('button', { name: 'Scan now' }).click();
  await expect(page.getByRole('main')).toContainText('Nothing is lost', { timeout: 60_000 });
  await expect(libraries(page)).toContainText('offline');
  await expect(footer(page)).toContainText('1 library offline');
  await openScreen(page, 'Photos');
  await expect(gridCells(page)).toHaveCount(13);
  renameSync(`${archive}-away`, archive);
  await openScreen(page, 'Libraries');
  await page.getByRole('button', { name: 'Scan now' }).click();
  await expect(libraries(page)).not.toContainText('offline', { timeout: 60_000 });
  await expect(footer(page)).not.toContainText('offline');
});

test('a folder that is not there, and a query that is none, are refused in place', async ({ app }) => {
  const { page, home } = app;
  const { archive } = app.samples();
  await openScreen(page, 'Libraries');
  await page.getByRole('button', { name: 'Add a folder of photos…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a library' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(home, 'nowhere'));
  await dialog.getByRole('button', { name: 'Add and scan' }).click();
  await expect(dialog.getByRole('alert')).toContainText('nowhere');
  // The chooser of the window: down by keyboard, up by its button.
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  const chooser = page.getByRole('dialog', { name: 'Choose a folder of photos' });
  await chooser.getByRole('textbox', { name: 'Path of the folder' }).fill(archive);
  await chooser.getByRole('button', { name: 'Go' }).click();
  await chooser.getByRole('button', { name: 'Up one folder' }).click();
  await expect(chooser.getByRole('button', { name: 'Choose “home”' })).toBeVisible();
  await chooser.getByText('archive', { exact: true }).dblclick();
  await chooser.getByRole('button', { name: 'Choose “archive”' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Folder' })).toHaveValue(archive);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('archive');
  await dialog.getByRole('button', { name: 'Add and scan' }).click();
  await expect(page.getByRole('option', { name: 'archive' })).toContainText('13 files', { timeout: 60_000 });

  await openScreen(page, 'Photos');
  await expect(gridCells(page)).toHaveCount(13);
  const search = page.getByRole('searchbox', { name: 'Search photos' });
  for (const query of ['(heron', 'ratinggg:3', 'rating>=lots', '"heron']) {
    await search.fill(query);
    await expect(search, query).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('search').getByRole('status')).not.toBeEmpty();
    await expect(gridCells(page), 'what was found before stays').toHaveCount(13);
    await search.fill('');
    await expect(search).not.toHaveAttribute('aria-invalid', 'true');
  }
});

test('an engine that dies is missed, and the window says how to go on', async ({ app, host }) => {
  test.skip(host !== 'web', 'the desktop app starts its engine anew by itself');
  const { page, data, home, served } = app;
  const { archive } = app.samples();
  await app.add({ archive });
  await expect(gridCells(page)).toHaveCount(13);
  await served!.kill();
  await expect(footer(page)).toContainText('The engine does not answer. Trying again…');
  await expect(gridCells(page), 'what was on screen stays').toHaveCount(13);
  const next = await startHost({ data, home }, served!.port);
  try {
    await expect(footer(page)).toContainText('Open the address it printed', { timeout: 30_000 });
    await page.goto(next.url);
    await expect(gridCells(page)).toHaveCount(13);
    await expect(footer(page)).toContainText('13 photos');
  } finally {
    await next.stop();
  }
});
