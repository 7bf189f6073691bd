import type { Needs, PlanOutcome } from '../../api/views.ts';
import type { PlanCounts } from '../db/plans.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { takeOutUnwritable } from './foresee.ts';
import { planOutcome } from './outcome.ts';
import { draftPlan, type Heading, type PlanDraft } from './plan-draft.ts';
import { runPlan } from './run-plan.ts';

/** A command that plans and, unless it may not, carries out. */
export interface Command extends Heading {
  readonly dryRun?: boolean | undefined;
  /** The person consents to a first sync or to what the brake would stop. */
  readonly yes?: boolean | undefined;
  readonly job?: string | undefined;
  /** Ids of the bridges it is for. */
  readonly bridges?: readonly string[];
  /** Fills the plan, window by window. */
  readonly fill: (draft: PlanDraft, job: Job) => Promise<void>;
  /** What has to be allowed first. */
  readonly needs?: (counts: PlanCounts) => Needs | null;
}

async function plan(
  services: Services,
  command: Command,
  job: Job,
): Promise<{ id: string; needs: Needs | null }> {
  const draft = draftPlan(services, command, (files) => {
    if (!command.dryRun && files === 1) services.writer.warm?.();
  });
  try {
    await command.fill(draft, job);
    await takeOutUnwritable(services, draft, job);
    const counts = draft.finish();
    const needs = command.needs?.(counts) ?? null;
    draft.setNeeds(command.yes ? null : needs);
    return { id: draft.id, needs };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

/** Makes the plan, saves it, and runs it unless it is a preview or needs a person's consent. */
export function perform(services: Services, command: Command): Promise<PlanOutcome> {
  const { job: id, title, bridges } = command;
  const spec = { id, kind: 'plan', title, bridges } as const;
  return services.jobs.run(spec, async (job) => {
    const made = await plan(services, command, job);
    if (!command.dryRun && (made.needs === null || command.yes)) await runPlan(services, made.id, job);
    return planOutcome(services.db, made.id);
  });
}
