// Kills and errors at single system calls of a write and of an undo. `FAULTS=n` takes only every n-th point.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  errnos,
  mutating,
  noFaults,
  runTraced,
  type Scene,
  setScene,
  violations,
} from '../support/faults.ts';
import { openBench } from '../support/writing.ts';

const reason = noFaults();
const stride = Math.max(1, Number(process.env['FAULTS'] ?? 1));
let scene: Scene;

beforeAll(async () => {
  const bench = openBench({ lockPatienceMs: 1_000 });
  scene = await setScene(bench);
});
afterAll(() => scene.close());

/** The points worth a run: the first calls of `write` and `openat` are Node’s own start. */
function pointsOf(counts: Map<string, number>): [string, number][] {
  return mutating.flatMap((call) => {
    const count = counts.get(call) ?? 0;
    const from = ['openat', 'write'].includes(call) ? Math.max(1, count - 60) : 1;
    return Array.from({ length: Math.max(0, count - from + 1) }, (_, i): [string, number] => [
      call,
      from + i,
    ]);
  });
}

async function campaign(name: string, points: readonly string[]) {
  const found: string[] = [];
  for (const inject of points) {
    scene.reset();
    runTraced(scene, inject);
    const wrong = await violations(scene, undefined);
    if (wrong.length > 0) found.push(`${inject}: ${wrong.join('; ')}`);
  }
  console.log(`${name}: ${points.length} runs, ${found.length} violations`);
  expect(found).toEqual([]);
}

describe.skipIf(reason !== undefined)('faults in single system calls', () => {
  test('kill -9 at every mutating call of a write', async () => {
    const points = pointsOf(runTraced(scene, undefined)).map(
      ([call, when]) => `${call}:signal=KILL:when=${when}`,
    );
    expect(points.length).toBeGreaterThan(20);
    await campaign(
      'kills',
      points.filter((_, i) => i % stride === 0),
    );
  });

  test('errors at the first hits of every mutating call', async () => {
    scene.reset();
    const counts = runTraced(scene, undefined);
    const calls = ['mkdir', 'link', 'rename', 'unlink', 'fsync', 'utimensat', 'fchmod', 'write', 'openat'];
    const points = calls.flatMap((call) => {
      const count = counts.get(call) ?? 0;
      const from = ['openat', 'write'].includes(call) ? Math.max(1, count - 10) : 1;
      return Array.from({ length: Math.min(10, count - from + 1) }, (_, i) =>
        errnos.map((errno) => `${call}:error=${errno}:when=${from + i}`),
      ).flat();
    });
    expect(points.length).toBeGreaterThan(100);
    await campaign(
      'errors',
      points.filter((_, i) => i % stride === 0),
    );
  });
});

test.skipIf(reason === undefined)(`skipped: ${reason}`, (context) => context.skip());
