// The job Tagbridge is for, from an empty window to undo, on the sample libraries.
// What is on disk is read by an ExifTool of its own, never through the engine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { exiftool } from '../support/pictures.ts';
import { expect, test } from './fixtures.ts';
import { cellOf, grid, gridCells, openScreen, selectPhotos, settled } from './steps.ts';

test.setTimeout(240_000);

/** One tag of a file as ExifTool alone reads it; empty when the file has none. */
const tag = async (file: string, name: string) =>
  (await exiftool('-s3', '-sep', '; ', `-${name}`, file)).trim();
/** What the picture is, whatever stands around it. */
const pictureHash = (file: string) => tag(file, 'ImageDataHash');

const heron = '2024/05 Lake Constance/DSC_0412.jpg';
const regatta = '2024/05 Lake Constance/DSC_0437.jpg';
const familyHeron = 'Best of 2024/Heron at the lake.jpg';
const familySummit = 'Holidays/Alps/Sunrise.jpg';
const summit = '2024/07 Alps/DSC_0981.jpg';

const dialog = (page: Page) => page.getByRole('dialog');
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

test('from an empty window to undo', async ({ app }) => {
  const { page, data } = app;
  const archive = join(data, 'samples', 'archive');
  const family = join(data, 'samples', 'family');

  await test.step('an empty window says what to do, with one button', async () => {
    await expect(page.getByText('Add the first folder of photos to begin.')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Add a library' }).click();
    await expect(page.getByText('Nothing is written until you say so.')).toBeVisible();
  });

  await test.step('the sample libraries are made, added and scanned', async () => {
    await page.getByRole('button', { name: 'Try the sample libraries' }).click();
    const libraries = page.getByRole('listbox', { name: 'Libraries' });
    await expect(libraries.getByRole('option')).toHaveCount(2, { timeout: 60_000 });
    for (const name of ['Sample archive', 'Sample family'])
      await expect(libraries.getByRole('option', { name })).toContainText('13 files', { timeout: 60_000 });
    await settled(page);
  });

  await test.step('the grid shows a picture of every photo', async () => {
    await openScreen(page, 'Photos');
    await expect(gridCells(page)).toHaveCount(14);
    await expect(grid(page).locator('img')).toHaveCount(14);
    await expect
      .poll(() =>
        grid(page)
          .locator('img')
          .evaluateAll((all) => all.filter((img) => (img as HTMLImageElement).naturalWidth > 100).length),
      )
      .toBe(14);
  });

  await test.step('search and filters find photos', async () => {
    const search = page.getByRole('searchbox', { name: 'Search photos' });
    await search.fill('heron');
    await expect(gridCells(page)).toHaveCount(1);
    await expect(cellOf(page, 'DSC_0412.jpg')).toBeVisible();
    await search.fill('rating>=5');
    await expect(gridCells(page)).toHaveCount(4);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(search).toHaveValue('');
    await page.getByRole('button', { name: 'red label' }).click();
    await expect(gridCells(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('treeitem', { name: 'places' }).click();
    await expect(search).toHaveValue('keyword:places');
    await expect(gridCells(page)).toHaveCount(7);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(gridCells(page)).toHaveCount(14);
  });

  await test.step('the inspector says where a value came from and what the other copy holds', async () => {
    await cellOf(page, 'DSC_0412.jpg').click();
    await expect(inspector(page).getByRole('heading', { name: 'DSC_0412.jpg' })).toBeVisible();
    await inspector(page).getByRole('button', { name: 'Description' }).click();
    await expect(inspector(page)).toContainText('XMP-dc:Description in the file');
    await expect(inspector(page).getByRole('heading', { name: '1 other copy' })).toBeVisible();
    await expect(inspector(page)).toContainText('Best of 2024/Heron at the lake.jpg');
    await expect(inspector(page)).toContainText('Differs in');
  });

  const pictures = await Promise.all([heron, regatta].map((path) => pictureHash(join(archive, path))));
  await test.step('keywords and a rating for two photos at once: previewed, applied, on disk', async () => {
    await selectPhotos(page, 'DSC_0412.jpg', 'DSC_0437.jpg');
    await expect(inspector(page).getByRole('heading', { name: '2 photos' })).toBeVisible();
    const entry = inspector(page).getByRole('combobox', { name: 'Add keywords' });
    await entry.fill('lake, water|calm');
    await entry.press('Enter');
    await grid(page).focus();
    await page.keyboard.press('4');
    const waiting = page.getByRole('region', { name: 'Edits not written yet' });
    await expect(waiting).toContainText('2 fields on 2 photos, 4 files');
    expect(await tag(join(archive, heron), 'XMP-xmp:Rating')).toBe('5');
    await waiting.getByRole('button', { name: 'Preview' }).click();
    await expect(dialog(page)).toContainText('4 files of 2 photos would be written. Nothing is written yet.');
    await expect(dialog(page).getByRole('row', { name: /DSC_0412.jpg.*Keywords.*lake/ })).toBeVisible();
    await dialog(page).getByRole('button', { name: 'Write 4 files' }).click();
    await expect(dialog(page)).toContainText('4 files written and checked by reading back.', {
      timeout: 60_000,
    });
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    for (const file of [join(archive, heron), join(archive, regatta), join(family, familyHeron)]) {
      expect(await tag(file, 'XMP-xmp:Rating')).toBe('4');
      expect((await tag(file, 'XMP-dc:Subject')).split('; ')).toEqual(
        expect.arrayContaining(['lake', 'calm']),
      );
      expect(await tag(file, 'XMP-lr:HierarchicalSubject')).toContain('water|calm');
    }
    expect(await Promise.all([heron, regatta].map((path) => pictureHash(join(archive, path))))).toEqual(
      pictures,
    );
  });

  const before = readFileSync(join(family, familyHeron));
  await test.step('a push is previewed with before and after, then written and read back', async () => {
    await openScreen(page, 'Push');
    await page.getByRole('button', { name: 'Preview' }).click();
    const shown = page.getByRole('region', { name: 'Preview' });
    await expect(shown).toContainText('Nothing is written yet.', { timeout: 60_000 });
    await expect(shown.getByRole('columnheader', { name: 'Before' })).toBeVisible();
    const row = shown.getByRole('row', { name: /Heron at the lake.jpg.*Description/ });
    await expect(row).toContainText('A grey heron waits for fish in the last light.');
    expect(readFileSync(join(family, familyHeron)).equals(before)).toBe(true);
    await shown.getByRole('button', { name: /^Write \d+ files/ }).click();
    await expect(shown.getByRole('status')).toContainText(/\d+ files written and checked by reading back\./, {
      timeout: 60_000,
    });
    expect(await tag(join(family, familyHeron), 'XMP-dc:Description')).toBe(
      'A grey heron waits for fish in the last light.',
    );
    expect(await tag(join(family, familyHeron), 'XMP-lr:HierarchicalSubject')).toContain(
      'animals|birds|heron',
    );
    // What both sides had set stays as it was on both.
    expect(await tag(join(family, familySummit), 'XMP-xmp:Rating')).toBe('5');
    expect(await pictureHash(join(family, familyHeron))).toBe(pictures[0]);
  });

  await test.step('what both sides had changed is a conflict; a click or a key takes a value', async () => {
    await openScreen(page, 'Conflicts');
    const shapes = page.getByRole('listbox', { name: 'Kinds of conflicts' });
    await shapes.getByRole('option', { name: /3 in Sample archive, 5 in Sample family/ }).click();
    const matrix = page.getByRole('table', { name: 'What each copy says' });
    const rating = matrix.getByRole('row', { name: 'Rating' });
    await expect(rating).toContainText('Not decided');
    const taken = rating.getByRole('button', { pressed: true });
    await rating.getByTitle('Take Rating from Sample family').click();
    await expect(taken).toHaveAttribute('title', 'Take Rating from Sample family');
    await page.keyboard.press('1');
    await expect(taken).toHaveAttribute('title', 'Take Rating from Sample archive');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog(page)).toContainText('1 file of 1 photo would be written.', { timeout: 60_000 });
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Settled: 1 file written.' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(shapes.getByRole('option', { name: /3 in Sample archive, 5 in Sample family/ })).toHaveCount(
      0,
    );
    expect(await tag(join(family, familySummit), 'XMP-xmp:Rating')).toBe('3');
    expect(await tag(join(archive, summit), 'XMP-xmp:Rating')).toBe('3');
  });

  const after = readFileSync(join(family, familyHeron));
  await test.step('undo gives back every byte, redo writes again', async () => {
    await openScreen(page, 'History');
    const runs = page.getByRole('listbox', { name: 'Runs' });
    await runs.getByRole('option', { name: /^Push/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await expect(run.getByRole('row', { name: /Heron at the lake.jpg.*Description/ })).toBeVisible();
    await run.getByRole('button', { name: 'Undo…' }).click();
    await expect(dialog(page)).toContainText('would be written', { timeout: 60_000 });
    await dialog(page)
      .getByRole('button', { name: /^Undo in \d+ files/ })
      .click();
    await expect(dialog(page)).toContainText('written and checked by reading back', { timeout: 60_000 });
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    expect(readFileSync(join(family, familyHeron)).equals(before)).toBe(true);
    await runs.getByRole('option', { name: /^Push/ }).click();
    await run.getByRole('button', { name: 'Redo…' }).click();
    await dialog(page)
      .getByRole('button', { name: /^Redo in \d+ files/ })
      .click({ timeout: 60_000 });
    await expect(dialog(page)).toContainText('written and checked by reading back', { timeout: 60_000 });
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    expect(await tag(join(family, familyHeron), 'XMP-dc:Description')).toBe(
      'A grey heron waits for fish in the last light.',
    );
    expect(readFileSync(join(family, familyHeron)).equals(after)).toBe(true);
  });

  await test.step('a keyword renamed in the tree is renamed in every copy; a text gains a language', async () => {
    await openScreen(page, 'Photos');
    await page.getByRole('treeitem', { name: /^lake/ }).click();
    await page.getByRole('tree', { name: 'Keywords' }).focus();
    await page.keyboard.press('F2');
    await dialog(page).getByLabel('New name').fill('water > lake');
    await dialog(page).getByRole('button', { name: 'Preview…' }).click();
    await dialog(page)
      .getByRole('button', { name: /^Write 4 files/ })
      .click({ timeout: 60_000 });
    await expect(dialog(page)).toContainText('4 files written and checked', { timeout: 60_000 });
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    for (const file of [join(archive, heron), join(family, familyHeron)])
      expect(await tag(file, 'XMP-lr:HierarchicalSubject')).toContain('water|lake');

    await page.getByRole('button', { name: 'Show all' }).click();
    await cellOf(page, 'DSC_0412.jpg').click();
    const unfold = inspector(page).getByRole('button', { name: /^Description/ });
    if ((await unfold.getAttribute('aria-expanded')) === 'false') await unfold.click();
    const another = inspector(page).getByRole('combobox', { name: 'Another language for Description' });
    await another.fill('German');
    await another.press('Enter');
    const german = inspector(page).getByRole('textbox', { name: 'Description in German' });
    await german.fill('Ein Graureiher.');
    await german.press('ControlOrMeta+Enter');
    await page
      .getByRole('region', { name: 'Edits not written yet' })
      .getByRole('button', { name: 'Apply' })
      .click();
    for (const file of [join(archive, heron), join(family, familyHeron)])
      await expect
        .poll(() => tag(file, 'XMP-dc:Description-de'), { timeout: 60_000 })
        .toBe('Ein Graureiher.');
    await expect(page.getByRole('banner').getByRole('button', { name: /^Status: / })).toBeVisible();
  });
  expect(app.errors).toEqual([]);
});
