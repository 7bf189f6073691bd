const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * A key is written "Mod+Shift+Z", "K", "?", "ArrowLeft", "Space". `Mod` is ⌘ on a Mac, Ctrl elsewhere. Signs that need Shift
 * on some keyboards ("?") are compared by the sign alone.
 */
export function matchesKey(key: string, event: KeyboardEvent): boolean {
  const parts = key === '+' ? ['+'] : key.split('+');
  const name = parts.at(-1) ?? '';
  const wanted = new Set(parts.slice(0, -1));
  const mod = mac ? event.metaKey : event.ctrlKey;
  if (
    wanted.has('Mod') !== mod ||
    (mac ? event.ctrlKey : event.metaKey) ||
    wanted.has('Alt') !== event.altKey
  )
    return false;
  const sign = name.length === 1 && !/[a-z0-9]/i.test(name);
  if (!sign && wanted.has('Shift') !== event.shiftKey) return false;
  if (name === 'Space') return event.key === ' ';
  if (/^\d$/.test(name)) return event.key === name || event.code === `Numpad${name}`;
  return event.key.toLowerCase() === name.toLowerCase();
}

const names: Record<string, string> = {
  Mod: mac ? '⌘' : 'Ctrl',
  Shift: mac ? '⇧' : 'Shift',
  Alt: mac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** The caps of a key, in order: "Mod+Shift+Z" → ["Ctrl", "Shift", "Z"]. */
export const keyCaps = (key: string): string[] =>
  (key === '+' ? ['+'] : key.split('+')).map(
    (part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part),
  );

/** True while the person is typing, so that single letters belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  );
}
