import {
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  CloudOff,
  Diff,
  GitMerge,
  type LucideIcon,
  OctagonPause,
  Pause,
  RefreshCw,
  Unplug,
} from 'lucide-react';
import { cx } from '../../lib/classes.ts';
import { go } from '../../state/navigation.ts';
import { needsOf, type Standing, type StandingKind, type Whole } from '../../state/standing.ts';

const looks: Record<Exclude<StandingKind, 'empty'>, { icon: LucideIcon; tint: string }> = {
  away: { icon: Unplug, tint: 'text-attention' },
  working: { icon: RefreshCw, tint: 'text-muted' },
  conflicts: { icon: GitMerge, tint: 'text-attention' },
  stopped: { icon: OctagonPause, tint: 'text-attention' },
  firstSync: { icon: CircleDashed, tint: 'text-attention' },
  problems: { icon: CircleAlert, tint: 'text-attention' },
  offline: { icon: CloudOff, tint: 'text-attention' },
  paused: { icon: Pause, tint: 'text-muted' },
  differs: { icon: Diff, tint: 'text-muted' },
  waiting: { icon: Clock, tint: 'text-muted' },
  inStep: { icon: Check, tint: 'text-muted' },
};

/** How the whole stands, in the title bar; the rest of what waits is in its tooltip. A click goes there. */
export function StandingButton({
  standing,
  whole,
  brief,
}: {
  standing: Standing;
  whole: Whole;
  /** Other controls stand beside it: in a very narrow window only the sign remains. */
  brief: boolean;
}) {
  if (standing.kind === 'empty') return null;
  const { icon: Icon, tint } = looks[standing.kind];
  const all = needsOf(whole).map(({ text }) => text);
  return (
    <button
      type="button"
      title={all.length > 0 ? all.join('\n') : undefined}
      onClick={() => go(standing.to, standing.params)}
      className={cx('flex h-7 max-w-64 shrink-0 items-center gap-1.5 rounded px-1.5 hover:bg-raised', tint)}
    >
      <Icon size={14} aria-hidden className="shrink-0" />
      <span
        className={cx('min-w-0 truncate tabular-nums @max-[540px]:max-w-28', brief && '@max-[460px]:sr-only')}
      >
        <span className="visually-hidden">Status: </span>
        {standing.text}
      </span>
    </button>
  );
}
