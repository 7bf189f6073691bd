// A process that carries out a plan and kills itself in the middle: DATA PLAN FILES-REPLACED-BEFORE-THE-END.
import { createEngine } from '../../shared/engine/engine.ts';
import type { Measure } from '../../shared/engine/metadata/phases.ts';

const [dataDir = '', plan = '', after = '1'] = process.argv.slice(2);
let replaced = 0;
const measure: Measure = async (phase, part) => {
  const result = await part();
  if (phase === 'replace' && ++replaced >= Number(after)) process.kill(process.pid, 'SIGKILL');
  return result;
};
const engine = await createEngine({ dataDir, measure });
await engine.client.plans.run({ plan });
