import { Pause, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BridgeView } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { count, moment } from '../../lib/words.ts';
import { pauseBridge, removeBridge, resumeBridge, tomorrow } from '../../state/bridges.ts';
import { go } from '../../state/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldsWords } from '../../ui/field-picker.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { Activity } from './activity.tsx';
import { triggerWords } from './schedule.ts';
import {
  driftWords,
  healthWords,
  needsPerson,
  offlineWords,
  roles,
  ruleSentence,
  waitingWords,
} from './words.ts';

export interface BridgeDetailProps {
  bridge: BridgeView;
  onSync: () => void;
  onChange: () => void;
}

/** One bridge: how it is doing, what it keeps in step, and when. */
export function BridgeDetail({ bridge, onSync, onChange }: BridgeDetailProps) {
  const [removing, setRemoving] = useState(false);
  return (
    <div className="flex h-full min-w-0 flex-1 flex-col overflow-auto max-sm:h-auto max-sm:flex-none max-sm:overflow-visible">
      <header className="flex flex-wrap items-center gap-2 border-b px-3 py-3">
        <div className="min-w-0 flex-1 basis-52">
          <h2 className="truncate text-lg font-semibold">
            <bdi>{bridge.name}</bdi>
          </h2>
          <p className={cx('truncate', needsPerson(bridge) ? 'text-attention' : 'text-muted')}>
            {healthWords(bridge)}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            icon={<RefreshCw size={14} aria-hidden />}
            disabled={bridge.health.state === 'running'}
            onClick={onSync}
          >
            {bridge.consented ? 'Sync now…' : 'Preview the first sync…'}
          </Button>
          <PauseButton bridge={bridge} />
          <Button icon={<Pencil size={14} aria-hidden />} onClick={onChange}>
            Change…
          </Button>
          <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </div>
      </header>
      <Attention bridge={bridge} onSync={onSync} />
      <Facts bridge={bridge} />
      <Section title="Members">
        <ul>
          {bridge.members.map(({ library, role }) => (
            <li key={library} className="flex gap-3 py-0.5">
              <bdi className="w-40 shrink-0 truncate">{library}</bdi>
              <span className="min-w-0 flex-1 text-muted">
                {roles.find(({ value }) => value === role)?.label}
                {bridge.health.offline.includes(library) && <span className="text-attention">, offline</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Rules">
        {bridge.rules.length === 0 ? (
          <p className="text-muted">
            None: what can be merged is merged, and real conflicts are asked about.
          </p>
        ) : (
          <ul>
            {bridge.rules.map((rule) => (
              <li key={JSON.stringify(rule)}>{ruleSentence(rule)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Activity bridge={bridge} />
      <Dialog
        open={removing}
        onClose={() => setRemoving(false)}
        size="small"
        title={`Remove ${bridge.name}?`}
        actions={
          <>
            <Button onClick={() => setRemoving(false)}>Cancel</Button>
            <Button
              variant="danger"
              onClick={() => {
                setRemoving(false);
                void removeBridge(bridge.name);
              }}
            >
              Remove the bridge
            </Button>
          </>
        }
      >
        <p>
          The libraries and their files stay as they are; they are no longer kept in step. What they last
          agreed on is forgotten: a new bridge between them starts with a first sync. Runs stay in History.
        </p>
      </Dialog>
    </div>
  );
}

function PauseButton({ bridge }: { bridge: BridgeView }) {
  if (bridge.paused)
    return (
      <Button icon={<Play size={14} aria-hidden />} onClick={() => void resumeBridge(bridge.name)}>
        Resume
      </Button>
    );
  if (bridge.trigger.kind === 'manual') return null;
  const { name } = bridge;
  return (
    <Menu
      trigger={<Button icon={<Pause size={14} aria-hidden />}>Pause</Button>}
      items={[
        { id: 'hour', label: 'For an hour', run: () => void pauseBridge(name, Date.now() + 3_600_000) },
        { id: 'tomorrow', label: 'Until tomorrow', run: () => void pauseBridge(name, tomorrow()) },
        { id: 'resumed', label: 'Until I resume it', run: () => void pauseBridge(name) },
      ]}
    />
  );
}

function Attention({ bridge, onSync }: { bridge: BridgeView; onSync: () => void }) {
  const { health, paused } = bridge;
  const lines: { key: string; text: string; action?: ReactNode }[] = [];
  if (paused?.reason)
    lines.push({
      key: 'paused',
      text: paused.reason,
      ...(paused.plan === undefined
        ? {}
        : {
            action: (
              <Button small onClick={onSync}>
                Look at it
              </Button>
            ),
          }),
    });
  if (!bridge.consented)
    lines.push({
      key: 'first',
      text: 'Nothing is kept in step yet: the first sync waits for you to look at it.',
      action: (
        <Button small onClick={onSync}>
          Preview
        </Button>
      ),
    });
  if (health.conflicts > 0)
    lines.push({
      key: 'conflicts',
      text: `${count(health.conflicts, 'conflict')} to decide. Everything else goes on.`,
      action: (
        <Button small onClick={() => go('conflicts')}>
          Open the conflicts
        </Button>
      ),
    });
  if (health.offline.length > 0)
    lines.push({
      key: 'offline',
      text: `${offlineWords(health.offline)} offline. ${waitingWords(health.waitingFor)}`,
    });
  if (health.failing)
    lines.push({
      key: 'failing',
      text: `${count(health.failing, 'file')} could not be written and will be tried again by and by. The rest goes on.`,
      action: (
        <Button small onClick={() => go('libraries')}>
          Open the problems
        </Button>
      ),
    });
  if (lines.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 border-b p-3">
      {lines.map(({ key, text, action }) => (
        <Notice key={key} kind="attention" action={action}>
          {text}
        </Notice>
      ))}
    </div>
  );
}

function Facts({ bridge }: { bridge: BridgeView }) {
  const { lastRun, nextRun } = bridge.health;
  return (
    <dl className="grid grid-cols-[88px_1fr] gap-x-3 gap-y-1 border-b px-3 py-3">
      <dt className="text-muted">Syncs</dt>
      <dd>{triggerWords(bridge.trigger)}</dd>
      <dt className="text-muted">Last run</dt>
      <dd>
        {lastRun ? (
          <button
            type="button"
            className="rounded-sm text-accent-text hover:underline"
            onClick={() => go('history', { run: lastRun.run })}
          >
            {moment(lastRun.at)}: {count(lastRun.written, 'file')} written
            {lastRun.problems > 0 && `, ${count(lastRun.problems, 'problem')}`}
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
          <dd>{driftWords(bridge.health.drift)}</dd>
        </>
      )}
      <dt className="text-muted">Fields</dt>
      <dd>{bridge.fields ? fieldsWords(bridge.fields) : 'All but position, people, capture time'}</dd>
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
