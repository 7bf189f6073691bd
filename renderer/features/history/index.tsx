import { History as HistoryIcon } from 'lucide-react';
import { useCallback } from 'react';
import { engine } from '../../state/engine.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { usePages } from '../../state/pages.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';

const topics = ['history'] as const;

/** Every run and what it changed; each can be taken back. */
export default function History() {
  const wanted = useNavigation((now) => now.params['run']);
  const read = useCallback(
    (after?: string) => engine().history.list({ limit: 100, ...(after ? { after } : {}) }),
    [],
  );
  const { items, total, need, failure } = usePages(read, topics);
  const show = (run: string) => go('history', { run });
  const run = items.find((one) => one.run === wanted) ?? items[0];
  if (failure)
    return (
      <div className="p-4">
        <Notice kind="failure">
          {failure.message} {failure.hint}
        </Notice>
      </div>
    );
  if (total === undefined) return <Waiting />;
  if (total === 0)
    return (
      <EmptyState
        icon={<HistoryIcon size={32} />}
        action={<Button onClick={() => go('push')}>Open Push</Button>}
      >
        Nothing was written yet. Every edit, push and sync will be listed here, with what it changed, and can
        be undone.
      </EmptyState>
    );
  return (
    <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-auto">
      <div className="w-60 shrink-0 border-r xl:w-80 max-sm:h-48 max-sm:w-full max-sm:border-r-0 max-sm:border-b">
        <RunList runs={items} total={total} current={run?.run} onCurrent={show} onNeed={need} />
      </div>
      {run && <RunDetail key={run.run} run={run} onShow={show} />}
    </div>
  );
}
