import { Library } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { matchesKey } from '../../lib/keys.ts';
import { useActions } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { useLibraries } from '../../state/libraries.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { usePlan } from '../../state/plan.ts';
import { type PushForm as Form, usePushForm } from '../../state/push.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { planVerb } from '../../ui/plan-facts.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { PushForm, pushHindrance } from './push-form.tsx';
import { PushPreview } from './push-preview.tsx';

/** One library's metadata to another: chosen, previewed, written, undoable. */
export default function Push() {
  const libraries = useLibraries();
  if (!libraries) return <Waiting />;
  if (libraries.length < 2)
    return (
      <EmptyState
        icon={<Library size={32} />}
        action={
          <Button variant="primary" onClick={() => go('libraries')}>
            Open Libraries
          </Button>
        }
      >
        A push goes from one library to another. Add{' '}
        {libraries.length === 0 ? 'two libraries' : 'a second library'} first.
      </EmptyState>
    );
  return <PushScreen libraries={libraries} />;
}

function PushScreen({ libraries }: { libraries: readonly LibraryView[] }) {
  const form = usePushForm();
  const plan = usePlan();
  useStart(libraries);
  const busy = plan.phase === 'planning' || plan.phase === 'running';
  const ready = pushHindrance(form, libraries) === undefined && !busy;
  const preview = () => void plan.preview((asking) => engine().plans.push({ ...wanted(form), ...asking }));
  const runnable =
    plan.phase === 'preview' && plan.outcome !== undefined && planVerb(plan.outcome) !== undefined;
  useActions(() => [
    {
      id: 'push.run',
      title: 'Run the previewed push',
      group: 'Push',
      keys: ['Mod+Enter'],
      run: () => void plan.run(),
      when: () => runnable,
    },
    {
      id: 'push.preview',
      title: 'Preview the push',
      group: 'Push',
      keys: ['Mod+Enter'],
      run: preview,
      when: () => ready && plan.phase !== 'preview',
    },
  ]);
  // Caught before the control that has the focus: a radio takes every Enter for itself.
  const onKey = (event: KeyboardEvent) => {
    if (!matchesKey('Mod+Enter', event.nativeEvent)) return;
    event.preventDefault();
    if (runnable) void plan.run();
    else if (ready) preview();
  };
  return (
    <div onKeyDownCapture={onKey} className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-auto">
      <PushForm
        form={form}
        libraries={libraries}
        onChange={() => plan.phase !== 'running' && plan.reset()}
        onPreview={preview}
        primary={plan.phase === 'idle'}
        busy={busy}
      />
      <PushPreview plan={plan} onAgain={plan.reset} />
    </div>
  );
}

const wanted = ({ from, to, fields, mode, where }: Form) => ({
  from,
  to,
  mode,
  fields: [...fields],
  ...(where.trim() ? { where: where.trim() } : {}),
});

/** Starts with the libraries the address names, else with the first that can be read and the first that can be written. */
function useStart(given: readonly LibraryView[]) {
  const latest = useRef(given);
  latest.current = given;
  const params = useNavigation((now) => now.params);
  const known = given.map(({ name }) => name).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address or another set of libraries starts anew
  useEffect(() => {
    const { current: libraries } = latest;
    const now = usePushForm.getState();
    const has = (name: string | undefined) => libraries.some((one) => one.name === name);
    const online = libraries.filter(({ state }) => state !== 'offline');
    const pick = (...names: (string | undefined)[]) => names.find(has) ?? '';
    const from = pick(params['from'], now.from, online[0]?.name, libraries[0]?.name);
    const target = online.find(({ name, writes }) => name !== from && writes !== 'none');
    const to = pick(params['to'], now.to, target?.name, libraries.find(({ name }) => name !== from)?.name);
    usePushForm.setState({ from, to, ...(params['q'] ? { where: params['q'] } : {}) });
  }, [known, params]);
}
