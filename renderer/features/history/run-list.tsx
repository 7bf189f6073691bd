import type { RunView } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { moment } from '../../lib/words.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { kindWords, runCounts, runState } from './words.ts';

export interface RunListProps {
  runs: readonly RunView[];
  total: number;
  current: string | undefined;
  onCurrent: (run: string) => void;
  onNeed: (index: number) => void;
}

/** Every run, newest first. */
export function RunList({ runs, total, current, onCurrent, onNeed }: RunListProps) {
  return (
    <VirtualList
      label="Runs"
      count={total}
      item={(index) => runs[index]}
      itemKey={({ run }) => run}
      itemHeight={70}
      current={runs.findIndex(({ run }) => run === current)}
      onCurrent={(index) => runs[index] && onCurrent(runs[index].run)}
      onNeed={onNeed}
    >
      {(run) => <RunItem run={run} />}
    </VirtualList>
  );
}

function RunItem({ run }: { run: RunView }) {
  const state = runState(run);
  return (
    <div className="px-3 py-2">
      <p className="flex gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">
          {kindWords(run.kind)}, {moment(run.at)}
        </span>
        {state && (
          <span className={cx('shrink-0', run.state === 'interrupted' && 'text-attention')}>{state}</span>
        )}
      </p>
      <p
        dir="auto"
        className={cx('truncate', run.undone !== null && 'text-muted line-through')}
        title={run.title}
      >
        {run.title}
      </p>
      <p className={cx('truncate text-sm', run.problems > 0 ? 'text-attention' : 'text-muted')}>
        {runCounts(run)}
      </p>
    </div>
  );
}
