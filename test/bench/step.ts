// One measured step of the engine in a process of its own, so that its memory is its own.
//   step.ts DATA scan NAME… | plan FROM TO | push FROM TO [FIELD…]
import type { FieldName } from '../../shared/core/registry.ts';
import { createEngine } from '../../shared/engine/engine.ts';
import { createPhaseTimes } from '../../shared/engine/metadata/phases.ts';
import { cpuSeconds } from './measure.ts';

const [dataDir = '', step = '', ...names] = process.argv.slice(2);
const [from = '', to = '', ...fields] = names;
const some = fields.length === 0 ? {} : { fields: fields as FieldName[] };

const times = createPhaseTimes();
const engine = await createEngine({ dataDir, measure: times.measure });
let measured = {};
const { client } = engine;

const steps: Record<string, () => Promise<unknown>> = {
  add: async () => client.libraries.add({ path: from }),
  scan: async () => client.libraries.scan({ libraries: names }),
  plan: async () => client.plans.push({ from, to, dryRun: true }),
  push: async () => client.plans.push({ from, to, yes: true, ...some }),
};

try {
  const begun = performance.now();
  const result = await steps[step]!();
  const seconds = (performance.now() - begun) / 1000;
  // maxRSS is in KiB.
  const peak = process.resourceUsage().maxRSS * 1024;
  measured = { seconds, peak, result, phases: Object.fromEntries(times.spent) };
} finally {
  await engine.close();
}
// Its processes count once they have ended.
process.stdout.write(`${JSON.stringify({ ...measured, cpu: cpuSeconds() })}\n`);
