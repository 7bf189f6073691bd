import type { BridgeView } from '../../../shared/api/views.ts';
import { count, moment, until } from '../../lib/words.ts';
import { go } from '../../state/navigation.ts';
import { fieldsWords } from '../../ui/field-picker.tsx';
import { outcomeWords } from './activity-words.ts';
import { Drift } from './drift.tsx';
import { triggerWords } from './schedule.ts';
import { familiesWords } from './words.ts';

/** When a bridge syncs, when it last did, and what it carries. */
export function Facts({ bridge }: { bridge: BridgeView }) {
  const { lastRun, nextRun, quietUntil } = bridge.health;
  return (
    <dl className="grid grid-cols-[88px_1fr] gap-x-3 gap-y-1 border-b px-3 py-3">
      <dt className="text-muted">Syncs</dt>
      <dd>
        {triggerWords(bridge.trigger)}
        {quietUntil !== undefined && <span className="text-muted"> (quiet now, {until(quietUntil)})</span>}
      </dd>
      <dt className="text-muted">Last run</dt>
      <dd>
        {lastRun ? (
          <button
            type="button"
            className="rounded-sm text-accent-text hover:underline"
            onClick={() => go('history', { run: lastRun.run })}
          >
            {moment(lastRun.at)}: {count(lastRun.written, 'file')} written{outcomeWords(lastRun)}
          </button>
        ) : (
          'never'
        )}
      </dd>
      {nextRun !== undefined && (
        <>
          <dt className="text-muted">Next run</dt>
          <dd>{moment(nextRun)}</dd>
        </>
      )}
      {bridge.health.drift && bridge.health.drift.length > 0 && (
        <>
          <dt className="text-muted">Drift</dt>
          <dd>
            <Drift days={bridge.health.drift} />
          </dd>
        </>
      )}
      <dt className="text-muted">Fields</dt>
      <dd>{bridge.fields ? fieldsWords(bridge.fields) : 'All but position, people, capture time'}</dd>
      {bridge.families && (
        <>
          <dt className="text-muted">Families</dt>
          <dd>{familiesWords(bridge.families)}</dd>
        </>
      )}
      {bridge.filter && (
        <>
          <dt className="text-muted">Photos</dt>
          <dd>
            <code data-selectable className="font-sans">
              {bridge.filter}
            </code>
          </dd>
        </>
      )}
    </dl>
  );
}
