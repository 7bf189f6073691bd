import type { EngineEvent } from '../../shared/api/events.ts';
import type { BridgeView } from '../../shared/api/views.ts';
import type { FakePlans } from './fake-plans.ts';

type Emit = (event: EngineEvent) => void;

const bridge = (name: string, change: Partial<BridgeView>): BridgeView => ({
  id: name,
  name,
  members: [
    { library: 'archive', role: 'both' },
    { library: 'nas', role: 'both' },
  ],
  fields: null,
  filter: null,
  rules: [],
  trigger: { kind: 'auto' },
  paused: null,
  consented: true,
  ...change,
  health: {
    state: 'inStep',
    waiting: 0,
    conflicts: 0,
    offline: [],
    lastRun: { run: 'old-2', at: Date.now() - 7_200_000, written: 24, problems: 0 },
    ...change.health,
  },
});

/** A fortnight in which two days found something. */
const fakeDrift = () =>
  Array.from({ length: 14 }, (_, at) => ({
    day: `2026-05-${String(at + 1).padStart(2, '0')}`,
    checked: 120,
    drifted: at === 3 ? 6 : at === 9 ? 2 : 0,
  }));

/** Bridges in every state a photographer may meet. */
export const fakeBridgeList = (): BridgeView[] => [
  bridge('Archive and NAS', {
    rules: [
      { field: 'gps', kind: 'neverLeaves', library: 'archive' },
      { field: 'rating', kind: 'prefer', library: 'nas' },
    ],
    health: { state: 'conflicts', waiting: 4, conflicts: 12, offline: [] },
  }),
  bridge('On the road', {
    members: [
      { library: 'archive', role: 'both' },
      { library: 'laptop', role: 'both' },
    ],
    trigger: { kind: 'schedule', cron: '0 2 * * *' },
    health: {
      state: 'offline',
      waiting: 38,
      conflicts: 0,
      offline: ['laptop'],
      waitingFor: [{ library: 'laptop', photos: 31 }],
      nextRun: Date.now() + 5 * 3_600_000,
    },
  }),
  bridge('Clients', {
    members: [
      { library: 'archive', role: 'source' },
      { library: 'nas', role: 'target' },
    ],
    filter: 'rating>=3 keyword:clients',
    trigger: { kind: 'manual' },
    consented: false,
    health: { state: 'never', waiting: 0, conflicts: 0, offline: [] },
  }),
  bridge('Everything to the backup of the backup in the cellar', {
    paused: {
      reason: 'A plan would overwrite values in 4,210 photos. It waits for your yes.',
      plan: 'old-plan',
    },
    health: { state: 'paused', waiting: 4210, conflicts: 0, offline: [] },
  }),
  bridge('Family', {
    health: { state: 'inStep', waiting: 0, conflicts: 0, offline: [], drift: fakeDrift() },
  }),
];

/** Bridges that can be added, changed, paused, synced and removed. */
export function fakeBridges(bridges: BridgeView[], plans: FakePlans) {
  const named = (name: string) => bridges.find((one) => one.name === name)!;
  const changed = (emit: Emit, one: BridgeView) => {
    emit({ kind: 'bridges' });
    return one;
  };
  const given = (input: { where?: string } & Record<string, unknown>) => {
    const { where, bridge: _, ...rest } = input;
    return { ...rest, filter: where || null } as unknown as Partial<BridgeView>;
  };
  return {
    'bridges.list': () => bridges.map((one) => ({ ...one })),
    'bridges.add': (input: { name: string; where?: string }, emit: Emit) => {
      if (bridges.some(({ name }) => name === input.name))
        throw Object.assign(new Error(`There is already a bridge ${input.name}.`), {
          code: 'REFUSED',
          data: { hint: 'Choose another name.', about: 'name' },
        });
      const added = bridge(input.name, {
        ...given(input),
        consented: false,
        health: { state: 'never', waiting: 0, conflicts: 0, offline: [] },
      });
      bridges.push(added);
      return changed(emit, added);
    },
    'bridges.set': (input: { bridge: string; where?: string }, emit: Emit) =>
      changed(emit, Object.assign(named(input.bridge), given(input))),
    'bridges.pause': ({ bridge: name, until }: { bridge: string; until?: number }, emit: Emit) =>
      changed(
        emit,
        Object.assign(named(name), { paused: { reason: 'Paused by you.', ...(until ? { until } : {}) } }),
      ),
    'bridges.resume': ({ bridge: name }: { bridge: string }, emit: Emit) =>
      changed(emit, Object.assign(named(name), { paused: null })),
    'bridges.remove': ({ bridge: name }: { bridge: string }, emit: Emit) => {
      bridges.splice(bridges.indexOf(named(name)), 1);
      emit({ kind: 'bridges' });
      return { removed: name };
    },
    'plans.sync': ({ bridges: names = [] }: { bridges?: string[] }) =>
      plans.make(
        'sync',
        `Sync ${names.join(', ')}`,
        named(names[0]!).consented ? {} : { needs: 'firstSync', conflicts: 12 },
      ),
  };
}
