// What only the desktop app has. `main-job.spec.ts` runs in it too.
import { electronProgram, hasDisplay } from '../../scripts/lib/electron.mjs';
import { expect, test } from './fixtures.ts';

const missing = electronProgram()
  ? hasDisplay()
    ? ''
    : 'There is no display'
  : "Electron's program is not here";

if (missing) {
  test.skip(`${missing}: the desktop app was not run`, () => {});
} else {
  test('a window in a sandbox, with the native folder chooser', async ({ app, host }) => {
    test.skip(host === 'web', 'runs in the electron project');
    const { page, electron } = app;
    expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
    const { archive } = app.samples();
    await electron!.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, archive);
    await page.getByRole('main').getByRole('button', { name: 'Add a library' }).click();
    await page.getByRole('button', { name: 'Add a folder of photos…' }).click();
    await page.getByRole('button', { name: 'Choose…' }).click();
    await expect(page.getByRole('textbox', { name: 'Folder' })).toHaveValue(archive);
  });
}
