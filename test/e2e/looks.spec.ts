// How every screen stands: readable for everyone, at home in small and large windows, and text stays text.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { exiftool } from '../support/pictures.ts';
import { type App, expect, test } from './fixtures.ts';
import { gridCells, screens, settled } from './steps.ts';

test.setTimeout(180_000);

type ScreenName = (typeof screens)[number];

async function show(page: Page, screen: ScreenName): Promise<void> {
  await page.evaluate((name) => {
    location.hash = `#/${name.toLowerCase()}`;
  }, screen);
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
}

/** Two libraries with something to decide, something written and something undone. */
async function furnished(app: App): Promise<void> {
  const { archive, family } = app.samples();
  await app.add({ archive, family });
  await app.run('push', '--from', 'archive', '--to', 'family', '--yes');
  await app.run('bridge', 'add', 'home', '--library', 'archive', '--library', 'family');
  await settled(app.page);
  await expect(gridCells(app.page)).toHaveCount(14);
}

/** What axe objects to, one line a rule. */
async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
  );
}

test('axe finds nothing on any screen, in both themes', async ({ app }) => {
  const { page } = app;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    if (colorScheme === 'light') {
      expect.soft(await objections(page), 'the empty window').toEqual([]);
      await furnished(app);
    }
    for (const screen of screens) {
      await show(page, screen);
      await settled(page);
      if (screen === 'Push') await expect(page.getByRole('button', { name: 'Preview' })).toBeEnabled();
      expect.soft(await objections(page), `${screen}, ${colorScheme}`).toEqual([]);
    }
    await show(page, 'Photos');
    await gridCells(page).first().click();
    await expect(
      page.getByRole('complementary', { name: 'Inspector' }).getByRole('list', { name: 'Keywords' }),
    ).toBeVisible();
    const unfold = page.getByRole('button', { name: /^Description/, expanded: false });
    if (await unfold.isVisible()) await unfold.click();
    expect.soft(await objections(page), `a photo in the inspector, ${colorScheme}`).toEqual([]);
    await gridCells(page).first().click();
    for (const [keys, name] of [
      ['ControlOrMeta+k', 'Find an action'],
      ['Shift+?', 'Keys of this screen'],
    ] as const) {
      await page.keyboard.press(keys);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      expect.soft(await objections(page), `${name}, ${colorScheme}`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.keyboard.press('Space');
    await expect(page.getByRole('region', { name: 'Large view' })).toBeVisible();
    expect.soft(await objections(page), `large view, ${colorScheme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await show(page, 'Push');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('conflict', {
      timeout: 60_000,
    });
    expect.soft(await objections(page), `a previewed push, ${colorScheme}`).toEqual([]);
  }
});

/** What each screen is there for: it must be in the window without scrolling sideways. */
const controls: Record<ScreenName, (page: Page) => ReturnType<Page['getByRole']>[]> = {
  Photos: (page) => [
    page.getByRole('searchbox', { name: 'Search photos' }),
    page.getByRole('combobox', { name: 'Sort' }),
    page.getByRole('grid', { name: 'Photos' }),
  ],
  Conflicts: (page) => [
    page.getByRole('listbox', { name: 'Kinds of conflicts' }),
    page.getByRole('columnheader', { name: 'Result' }),
    page.getByRole('button', { name: /^This photo…/ }),
  ],
  Push: (page) => [
    page.getByRole('combobox', { name: 'From' }),
    page.getByRole('columnheader', { name: 'After' }),
    page.getByRole('button', { name: /^Write \d+ file/ }),
  ],
  History: (page) => [
    page.getByRole('listbox', { name: 'Runs' }),
    page.getByRole('button', { name: /^Undo…/ }),
    page.getByRole('columnheader', { name: 'Outcome' }),
  ],
  Bridges: (page) => [page.getByRole('main').getByRole('button').first()],
  Libraries: (page) => [
    page.getByRole('button', { name: 'Add a library…' }),
    page.getByRole('button', { name: 'Scan now' }),
    page.getByRole('button', { name: 'Remove…' }),
  ],
  Settings: (page) => [page.getByRole('main').getByRole('radio').first()],
};

test('small and large windows hold every screen', async ({ app }) => {
  const { page } = app;
  const { archive, family } = app.samples();
  await app.add({ archive, family });
  await app.run('push', '--from', 'archive', '--to', 'family', '--where', 'rating:5', '--yes');
  await settled(page);
  for (const size of [
    { width: 1024, height: 700 },
    { width: 1440, height: 900 },
    { width: 2560, height: 1440 },
  ]) {
    await page.setViewportSize(size);
    for (const screen of screens) {
      await show(page, screen);
      if (screen === 'Push') await page.getByRole('button', { name: 'Preview' }).click();
      for (const control of controls[screen](page))
        await expect
          .soft(control, `${screen} at ${size.width}`)
          .toBeInViewport({ ratio: 0.99, timeout: 30_000 });
      const wide = await page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth);
      expect.soft(wide, `${screen} at ${size.width} is wider than the window`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await show(page, 'Photos');
  const fits = await page.getByRole('grid', { name: 'Photos' }).evaluate((list) => {
    const [cell, next] = list.querySelectorAll<HTMLElement>('[role=gridcell]');
    const row = list.querySelector<HTMLElement>('[role=row]')!;
    const step = next!.getBoundingClientRect().left - cell!.getBoundingClientRect().left;
    return Math.floor(list.clientWidth / step) * Math.floor(list.clientHeight / row.offsetHeight);
  });
  expect(fits, 'thumbnails in 1440 × 900 beside the inspector').toBeGreaterThanOrEqual(60);
});

const attack = (who: string) => `<img src=x onerror="window.hacked='${who}'">`;
const texts = [
  'XMP-dc:Title',
  'XMP-photoshop:Headline',
  'XMP-dc:Description',
  'XMP-dc:Creator',
  'XMP-dc:Rights',
  'XMP-xmpRights:UsageTerms',
  'XMP-photoshop:Credit',
  'XMP-photoshop:Source',
  'XMP-photoshop:Instructions',
  'XMP-photoshop:TransmissionReference',
  'XMP-photoshop:City',
  'XMP-photoshop:State',
  'XMP-photoshop:Country',
  'XMP-iptcCore:Location',
  'XMP-iptcExt:Event',
  'XMP-iptcExt:PersonInImage',
  'XMP-dc:Subject',
  'XMP-xmp:Label',
];
const hostileName = `it's "quoted" <b>🦆<b> \u202egpj.txt & ‮.jpg`;
const hostileLibrary = `<u>lib</u> "one"`;

test('hostile texts and names are shown as text and run nothing', async ({ app }) => {
  const { page, home } = app;
  const answer = await page.reload();
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("require-trusted-types-for 'script'");

  const { archive } = app.samples();
  const roots = { [hostileLibrary]: join(home, 'one'), 'two & <i>': join(home, 'two') };
  for (const [name, root] of Object.entries(roots)) {
    mkdirSync(root);
    const file = join(root, hostileName);
    cpSync(join(archive, '2024/05 Lake Constance/DSC_0412.jpg'), file);
    await exiftool(
      '-q',
      '-overwrite_original',
      '-XMP:all=',
      ...texts.map((tag) => `-${tag}=${attack(name)}`),
      file,
    );
  }
  await app.add(roots);
  await settled(page);
  await gridCells(page).first().click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: hostileName })).toBeVisible();
  await inspector.getByRole('button', { name: 'Title' }).click();
  await expect(inspector.getByText(attack(hostileLibrary)).first()).toBeVisible();

  const nothingRan = async (where: string) => {
    expect(await page.evaluate(() => (window as { hacked?: string }).hacked), where).toBeUndefined();
    await expect(page.locator('img[src="x"], main u, main i'), where).toHaveCount(0);
  };
  await nothingRan('Photos');
  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Large view' })).toContainText(hostileName);
  await nothingRan('large view');
  await page.keyboard.press('Escape');

  await show(page, 'Push');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(
    'conflicts left for you to decide',
    { timeout: 60_000 },
  );
  await nothingRan('Push');
  await app.run('push', '--from', hostileLibrary, '--to', 'two & <i>', '--mode', 'replace', '--yes');
  await show(page, 'History');
  await expect(page.getByRole('region', { name: 'Run' })).toContainText(attack(hostileLibrary));
  await nothingRan('History');
  await app.run('undo', '--since', '2000-01-01');
  await show(page, 'Conflicts');
  await expect(page.getByRole('table', { name: 'What each copy says' })).toContainText('<img src=x');
  await nothingRan('Conflicts');
  for (const screen of ['Libraries', 'Bridges', 'Settings'] as const) {
    await show(page, screen);
    await nothingRan(screen);
  }
  await show(page, 'Libraries');
  await expect(page.getByRole('heading', { level: 2, name: hostileLibrary })).toBeVisible();
  expect(app.errors).toEqual([]);
});
