import { useEffect } from 'react';
import { create } from 'zustand';
import { tomorrow } from '../../shared/api/tomorrow.ts';
import type { BridgeView } from '../../shared/api/views.ts';
import type { Rule } from '../../shared/core/bridge.ts';
import { ruleSentence } from '../lib/rule-sentence.ts';
import { engine } from './engine.ts';
import { keepCurrent } from './keep-current.ts';
import { notifyError } from './notices.ts';
import { touch } from './topics.ts';

export type BridgeInput = Parameters<ReturnType<typeof engine>['bridges']['add']>[0];

interface Known {
  /** Undefined until first known. */
  data: BridgeView[] | undefined;
  error: Error | undefined;
}
const known = create<Known>(() => ({ data: undefined, error: undefined }));
const topics = ['bridges', 'libraries', 'conflicts', 'history', 'problems'] as const;
let users = 0;
let stop = () => {};

/** Their health is counted, so it is asked for once, however many places show it, and only while one does. */
function follow(): () => void {
  if (users++ === 0) {
    let over = false;
    const put = (change: Partial<Known>) => over || known.setState(change);
    const ask = () =>
      engine()
        .bridges.list()
        .then(
          (data) => put({ data, error: undefined }),
          (error: Error) => put({ error }),
        );
    const end = keepCurrent(async () => void (await ask()), topics);
    stop = () => {
      over = true;
      end();
      known.setState(known.getInitialState(), true);
    };
  }
  return () => {
    users -= 1;
    if (users === 0) stop();
  };
}

/** The user's bridges with their health, kept current. */
export function useBridges(): Known {
  useEffect(follow, []);
  return known();
}

const after = (work: Promise<unknown>): Promise<void> => work.then(() => touch('bridges'), notifyError);

/** Stops a bridge from syncing by itself; without `until`, until somebody resumes it. */
export const pauseBridge = (bridge: string, until?: number): Promise<void> =>
  after(engine().bridges.pause({ bridge, ...(until === undefined ? {} : { until }) }));

export const resumeBridge = (bridge: string): Promise<void> => after(engine().bridges.resume({ bridge }));

export const removeBridge = (bridge: string): Promise<void> => after(engine().bridges.remove({ bridge }));

/** How long a bridge can be paused. */
export const pauses: readonly { id: string; label: string; until: () => number | undefined }[] = [
  { id: 'hour', label: 'for an hour', until: () => Date.now() + 3_600_000 },
  { id: 'tomorrow', label: 'until tomorrow', until: () => tomorrow(Date.now()) },
  { id: 'resumed', label: 'until I resume it', until: () => undefined },
];

/** Adds a rule to those a bridge has; one that is there already stays once. */
export async function addRule({ name, rules }: BridgeView, rule: Rule): Promise<void> {
  const same = (other: Rule) => ruleSentence(other) === ruleSentence(rule);
  const next = [...rules.filter((other) => !same(other)), rule];
  await engine().bridges.set({ bridge: name, rules: next.map(ruleInput) });
  touch('bridges');
}

const only = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });

/** A rule as the engine takes it: members that are not set are left out. */
export const ruleInput = ({ field, kind, library, from, to, words, anyCase }: Rule) => ({
  field,
  kind,
  ...only('library', library),
  ...only('from', from),
  ...only('to', to),
  ...only('words', words),
  ...only('anyCase', anyCase),
});
