import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The long project runs only when it is named: `npm run test:long`, or `vitest run --project long`.
const long = process.argv.some((word) => word === 'long' || word === '--project=long');

/** What takes a minute and more comes first, so that nobody waits for one file at the end. */
const slow =
  /(campaigns\/short|simulation-[12]|merge\/histories|field-matrix|bridges-watch|scenarios\/(runs|sync))\.test\.ts$/;

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => slow.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
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
