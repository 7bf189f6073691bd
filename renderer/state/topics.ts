import { create } from 'zustand';

/** What an event can say has changed. */
export const topics = [
  'libraries',
  'photos',
  'conflicts',
  'problems',
  'history',
  'bridges',
  'settings',
] as const;
export type Topic = (typeof topics)[number];

/** How often each topic changed since the window opened; whoever shows it fetches again when its number moves. */
export const useTopics = create<Record<Topic, number>>(
  () => Object.fromEntries(topics.map((topic) => [topic, 0])) as Record<Topic, number>,
);

export const touch = (...changed: readonly Topic[]): void =>
  useTopics.setState((now) => Object.fromEntries(changed.map((topic) => [topic, now[topic] + 1])));
