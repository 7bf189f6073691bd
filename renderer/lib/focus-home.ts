/** Where the keys go when what had them is gone: the list of the screen, else its first button. */
export function focusHome(
  within: ParentNode = document.querySelector('main') ?? document.body,
): HTMLElement | null {
  const list = '[role="listbox"][tabindex="0"], [role="grid"][tabindex="0"]';
  return (
    within.querySelector<HTMLElement>(list) ?? within.querySelector<HTMLElement>('button:not(:disabled)')
  );
}
