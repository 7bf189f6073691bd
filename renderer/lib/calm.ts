/** How long a list must rest after flying past, in ms. */
const rest = 90;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** False while a list is scrolled faster than anyone can look. */
export const isCalm = (): boolean => timer === undefined;

/** Runs at once, or when the list has come to rest. The answer takes it back. */
export function whenCalm(run: () => void): () => void {
  if (isCalm()) run();
  else waiting.add(run);
  return () => waiting.delete(run);
}

function settle(): void {
  timer = undefined;
  const due = [...waiting];
  waiting.clear();
  for (const run of due) run();
}

/** Said by a list each time it is scrolled by more than a screenful's worth in a moment. */
export function flyPast(): void {
  clearTimeout(timer);
  timer = setTimeout(settle, rest);
}
