import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/lib/chromium.mjs';
import { electronProgram, hasDisplay } from './scripts/lib/electron.mjs';
import type { HostOptions } from './test/e2e/fixtures.ts';

const executablePath = findChromium();

export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  workers: 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // Generous: a loaded machine is slow, and nothing here waits longer than it must.
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', actionTimeout: 30_000 },
  projects: [
    {
      name: 'web',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(executablePath ? { executablePath } : {}),
          args: [
            // Chromium's sandbox refuses to run as root, which is who runs in containers.
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    // The same job in the desktop app, where it can be run.
    ...(electronProgram() && hasDisplay()
      ? [
          {
            name: 'electron',
            testMatch: ['**/main-job.spec.ts', '**/electron.spec.ts'],
            use: { host: 'electron' as const },
          },
        ]
      : []),
  ],
});
