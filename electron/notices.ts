import { goesOn } from '../shared/api/bridge-cause.ts';
import { stoppedAtBrake } from '../shared/api/bridge-needs.ts';
import type { BridgeView, ProblemView } from '../shared/api/views.ts';

/** What the desktop is told, once. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** The bridge it is about. */
  readonly bridge: string;
}

/** What is known at one time. A file that fails at every try is the same failure until it went well. */
export interface Known {
  readonly bridges: readonly BridgeView[];
  readonly failures: readonly ProblemView[];
}

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;

/** Conflicts that came up, however many were decided meanwhile. */
function newConflicts({ health }: BridgeView, before: BridgeView | undefined): number {
  const { raised = 0, conflicts } = health;
  const seen = before?.health.raised ?? 0;
  // An engine that was started anew counts from nothing.
  return Math.min(conflicts, raised < seen ? raised : raised - seen);
}

/** Files that a bridge's own last run could not write, and of which that is news. */
function newFailures(bridge: BridgeView, then: Known, now: Known): readonly ProblemView[] {
  const { lastRun } = bridge.health;
  const before = then.bridges.find(({ id }) => id === bridge.id);
  if (bridge.trigger.kind === 'manual' || !lastRun?.problems) return [];
  if (lastRun.run === before?.health.lastRun?.run) return [];
  const members = new Set(bridge.members.map(({ library }) => library));
  const known = new Set(then.failures.map(({ id, path }) => `${id} ${path}`));
  return now.failures.filter(
    ({ id, path, library, at }) => at >= lastRun.at && members.has(library) && !known.has(`${id} ${path}`),
  );
}

function failureBody([first, ...more]: readonly ProblemView[], written: number): string {
  const which = `${first!.path} in ${first!.library}`;
  const what =
    more.length > 0 ? `${which} and ${count(more.length, 'more file')}.` : `${which}: ${first!.message}`;
  return written > 0 ? `${what} The others were written.` : what;
}

function newsOf(bridge: BridgeView, then: Known, now: Known): Notice[] {
  const { name, paused, consented, health } = bridge;
  const before = then.bridges.find(({ id }) => id === bridge.id);
  const told = (title: string, body: string): Notice => ({ title, body, bridge: name });
  const notices: Notice[] = [];
  if (paused && stoppedAtBrake(bridge) && paused.plan !== before?.paused?.plan)
    notices.push(
      told(`${name} has stopped`, `${paused.reason} Look at it, and let it go on if it is meant.`),
    );
  const conflicts = consented ? newConflicts(bridge, before) : 0;
  if (conflicts > 0)
    notices.push(
      told(
        `${count(conflicts, 'new conflict')} in ${name}`,
        `${goesOn(bridge) ? 'Everything else goes on. ' : ''}Decide when you like.`,
      ),
    );
  const failures = newFailures(bridge, then, now);
  if (failures.length > 0)
    notices.push(
      told(
        `${name} could not write ${count(failures.length, 'file')}`,
        failureBody(failures, health.lastRun?.written ?? 0),
      ),
    );
  return notices;
}

/**
 * What changed between two looks that a person should hear of: conflicts, brakes and failures, never success. The
 * first look tells nothing: it is what the window shows anyway.
 */
export const noticesOf = (then: Known | undefined, now: Known): readonly Notice[] =>
  then === undefined ? [] : now.bridges.flatMap((bridge) => newsOf(bridge, then, now));
