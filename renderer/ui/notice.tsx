import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/classes.ts';

export type NoticeKind = 'info' | 'attention' | 'failure';

export interface NoticeProps {
  kind?: NoticeKind;
  /** What happened, to which file, what was not harmed, what to do. */
  children: ReactNode;
  /** A button that does what there is to do. */
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
}

const looks = {
  info: { icon: Info, className: 'bg-panel' },
  attention: { icon: TriangleAlert, className: 'bg-attention-bg', tint: 'text-attention' },
  failure: { icon: CircleAlert, className: 'bg-failure-bg', tint: 'text-failure' },
};

/** A calm message in place. */
export function Notice({ kind = 'info', children, action, onDismiss }: NoticeProps) {
  const look = looks[kind];
  const Icon = look.icon;
  return (
    <div
      role={kind === 'failure' ? 'alert' : 'status'}
      className={cx('flex flex-wrap items-start gap-2 rounded border px-3 py-2', look.className)}
    >
      <Icon
        size={16}
        aria-hidden
        className={cx('mt-0.5 shrink-0', 'tint' in look ? look.tint : 'text-muted')}
      />
      <div data-selectable className="min-w-0 flex-1 basis-56 break-words">
        {children}
      </div>
      {action}
      {onDismiss && (
        <button
          type="button"
          aria-label="Dismiss"
          onClick={onDismiss}
          className="mt-0.5 rounded-sm p-0.5 text-muted hover:text-text"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
