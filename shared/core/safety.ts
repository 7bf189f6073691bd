import type { Change } from './change.ts';
import { loses } from './merge/loses.ts';
import { fieldDef } from './registry.ts';

/** More files than a careless preset or an emptied library should get through unseen. */
export interface BrakeLimits {
  /** Of the files in scope (0 to 1), or `files`, whichever is more. */
  readonly share: number;
  readonly files: number;
}

/** True when the change removes or overwrites something; filling an empty field and adding to a set do not. */
export const isLosing = (change: Change): boolean =>
  loses(fieldDef(change.field), change.before, change.after);

/** Whether so many files, of those in scope, are over a limit. */
export const isOver = (count: number, scope: number, { share, files }: BrakeLimits): boolean =>
  count > Math.max(files, scope * share);
