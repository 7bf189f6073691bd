import type { Place } from './lacks.ts';

/** What the Tab key stops at: the hidden inputs that controls bring along are none of it. A radio may not say so yet. */
const controls = [
  ':is(input, textarea, button, [tabindex="0"]):not([tabindex="-1"], [aria-hidden="true"])',
  '[role="radio"][aria-checked="true"]',
];

/** Leads the focus to a place of the form, or to the first control there is. */
export function focusIn(form: HTMLElement | null, place?: Place): void {
  const within = place ? `[data-place="${place}"] ` : '';
  form?.querySelector<HTMLElement>(controls.map((control) => within + control).join(', '))?.focus();
}
