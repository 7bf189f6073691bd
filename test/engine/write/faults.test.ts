// A share of the campaign in test/long: kills and errors at the calls that matter most.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFaults, runTraced, type Scene, setScene, violations } from '../../support/faults.ts';
import { openBench } from '../../support/writing.ts';

const reason = noFaults();
let scene: Scene;
beforeAll(async () => {
  scene = await setScene(openBench({ lockPatienceMs: 1_000 }));
});
afterAll(() => scene.close());

describe.skipIf(reason !== undefined)('one system call fails, or the process ends there', () => {
  test.each([
    'link:signal=KILL:when=1',
    'rename:signal=KILL:when=1',
    'rename:signal=KILL:when=2',
    'fsync:signal=KILL:when=4',
    'unlink:signal=KILL:when=1',
    'rename:error=EIO:when=2',
    'link:error=ENOSPC:when=2',
    'fsync:error=EIO:when=2',
  ])('%s', async (inject) => {
    scene.reset();
    runTraced(scene, inject);
    expect(await violations(scene, undefined)).toEqual([]);
  });
});

test.skipIf(reason === undefined)(`skipped: ${reason}`, (context) => context.skip());
