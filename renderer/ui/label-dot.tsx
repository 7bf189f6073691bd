import { cx } from '../lib/classes.ts';

/** The colours a label can have, in the order of the keys 6 to 9; purple has no key. */
export const labelColours = ['red', 'yellow', 'green', 'blue', 'purple'] as const;

const fills: Record<string, string> = {
  red: 'bg-label-red',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
};

/** A label's colour as a dot; a label of another vocabulary as its text. */
export function LabelDot({ label, named }: { label: string | undefined | null; named?: boolean }) {
  if (!label) return null;
  const fill = fills[label.toLowerCase()];
  if (!fill) return <span className="truncate rounded-sm border px-1 text-xs text-muted">{label}</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <span
        {...(named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': `${label} label` })}
        className={cx('size-2.5 shrink-0 rounded-full', fill)}
      />
      {named && label}
    </span>
  );
}
