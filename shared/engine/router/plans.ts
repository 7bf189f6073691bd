import { requirePlan } from '../db/plans.ts';
import { bridgesInPlan, bridgesOfRun } from '../db/run-bridges.ts';
import { requireRun } from '../db/runs.ts';
import { changePage } from '../plan-views.ts';
import type { Services } from '../services.ts';
import { planOutcome } from '../sync/outcome.ts';
import { editFiles } from '../sync/plan-edit.ts';
import { pushTags } from '../sync/plan-push.ts';
import { resolveConflicts } from '../sync/plan-resolve.ts';
import { restoreField } from '../sync/plan-restore.ts';
import { syncBridges } from '../sync/plan-sync.ts';
import { redoRun, undoRuns } from '../sync/plan-undo.ts';
import { cancelRun, resumeRun, runPlan } from '../sync/run-plan.ts';
import { os } from './os.ts';

async function run(services: Services, id: string, job: string | undefined) {
  const { title } = requirePlan(services.db, id);
  const bridges = bridgesInPlan(services.db, id);
  await services.jobs.run({ id: job, kind: 'run', title, bridges }, (work) => runPlan(services, id, work));
  return planOutcome(services.db, id);
}

async function resume(services: Services, id: string, job: string | undefined) {
  const { title, plan } = requireRun(services.db, id);
  const bridges = bridgesOfRun(services.db, id);
  await services.jobs.run({ id: job, kind: 'run', title, bridges }, (work) => resumeRun(services, id, work));
  return planOutcome(services.db, plan);
}

export const plansRouter = (services: Services) => ({
  edit: os.plans.edit.handler(({ input }) => editFiles(services, input)),
  push: os.plans.push.handler(({ input }) => pushTags(services, input)),
  sync: os.plans.sync.handler(({ input }) => syncBridges(services, input)),
  resolve: os.plans.resolve.handler(({ input }) => resolveConflicts(services, input)),
  undo: os.plans.undo.handler(({ input }) => undoRuns(services, input)),
  redo: os.plans.redo.handler(({ input }) => redoRun(services, input)),
  restore: os.plans.restore.handler(({ input }) => restoreField(services, input)),
  run: os.plans.run.handler(({ input }) => run(services, input.plan, input.job)),
  resume: os.plans.resume.handler(({ input }) => resume(services, input.run, input.job)),
  cancel: os.plans.cancel.handler(({ input }) =>
    planOutcome(services.db, cancelRun(services, input.run).plan),
  ),
  get: os.plans.get.handler(({ input }) => planOutcome(services.db, input.plan)),
  changes: os.plans.changes.handler(({ input }) => changePage(services.db, input)),
});
