import { Pause, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react';
import type { BridgeView } from '../../../shared/api/views.ts';
import { healthWords, needsPerson } from '../../lib/bridge-health.ts';
import { cx } from '../../lib/classes.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { pauseBridge, pauses, resumeBridge } from '../../state/bridges.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Section } from '../../ui/section.tsx';
import { Activity } from './activity.tsx';
import { Attention } from './attention.tsx';
import { Facts } from './facts.tsx';
import { Members } from './members.tsx';

export interface BridgeDetailProps {
  bridge: BridgeView;
  onSync: () => void;
  onChange: () => void;
  onRemove: () => void;
}

/** One bridge: how it is doing, what it keeps in step, and when. */
export function BridgeDetail({ bridge, onSync, onChange, onRemove }: BridgeDetailProps) {
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
          <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} onClick={onRemove}>
            Remove…
          </Button>
        </div>
      </header>
      <Attention bridge={bridge} onSync={onSync} />
      <Facts bridge={bridge} />
      <Members bridge={bridge} />
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
      items={pauses.map(({ id, label, until }) => ({
        id,
        label: label.replace(/^./, (letter) => letter.toUpperCase()),
        run: () => void pauseBridge(name, until()),
      }))}
    />
  );
}
