import type { BridgeView } from '../../../shared/api/views.ts';
import { count } from '../../lib/words.ts';
import { Section } from '../../ui/section.tsx';
import { roles } from './words.ts';

/** The libraries of a bridge: what each does, and what waits for one that is offline. */
export function Members({ bridge: { members, health } }: { bridge: BridgeView }) {
  return (
    <Section title="Members">
      <ul>
        {members.map(({ library, role }) => {
          const offline = health.offline.includes(library);
          const waiting = health.waitingFor?.find((one) => one.library === library)?.photos ?? 0;
          return (
            <li key={library} className="flex gap-3 py-0.5">
              <bdi className="w-40 shrink-0 truncate" title={library}>
                {library}
              </bdi>
              <span className="min-w-0 flex-1 text-muted">
                {roles.find(({ value }) => value === role)?.label}
                {offline && (
                  <span className="text-attention">
                    , offline{waiting > 0 && `: ${count(waiting, 'photo')} wait for it`}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
