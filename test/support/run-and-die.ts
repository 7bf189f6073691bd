// A process that carries out a plan and kills itself in the middle: DATA PLAN FILES-BEFORE-THE-END.
import { createEngine } from '../../shared/engine/engine.ts';

const [dataDir = '', plan = '', after = '1'] = process.argv.slice(2);
const engine = await createEngine({ dataDir });
const events = await engine.client.events();
void engine.client.plans.run({ plan, job: 'run' });
for await (const event of events) {
  if (event.kind === 'job' && event.job.kind === 'run' && event.job.done >= Number(after))
    process.kill(process.pid, 'SIGKILL');
  if (event.kind === 'jobEnded') process.kill(process.pid, 'SIGKILL');
}
