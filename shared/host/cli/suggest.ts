/** Steps (insert, delete, replace, swap neighbours) from one word to the other, upper and lower case alike. */
export function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

/** The known word that was probably meant, or undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, steps: distance(word, name) }))
    .sort((a, b) => a.steps - b.steps || a.name.localeCompare(b.name));
  const best = ranked[0];
  const begins = known.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  if (best && best.steps <= Math.max(1, Math.floor(word.length / 3))) return best.name;
  return begins.length === 1 ? begins[0] : undefined;
}

/** “Did you mean …?”, else the known words while they fit a line or two. */
export function hintFor(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (known.length === 0) return undefined;
  return `There is: ${known.slice(0, 60).join(', ')}${known.length > 60 ? ' …' : ''}.`;
}
