import type { BridgeView } from '../../../shared/api/views.ts';
import { number } from '../../lib/words.ts';
import { driftWords } from './words.ts';

type Day = NonNullable<BridgeView['health']['drift']>[number];

const dayName = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOf = ({ day }: Day) => new Date(`${day}T12:00`);
const share = ({ checked, drifted }: Day) => (checked === 0 ? 0 : drifted / checked);

/** Drift over time: what it is, and a bar a day, as high as the share of files that held something else than was known. */
export function Drift({ days }: { days: readonly Day[] }) {
  const most = Math.max(...days.map(share));
  return (
    <>
      <p>{driftWords(days)}</p>
      {most > 0 && (
        <ol className="my-1 flex flex-wrap items-end gap-px text-xs tabular-nums">
          {days.map((day) => (
            <Bar key={day.day} day={day} height={share(day) / most} />
          ))}
        </ol>
      )}
      <p className="text-sm text-muted">
        Every day some files are read again, to find changes that nothing told of.
      </p>
    </>
  );
}

function Bar({ day, height }: { day: Day; height: number }) {
  const found = day.drifted > 0;
  return (
    <li className="flex w-7 flex-col items-center">
      <span className="visually-hidden">
        {dayName.format(dateOf(day))}: {number(day.drifted)} of {number(day.checked)} files
      </span>
      <span aria-hidden className="text-attention">
        {found && number(day.drifted)}
      </span>
      <span aria-hidden className="flex h-5 w-4 items-end">
        <span
          className={found ? 'w-full bg-attention' : 'w-full bg-line-strong'}
          style={{ height: found ? `${Math.max(15, height * 100)}%` : 1 }}
        />
      </span>
      <span aria-hidden className="text-muted">
        {dateOf(day).getDate()}
      </span>
    </li>
  );
}
