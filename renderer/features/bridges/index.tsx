import { Blocks, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BridgeView, PlanOutcome } from '../../../shared/api/views.ts';
import { healthWords, needsPerson } from '../../lib/bridge-health.ts';
import { cx } from '../../lib/classes.ts';
import { isolate } from '../../lib/words.ts';
import { useBridgeWish, wishGranted } from '../../state/bridge-wishes.ts';
import { useBridges } from '../../state/bridges.ts';
import { useLibraries } from '../../state/libraries.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { planDialog } from '../../state/plan.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BridgeDetail } from './bridge-detail.tsx';
import { BridgeDialog } from './bridge-dialog.tsx';
import { useBridgeKeys } from './bridge-keys.ts';
import { RemoveBridge } from './remove-bridge.tsx';
import { useSync } from './use-sync.ts';
import { roleWords } from './words.ts';

/** Libraries that stay in step: how each bridge is doing, set up, paused, synced. */
export default function Bridges() {
  const { data: bridges, error } = useBridges();
  const libraries = useLibraries();
  const wanted = useNavigation((now) => now.params['bridge']);
  const [setUp, setSetUp] = useState<'new' | BridgeView>();
  const [removing, setRemoving] = useState<BridgeView>();
  const { plan, preview, bridge: synced } = useSync();
  const keepFocus = useKeptFocus();
  const bridge = bridges?.find(({ id, name }) => id === wanted || name === wanted) ?? bridges?.[0];
  useBridgeKeys({
    ...{ bridges: bridges ?? [], bridge, onNew: () => setSetUp('new') },
    ...{ onSync: preview, onChange: setSetUp, onRemove: setRemoving },
  });
  useWishes(libraries ? bridges : undefined, { onSync: preview, onNew: () => setSetUp('new') });
  if (error)
    return (
      <div className="p-4">
        <Notice kind="failure">{error.message}</Notice>
      </div>
    );
  if (!bridges || !libraries) return <Waiting />;
  return (
    <div ref={keepFocus} className="contents">
      {bridges.length === 0 ? (
        <NoBridges enough={libraries.length >= 2} onAdd={() => setSetUp('new')} />
      ) : (
        <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-auto">
          <div className="flex w-60 shrink-0 flex-col border-r xl:w-80 max-sm:h-48 max-sm:w-full max-sm:border-r-0 max-sm:border-b">
            <div className="min-h-0 flex-1">
              <BridgeList bridges={bridges} current={bridge?.id} />
            </div>
            <div className="border-t p-2">
              <Button icon={<Plus size={14} aria-hidden />} onClick={() => setSetUp('new')}>
                New bridge…
              </Button>
            </div>
          </div>
          {bridge && (
            <BridgeDetail
              key={bridge.id}
              bridge={bridge}
              onSync={() => preview(bridge)}
              onChange={() => setSetUp(bridge)}
              onRemove={() => setRemoving(bridge)}
            />
          )}
        </div>
      )}
      {setUp && (
        <BridgeDialog
          bridge={setUp === 'new' ? undefined : setUp}
          libraries={libraries}
          onClose={() => setSetUp(undefined)}
          onSaved={(saved, isNew) => {
            setSetUp(undefined);
            go('bridges', { bridge: saved.id });
            if (isNew) preview(saved);
          }}
        />
      )}
      {removing && <RemoveBridge bridge={removing} onClose={() => setRemoving(undefined)} />}
      <PlanDialog
        title={plan.outcome?.title ?? 'Sync'}
        {...planDialog(plan)}
        emptyVerb={startsKeeping(synced, plan.outcome) ? 'Start keeping in step' : undefined}
        onConflicts={synced && (() => go('conflicts', { bridge: synced.id }))}
      />
    </div>
  );
}

/** A first sync that finds nothing to write is the beginning all the same, where it had anything to compare. */
const startsKeeping = (bridge: BridgeView | undefined, outcome: PlanOutcome | undefined): boolean =>
  bridge?.consented === false && outcome !== undefined && outcome.unchanged > 0;

/** Does what was asked for on another screen, once it is known what there is. */
function useWishes(
  bridges: readonly BridgeView[] | undefined,
  { onSync, onNew }: { onSync: (bridge: BridgeView) => void; onNew: () => void },
): void {
  const wish = useBridgeWish((now) => now.wish);
  useEffect(() => {
    if (!wish || !bridges) return;
    wishGranted();
    const bridge = bridges.find(({ id }) => id === wish.bridge);
    if (wish.kind === 'new') onNew();
    else if (bridge) onSync(bridge);
  });
}

function BridgeList({ bridges, current }: { bridges: readonly BridgeView[]; current: string | undefined }) {
  return (
    <VirtualList
      label="Bridges"
      count={bridges.length}
      item={(index) => bridges[index]}
      itemKey={({ id }) => id}
      itemHeight={70}
      current={bridges.findIndex(({ id }) => id === current)}
      onCurrent={(index) => bridges[index] && go('bridges', { bridge: bridges[index].id })}
    >
      {(bridge) => {
        const members = bridge.members
          .map(({ library, role }) => `${isolate(library)} (${roleWords(role)})`)
          .join(', ');
        return (
          <div className="px-3 py-2">
            <p className="truncate font-medium">
              <bdi>{bridge.name}</bdi>
            </p>
            <p className="truncate text-sm text-muted" title={members}>
              {members}
            </p>
            <p
              className={cx('truncate text-sm', needsPerson(bridge) ? 'text-attention' : 'text-muted')}
              title={healthWords(bridge)}
            >
              {healthWords(bridge)}
            </p>
          </div>
        );
      }}
    </VirtualList>
  );
}

function NoBridges({ enough, onAdd }: { enough: boolean; onAdd: () => void }) {
  return (
    <EmptyState
      icon={<Blocks size={32} />}
      action={
        <Button variant="primary" onClick={enough ? onAdd : () => go('libraries')}>
          {enough ? 'New bridge…' : 'Open Libraries'}
        </Button>
      }
    >
      A bridge keeps libraries in step by itself: it carries over what changed in one, and asks only when the
      same field changed in two.{' '}
      {enough ? 'The first sync is always previewed.' : 'Add at least two libraries first.'}
    </EmptyState>
  );
}
