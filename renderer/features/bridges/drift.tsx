import type { BridgeView } from '../../../shared/api/views.ts';
import { number } from '../../lib/words.ts';
import { driftWords } from './words.ts';

type Days = NonNullable<BridgeView['health']['drift']>;

const dayName = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

/** Drift over time: a bar a day, as high as the share of files that held something else than was known of them. */
export function Drift({ days }: { days: Days }) {
  const share = ({ checked, drifted }: Days[number]) => (checked === 0 ? 0 : drifted / checked);
  const most = Math.max(...days.map(share));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{driftWords(days)}</span>
      {most > 0 && (
        <span aria-hidden className="flex h-4 items-end gap-0.5">
          {days.map((day) => (
            <span
              key={day.day}
              title={`${dayName.format(new Date(`${day.day}T12:00`))}: ${number(day.drifted)} of ${number(day.checked)} files`}
              className={day.drifted > 0 ? 'w-1.5 bg-attention' : 'w-1.5 bg-line-strong'}
              style={{ height: `${Math.max(10, (share(day) / most) * 100)}%` }}
            />
          ))}
        </span>
      )}
    </div>
  );
}
