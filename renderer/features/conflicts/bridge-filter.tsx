import type { BridgeView } from '../../../shared/api/views.ts';
import { useBridges } from '../../state/bridges.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { Chip } from '../../ui/chip.tsx';

/** The one bridge whose conflicts are wanted, by id or name; undefined: all. One that is gone narrows nothing. */
export function useBridgeFilter(): { wanted: string | undefined; bridge: BridgeView | undefined } {
  const wanted = useNavigation((now) => now.params['bridge']);
  const { data } = useBridges();
  const bridge = data?.find(({ id, name }) => id === wanted || name === wanted);
  return { wanted: data && !bridge ? undefined : wanted, bridge };
}

/** Says that only some conflicts are shown, and shows all again. */
export function BridgeFilter({ bridge }: { bridge: BridgeView }) {
  return (
    <div className="flex min-w-0 border-b px-3 py-2">
      <Chip name="the filter" title={`Only conflicts of ${bridge.name}`} onRemove={() => go('conflicts')}>
        Only of <bdi>{bridge.name}</bdi>
      </Chip>
    </div>
  );
}
