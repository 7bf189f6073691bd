// One measured step of the engine in a process of its own, so that its memory is its own.
//   step.ts DATA scan NAME… | plan FROM TO | push FROM TO
import { createEngine } from '../../shared/engine/engine.ts';
import { cpuSeconds } from './measure.ts';

const [dataDir = '', step = '', ...names] = process.argv.slice(2);
const [from = '', to = ''] = names;

const engine = await createEngine({ dataDir });
let measured = {};
const { client } = engine;

const steps: Record<string, () => Promise<unknown>> = {
  add: async () => client.libraries.add({ path: from }),
  scan: async () => client.libraries.scan({ libraries: names }),
  plan: async () => client.plans.push({ from, to, dryRun: true }),
  push: async () => client.plans.push({ from, to, yes: true }),
};

try {
  const begun = performance.now();
  const result = await steps[step]!();
  const seconds = (performance.now() - begun) / 1000;
  // maxRSS is in KiB.
  const peak = process.resourceUsage().maxRSS * 1024;
  measured = { seconds, peak, result };
} finally {
  await engine.close();
}
// Its processes count once they have ended.
process.stdout.write(`${JSON.stringify({ ...measured, cpu: cpuSeconds() })}\n`);
