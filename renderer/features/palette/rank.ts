import type { Action } from '../../state/actions.ts';

/** How well a title answers what was typed: higher is better, 0 not at all. Every typed word must begin a word or lie in one. */
export function rank(title: string, text: string): number {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const name = title.toLowerCase();
  if (words.length === 0) return 1;
  if (!words.every((word) => name.includes(word))) return 0;
  const begins = words.filter((word) => name.startsWith(word) || name.includes(` ${word}`)).length;
  return 1 + begins / words.length + (name.startsWith(words[0] ?? '') ? 1 : 0);
}

/** What says it in its title comes before what is merely in a group of that name. */
const score = ({ title, group }: Action, text: string): number =>
  rank(title, text) || rank(`${title} ${group}`, text) / 4;

/** The actions that fit, best first; equally good ones stay in their order. */
export const ranked = (actions: readonly Action[], text: string): Action[] =>
  actions
    .map((action, at) => ({ action, at, score: score(action, text) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ action }) => action);
