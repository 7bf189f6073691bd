import type { BridgeView } from '../../shared/api/views.ts';
import { engine } from './engine.ts';
import { notifyError } from './notices.ts';
import { touch } from './topics.ts';
import { type Answer, useAnswer } from './use-answer.ts';

export type BridgeInput = Parameters<ReturnType<typeof engine>['bridges']['add']>[0];

/** The user's bridges with their health, kept current. */
export const useBridges = (): Answer<BridgeView[]> =>
  useAnswer('bridges', () => engine().bridges.list(), ['bridges', 'libraries', 'conflicts', 'history']);

const after = (work: Promise<unknown>): Promise<void> => work.then(() => touch('bridges'), notifyError);

/** Stops a bridge from syncing by itself; without `until`, until somebody resumes it. */
export const pauseBridge = (bridge: string, until?: number): Promise<void> =>
  after(engine().bridges.pause({ bridge, ...(until === undefined ? {} : { until }) }));

export const resumeBridge = (bridge: string): Promise<void> => after(engine().bridges.resume({ bridge }));

export const removeBridge = (bridge: string): Promise<void> => after(engine().bridges.remove({ bridge }));

/** Eight in the morning of the next day: when "until tomorrow" ends. */
export function tomorrow(now: number = Date.now()): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(8, 0, 0, 0);
}
