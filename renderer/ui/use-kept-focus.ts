import { type RefCallback, useEffect, useState } from 'react';
import { focusHome } from '../lib/focus-home.ts';

/** So long, in ms, a dialog or menu that closed may take to give the focus back itself. */
const givesBack = 50;

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
      // A menu or dialog gives the focus back, where that is still there. Whatever else has it, has it by the person's wish.
      else if (target.closest('.popup')) last ??= { element: target, parent: null, at: 0 };
      else last = undefined;
    };
    const isLost = () =>
      last !== undefined && !last.element.isConnected && document.activeElement === document.body;
    const mend = () => {
      if (!last || !isLost()) return;
      const next = successor(last) ?? focusHome(box);
      last = undefined;
      if (next instanceof HTMLElement) next.focus();
    };
    let soon: ReturnType<typeof setTimeout> | undefined;
    const watch = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(soon);
      soon = setTimeout(mend, givesBack);
    });
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    return () => {
      clearTimeout(soon);
      watch.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, [box]);
  return setBox;
}
