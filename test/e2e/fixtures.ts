// One real program, one page and one set of folders for each test.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { electronProgram } from '../../scripts/lib/electron.mjs';
import { root } from '../../scripts/lib/tree.mjs';
import { makeSamples } from '../../shared/engine/samples/make.ts';
import { command, homeEnv, type RunningHost, startHost } from '../support/e2e-host.ts';
import { tempFolder } from '../support/pictures.ts';

export { expect };

export interface HostOptions {
  /** What shows the window: `tagbridge serve` and a browser, or the desktop app. */
  host: 'web' | 'electron';
}

export interface App {
  page: Page;
  /** A folder for this test, which holds everything below. */
  folder: string;
  data: string;
  home: string;
  /** Present with the web host. */
  served?: RunningHost;
  /** Present with the desktop app. */
  electron?: ElectronApplication;
  /** Puts a copy of the sample libraries into the test's home: `archive` and `family`. */
  samples(): { archive: string; family: string };
  /** Adds folders as libraries under these names and scans them, from the command line; returns when the window knows. */
  add(libraries: Record<string, string>): Promise<void>;
  /** Runs a command of the program beside the window. */
  run(...args: string[]): Promise<void>;
  /** Messages of the page's console that are errors, and errors nobody caught. */
  errors: string[];
}

interface Shared {
  /** Where the sample libraries were made once, to be copied. */
  sampleFolder: string;
}

interface Own {
  /** What is in the data folder before any engine holds it. */
  prepared: { with?: (data: string, folder: string) => Promise<void> };
  app: App;
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  return errors;
}

type Opened = Pick<App, 'page' | 'errors' | 'served' | 'electron'> & { close(): Promise<void> };

async function openDesktop(data: string, home: string): Promise<Opened> {
  const electron = await _electron.launch({
    executablePath: electronProgram()!,
    args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: homeEnv({ data, home }),
  });
  const page = await electron.firstWindow();
  return { page, electron, errors: collectErrors(page), close: () => electron.close() };
}

async function openWeb(data: string, home: string, page: Page): Promise<Opened> {
  const errors = collectErrors(page);
  const served = await startHost({ data, home });
  await page.goto(served.url);
  return { page, served, errors, close: () => served.stop() };
}

export const test = base.extend<Own & HostOptions, Shared>({
  host: ['web', { option: true }],
  prepared: [{}, { option: true }],
  sampleFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: how Playwright names what a fixture needs
    async ({}, use) => {
      using folder = tempFolder('tagbridge-e2e-samples-');
      await makeSamples(folder.path);
      await use(folder.path);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  app: async ({ host, prepared, sampleFolder, page }, use) => {
    using folder = tempFolder('tagbridge-e2e-');
    const [data, home] = [join(folder.path, 'data'), join(folder.path, 'home')];
    for (const made of [data, home]) mkdirSync(made);
    await prepared.with?.(data, folder.path);
    const samples = () => {
      for (const name of ['archive', 'family'])
        cpSync(join(sampleFolder, name), join(home, name), { recursive: true, preserveTimestamps: true });
      return { archive: join(home, 'archive'), family: join(home, 'family') };
    };
    const { close, ...opened } = await (host === 'electron'
      ? openDesktop(data, home)
      : openWeb(data, home, page));
    await expect(opened.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    const add = async (libraries: Record<string, string>) => {
      for (const [name, path] of Object.entries(libraries))
        await command({ data, home }, 'library', 'add', path, '--name', name);
      await command({ data, home }, 'scan', ...Object.keys(libraries));
      const known = opened.page.getByRole('region', { name: 'Libraries', exact: true });
      for (const name of Object.keys(libraries)) await expect(known).toContainText(name);
    };
    const run = (...args: string[]) => command({ data, home }, ...args);
    await use({ ...opened, folder: folder.path, data, home, samples, add, run });
    await close();
  },
});
