import { cx } from '../lib/classes.ts';
import { keyCaps } from '../lib/keys.ts';

/** A key or chord, drawn as caps. `inherit` takes the colour of the button it stands in. */
export function Kbd({ keys, inherit }: { keys: string; inherit?: boolean }) {
  return (
    <kbd className={cx('inline-flex gap-1 font-sans text-xs', inherit ? 'text-current' : 'text-muted')}>
      {keyCaps(keys).map((cap) => (
        <span key={cap} className="rounded-sm border border-current/35 px-1 leading-[14px]">
          {cap}
        </span>
      ))}
    </kbd>
  );
}
