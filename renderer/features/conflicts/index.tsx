import { GitMerge } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { BridgeView, ConflictShape } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { usePages } from '../../state/pages.ts';
import { planDialog } from '../../state/plan.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BridgeFilter, useBridgeFilter } from './bridge-filter.tsx';
import { DecideBar } from './decide-bar.tsx';
import { PhotoConflicts } from './photo-conflicts.tsx';
import { ShapeList } from './shape-list.tsx';
import { type Settle, useSettle } from './use-settle.ts';

const topics = ['conflicts'] as const;

/** Fields that changed in two places: grouped by shape, decided one by one or all at once. */
export default function Conflicts() {
  const settle = useSettle();
  return (
    <>
      <Shapes settle={settle} />
      <PlanDialog title="Settle conflicts" {...planDialog(settle.plan)} onClose={settle.finish} />
    </>
  );
}

function Shapes({ settle }: { settle: Settle }) {
  const params = useNavigation((now) => now.params);
  const { wanted: bridge, bridge: only } = useBridgeFilter();
  const { data: shapes, error } = useAnswer(
    `shapes ${bridge ?? ''}`,
    () => engine().conflicts.shapes({ bridge }),
    topics,
  );
  const largest = useMemo(() => [...(shapes ?? [])].sort((a, b) => b.count - a.count), [shapes]);
  const photo = params['photo'];
  const shape = photo ? undefined : (largest.find((one) => one.shape === params['shape']) ?? largest[0]);
  if (error)
    return (
      <div className="p-4">
        <Notice kind="failure">{error.message}</Notice>
      </div>
    );
  if (!shapes) return <Waiting />;
  if (largest.length === 0) return <NoConflicts bridge={only} />;
  return (
    <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-auto">
      <aside
        aria-label="Kinds of conflicts"
        className="flex w-56 shrink-0 flex-col border-r xl:w-80 max-sm:h-48 max-sm:w-full max-sm:border-r-0 max-sm:border-b"
      >
        {only && <BridgeFilter bridge={only} />}
        <div className="min-h-0 flex-1">
          <ShapeList
            shapes={largest}
            current={shape?.shape}
            onCurrent={(key) => go('conflicts', { ...(only ? { bridge: only.id } : {}), shape: key })}
            onAgree={() => settle.previewOwn({})}
          />
        </div>
      </aside>
      <Through key={photo ?? shape?.shape} shape={shape} photo={photo} settle={settle} />
    </div>
  );
}

function NoConflicts({ bridge }: { bridge: BridgeView | undefined }) {
  return bridge ? (
    <EmptyState
      icon={<GitMerge size={32} />}
      action={<Button onClick={() => go('conflicts')}>Show all conflicts</Button>}
    >
      No conflicts of <bdi>{bridge.name}</bdi>.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<GitMerge size={32} />}
      action={<Button onClick={() => go('photos')}>Open Photos</Button>}
    >
      No conflicts. When the same field of a photo changes in two places, you decide here which value holds.
    </EmptyState>
  );
}

/** Goes through the conflicts of a shape, or of one photo. */
function Through({
  shape,
  photo,
  settle,
}: {
  shape: ConflictShape | undefined;
  photo: string | undefined;
  settle: Settle;
}) {
  const [at, setAt] = useState(0);
  const key = shape?.shape;
  const read = useCallback(
    (after?: string) =>
      engine().conflicts.list({
        limit: 200,
        ...(photo ? { photo: Number(photo) } : { shape: key }),
        ...(after ? { after } : {}),
      }),
    [photo, key],
  );
  const { items, total = 0, need } = usePages(read, topics);
  const index = Math.max(0, Math.min(at, total - 1));
  const conflict = items[index];
  const step = (by: number) => {
    const next = Math.max(0, Math.min(total - 1, index + by));
    setAt(next);
    need(next + 2);
  };
  if (!conflict) return <div className="flex-1" />;
  return (
    <div className="flex min-w-0 flex-1 flex-col max-sm:h-[36rem] max-sm:flex-none">
      <PhotoConflicts conflict={conflict} at={index} total={total} onStep={step} />
      <DecideBar conflict={conflict} shape={shape} settle={settle} />
    </div>
  );
}
