import { shorten, textWidth } from './terminal.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** A column that may be shortened when the table is too wide, and how. */
  readonly shrink?: 'end' | 'middle';
}

const gap = '  ';
const narrowest = 12;

/** Widths that fit; what may shrink does so in proportion, never below a readable minimum. */
function fitted(natural: readonly number[], columns: readonly Column[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1);
  const shrinking = columns.map((column, at) => (column.shrink ? at : -1)).filter((at) => at >= 0);
  while (total() > width) {
    const widest = shrinking
      .filter((at) => widths[at]! > narrowest)
      .sort((a, b) => widths[b]! - widths[a]!)[0];
    if (widest === undefined) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** Aligned rows under dim titles. Cells are plain text; a row longer than `width` is shortened where columns allow. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, title }: { width: number; title: (text: string) => string },
): string[] {
  if (rows.length === 0) return [];
  const natural = columns.map((column, at) =>
    Math.max(textWidth(column.title), ...rows.map((row) => textWidth(row[at] ?? ''))),
  );
  const widths = fitted(natural, columns, width);
  const cell = (text: string, at: number) => {
    const column = columns[at]!;
    const short = shorten(text, widths[at]!, column.shrink);
    const pad = ' '.repeat(Math.max(0, widths[at]! - textWidth(short)));
    if (column.align === 'right') return pad + short;
    return at === columns.length - 1 ? short : short + pad;
  };
  const line = (cells: readonly string[]) => cells.map(cell).join(gap).trimEnd();
  return [title(line(columns.map((column) => column.title))), ...rows.map(line)];
}
