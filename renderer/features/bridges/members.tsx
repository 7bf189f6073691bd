import { CircleAlert } from 'lucide-react';
import type { BridgeView, LibraryView } from '../../../shared/api/views.ts';
import { unwritableWords } from '../../lib/bridge-health.ts';
import { count } from '../../lib/words.ts';
import { useLibraries } from '../../state/libraries.ts';
import { Section } from '../../ui/section.tsx';
import { roles } from './words.ts';

/** The libraries of a bridge: what each does, and what waits for one that is offline. */
export function Members({ bridge }: { bridge: BridgeView }) {
  const libraries = useLibraries();
  return (
    <Section title="Members">
      <ul className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] gap-x-6 gap-y-1">
        {bridge.members.map(({ library, role }) => (
          <li key={library} className="contents">
            <span className="min-w-24 break-words text-left">
              <bdi>{library}</bdi>
            </span>
            <span className="text-muted">
              {roles.find(({ value }) => value === role)?.label}
              <State
                bridge={bridge}
                library={library}
                view={libraries?.find(({ name }) => name === library)}
              />
              <Unwritable files={bridge.health.unwritable?.find((one) => one.library === library)?.files} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({
  bridge: { health },
  library,
  view,
}: {
  bridge: BridgeView;
  library: string;
  view: LibraryView | undefined;
}) {
  if (!health.offline.includes(library))
    return view?.watching === 'polling' ? (
      <span title={view.watchReason}>, looked through from time to time</span>
    ) : null;
  const waiting = health.waitingFor?.find((one) => one.library === library)?.photos ?? 0;
  return (
    <span className="text-attention">
      , offline{waiting > 0 && `: ${count(waiting, 'photo')} ${waiting === 1 ? 'waits' : 'wait'} for it`}
    </span>
  );
}

function Unwritable({ files = 0 }: { files: number | undefined }) {
  if (files === 0) return null;
  return (
    <span className="text-attention">
      , <CircleAlert size={13} aria-hidden className="inline align-[-2px]" /> {unwritableWords(files)}
    </span>
  );
}
