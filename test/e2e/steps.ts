// What a person does again and again in the window.
import { expect, type Locator, type Page } from '@playwright/test';

type Screen = 'Photos' | 'Conflicts' | 'Push' | 'History' | 'Bridges' | 'Libraries' | 'Settings';
export const screens: readonly Screen[] = [
  'Photos',
  'Conflicts',
  'Push',
  'History',
  'Bridges',
  'Libraries',
  'Settings',
];

/** Opens a screen from the sidebar. */
export async function openScreen(page: Page, name: Screen): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** No job runs any more, as the status line says. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo').getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}

export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Photos' });
export const gridCells = (page: Page): Locator => grid(page).getByRole('gridcell');
/** The photo of this file name; the name of a cell starts with it. */
export const cellOf = (page: Page, name: string): Locator => grid(page).locator(`[title="${name}"]`);

/** Selects photos by their file names, with Ctrl from the second on. */
export async function selectPhotos(page: Page, ...names: string[]): Promise<void> {
  for (const [at, name] of names.entries())
    await cellOf(page, name).click(at === 0 ? {} : { modifiers: ['ControlOrMeta'] });
}
