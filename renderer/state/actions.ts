import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { isTyping, matchesKey } from '../lib/keys.ts';

/** Something a person can do: one entry feeds the keys, the palette, the ? sheet and the menus. */
export interface Action {
  id: string;
  /** A verb with its object: "Rate 3 stars". */
  title: string;
  /** Heading in the palette and the ? sheet. */
  group: string;
  /** First is shown; all work. See lib/keys.ts. */
  keys?: readonly string[];
  run: () => void;
  /** Whether it can be done now. */
  when?: () => boolean;
  /** Left out of the palette (movement keys). */
  hidden?: boolean;
}

interface Registry {
  lists: ReadonlyMap<symbol, readonly Action[]>;
}
export const useActionRegistry = create<Registry>(() => ({ lists: new Map() }));

/** Every action of what is mounted now; the latest mounted list first, so that a screen wins over the frame. */
export const allActions = (): Action[] => [...useActionRegistry.getState().lists.values()].reverse().flat();

/** Each once: of those with one id, the one that would run. */
export function distinctActions(): Action[] {
  const seen = new Set<string>();
  return allActions().filter(({ id }) => !seen.has(id) && seen.add(id));
}

export const findAction = (id: string): Action | undefined => allActions().find((action) => action.id === id);

export const possible = (action: Action): boolean => action.when?.() ?? true;

/**
 * Offers actions while the component is mounted. The newest closures run; ids, titles and keys are read when the list is
 * made, and again when `version` is another.
 */
export function useActions(make: () => readonly Action[], version = ''): void {
  const latest = useRef(make);
  latest.current = make;
  // Made anew it keeps its place: whoever was mounted later still comes first.
  const mark = useRef(Symbol('actions'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version means another list
  useEffect(() => {
    const now = (id: string) => latest.current().find((action) => action.id === id);
    const list = latest.current().map((action) => ({
      ...action,
      run: () => now(action.id)?.run(),
      when: () => {
        const current = now(action.id);
        return current !== undefined && possible(current);
      },
    }));
    useActionRegistry.setState(({ lists }) => ({ lists: new Map(lists).set(mark.current, list) }));
  }, [version]);
  useEffect(() => {
    const { current } = mark;
    return () =>
      useActionRegistry.setState(({ lists }) => {
        const rest = new Map(lists);
        rest.delete(current);
        return { lists: rest };
      });
  }, []);
}

const inPopup = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.popup') !== null;

/** Runs the action of a key. Single keys belong to the text while typing, and all keys to an open dialog or menu. */
export function runKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || inPopup(event.target)) return;
  const typing = isTyping(event.target);
  const chord = event.ctrlKey || event.metaKey;
  if (typing && (!chord || /^[acvxz]$/i.test(event.key))) return;
  // Enter and Space press the button that has the focus; with Ctrl or ⌘ they are a screen's own key.
  if (!chord && event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' '))
    return;
  const action = allActions().find((one) => one.keys?.some((key) => matchesKey(key, event)) && possible(one));
  if (!action) return;
  event.preventDefault();
  action.run();
}

export function followKeys(): () => void {
  addEventListener('keydown', runKey);
  return () => removeEventListener('keydown', runKey);
}
