import type { Change } from './change.ts';
import { loses } from './merge/loses.ts';
import { fieldDef } from './registry.ts';

/** A plan over this share of the files in its scope, or over this many files, whichever is more, is braked. */
export const BRAKE_SHARE = 0.1;
export const BRAKE_FILES = 50;

/** Why a plan is saved and not run until a person says yes. */
export type Consent = 'firstSync' | 'brake';

export interface PlanSize {
  /** Files in which a value would be removed or overwritten. */
  readonly losing: number;
  /** Files the plan looked at. */
  readonly files: number;
  readonly writes: number;
  /** True once a person allowed this bridge's first sync. */
  readonly consented: boolean;
}

/** True when the change removes or overwrites something; filling an empty field and adding to a set do not. */
export const isLosing = (change: Change): boolean =>
  loses(fieldDef(change.field), change.before, change.after);

/** Mass change: more files lose something than a careless preset or an emptied library should get through. */
export const brake = ({ losing, files }: Pick<PlanSize, 'losing' | 'files'>): 'brake' | undefined =>
  losing > Math.max(BRAKE_FILES, files * BRAKE_SHARE) ? 'brake' : undefined;

/** The consent a sync or push plan needs before it runs; an empty plan needs none (design.md, decision 6). */
export const needsOf = (plan: PlanSize): Consent | undefined => {
  if (plan.writes === 0) return undefined;
  return plan.consented ? brake(plan) : 'firstSync';
};
