import {
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  CloudOff,
  Diff,
  GitMerge,
  Minus,
  OctagonPause,
  Pause,
  RefreshCw,
} from 'lucide-react';
import { cx } from '../lib/classes.ts';

const states = {
  inStep: { icon: Check, text: 'in step', tint: 'text-muted' },
  waiting: { icon: Clock, text: 'waiting', tint: 'text-muted' },
  differs: { icon: Diff, text: 'copies differ', tint: 'text-text' },
  conflict: { icon: GitMerge, text: 'conflict: needs you', tint: 'text-attention' },
  problem: { icon: CircleAlert, text: 'problem', tint: 'text-failure' },
  offline: { icon: CloudOff, text: 'offline', tint: 'text-muted' },
  alone: { icon: Minus, text: 'one copy only', tint: 'text-muted' },
  // Of a bridge:
  running: { icon: RefreshCw, text: 'syncing', tint: 'text-muted' },
  paused: { icon: Pause, text: 'paused', tint: 'text-muted' },
  stopped: { icon: OctagonPause, text: 'stopped at the brake', tint: 'text-attention' },
  never: { icon: CircleDashed, text: 'waits for its first sync', tint: 'text-attention' },
};
export type SyncState = keyof typeof states;

/** What a sync state is called on screen. */
export const syncWords = (state: SyncState): string => states[state].text;

/** How a photo's copies, or a bridge's libraries, stand to each other, as a small sign with words for those who do not see it. */
export function SyncGlyph({ state, size = 13, named }: { state: SyncState; size?: number; named?: boolean }) {
  const { icon: Icon, text, tint } = states[state];
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1', tint)} title={named ? undefined : text}>
      <Icon size={size} aria-hidden />
      <span className={named ? '' : 'visually-hidden'}>{text}</span>
    </span>
  );
}
