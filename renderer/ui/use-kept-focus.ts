import { type RefCallback, useEffect, useState } from 'react';
import { focusHome } from '../lib/focus-home.ts';

interface Place {
  readonly element: Element;
  readonly parent: Element | null;
  readonly at: number;
}

const placeOf = (element: Element): Place => ({
  element,
  parent: element.parentElement,
  at: [...(element.parentElement?.children ?? [])].indexOf(element),
});

/** The button that took the place of one that is gone: Resume where Pause was. Its neighbour, where none did. */
function successor({ parent, at }: Place): Element | undefined {
  if (!parent?.isConnected) return undefined;
  const buttons = [...parent.children].filter((one) => one.matches('button:not(:disabled)'));
  return buttons.find((one) => one === parent.children[at]) ?? buttons[0];
}

/**
 * Keeps the focus within a screen when the element that has it goes: a button that became another one, an item that was
 * removed. Left to itself the browser forgets it, and the keyboard begins at the top of the window.
 */
export function useKeptFocus(): RefCallback<HTMLElement> {
  const [box, setBox] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!box) return;
    let last: Place | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      if (box.contains(target)) last = placeOf(target);
      // A menu or dialog gives the focus back; whatever else has it, has it by the person's wish.
      else if (!target.closest('.popup')) last = undefined;
    };
    const check = () => {
      if (!last || last.element.isConnected || document.activeElement !== document.body) return;
      const next = successor(last) ?? focusHome(box);
      last = undefined;
      if (next instanceof HTMLElement) next.focus();
    };
    const watch = new MutationObserver(check);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, [box]);
  return setBox;
}
