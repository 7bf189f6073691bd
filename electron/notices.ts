import type { BridgeView } from '../shared/api/views.ts';

/** What the desktop is told, once. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** The bridge it is about. */
  readonly bridge: string;
}

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;

function newsOf(bridge: BridgeView, before: BridgeView | undefined): Notice[] {
  const { name, paused, health } = bridge;
  const told = (title: string, body: string): Notice => ({ title, body, bridge: name });
  const notices: Notice[] = [];
  if (paused?.plan !== undefined && paused.plan !== before?.paused?.plan)
    notices.push(told(`${name} has stopped`, paused.reason));
  const more = health.conflicts - (before?.health.conflicts ?? 0);
  if (more > 0)
    notices.push(
      told(`${count(more, 'new conflict')} in ${name}`, 'Everything else goes on. Decide when you like.'),
    );
  const { lastRun } = health;
  if (lastRun && lastRun.problems > 0 && lastRun.run !== before?.health.lastRun?.run)
    notices.push(
      told(
        `${name} could not write ${count(lastRun.problems, 'file')}`,
        'The others were written. See the problems.',
      ),
    );
  return notices;
}

/**
 * What changed between two looks that a person should hear of: conflicts, brakes and failures, never success. The
 * first look tells nothing: it is what the window shows anyway.
 */
export function noticesOf(
  before: readonly BridgeView[] | undefined,
  now: readonly BridgeView[],
): readonly Notice[] {
  if (before === undefined) return [];
  return now.flatMap((bridge) =>
    newsOf(
      bridge,
      before.find(({ id }) => id === bridge.id),
    ),
  );
}
