import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The long project runs only when it is named: `npm run test:long`, or `vitest run --project long`.
const long = process.argv.some((word) => word === 'long' || word === '--project=long');

export default defineConfig({
  test: {
    // Half of the engine's tests wait for disks and other programs: three keep two cores busy.
    maxWorkers: 3,
    passWithNoTests: true,
    projects: [
      { test: { name: 'core', include: ['test/core/**/*.test.ts'] } },
      {
        test: {
          name: 'engine',
          include: ['test/{engine,scenarios,api,cli,electron,campaigns}/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['test/ui/setup.ts'],
        },
      },
      { test: { name: 'arch', include: ['test/architecture.test.ts', 'test/tooling/**/*.test.ts'] } },
      ...(long
        ? [
            {
              test: {
                name: 'long',
                include: ['test/long/**/*.test.ts'],
                pool: 'forks' as const,
                testTimeout: 1_800_000,
              },
            },
          ]
        : []),
    ],
  },
});
