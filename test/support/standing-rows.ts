// How bridges may stand, and what the window and the tray say of each: one table for both, so that they never disagree.
import type { BridgeView, StatusView } from '../../shared/api/views.ts';
import { fakeLibrary } from './fake-libraries.ts';

export type BridgeChange = Partial<Omit<BridgeView, 'health'>> & { health?: Partial<BridgeView['health']> };

/** An automatic bridge, allowed and in step but for what is changed. */
export const bridgeOf = (name: string, change: BridgeChange = {}): BridgeView => ({
  ...{ id: name, name, members: [], fields: null, filter: null, rules: [], paused: null, consented: true },
  trigger: { kind: 'auto' },
  ...change,
  health: { state: 'inStep', waiting: 0, conflicts: 0, offline: [], ...change.health },
});

export const atBrake = { reason: 'A sync would overwrite values in 92 files.', plan: 'p1' };
export const byPerson = { reason: 'Paused by you.' };

export interface StandingRow {
  readonly name: string;
  readonly bridges: readonly BridgeView[];
  /** What the whole counts besides. */
  readonly status?: Partial<StatusView>;
  /** In the window's title bar. */
  readonly window: string;
  readonly tray: string;
  /** The first bridge in the tray's menu. */
  readonly menu: string;
}

export const standingRows: readonly StandingRow[] = [
  {
    name: 'all in step',
    bridges: [bridgeOf('a')],
    window: 'In step',
    tray: 'everything in step',
    menu: 'in step',
  },
  {
    name: 'one that stopped at the brake',
    bridges: [bridgeOf('a', { paused: atBrake, health: { state: 'paused' } })],
    window: '1 bridge stopped',
    tray: '1 bridge stopped at the brake',
    menu: 'stopped at the brake',
  },
  {
    name: 'one that never synced',
    bridges: [bridgeOf('a', { consented: false, health: { state: 'never' } })],
    window: '1 bridge waits for its first sync',
    tray: '1 bridge waits for its first sync',
    menu: 'waits for its first sync',
  },
  {
    name: 'two that another library joined: it is a first sync again',
    bridges: ['a', 'b'].map((name) => bridgeOf(name, { consented: false, health: { state: 'inStep' } })),
    window: '2 bridges wait for their first sync',
    tray: '2 bridges wait for their first sync',
    menu: 'waits for its first sync',
  },
  {
    name: 'one that stopped, before one that never synced',
    bridges: [bridgeOf('a', { consented: false }), bridgeOf('b', { paused: atBrake })],
    window: '1 bridge stopped',
    tray: '1 bridge stopped at the brake, 1 bridge waits for its first sync',
    menu: 'waits for its first sync',
  },
  {
    name: 'one that a person paused',
    bridges: [bridgeOf('a', { paused: byPerson, health: { state: 'paused' } })],
    window: '1 bridge paused',
    tray: '1 bridge paused',
    menu: 'paused',
  },
  {
    name: 'one whose files fail',
    bridges: [bridgeOf('a', { health: { unwritable: [{ library: 'nas', files: 2 }] } })],
    status: { problemCount: 2 },
    window: '2 problems',
    tray: '2 files cannot be written',
    menu: '2 files cannot be written',
  },
  {
    name: 'one that asks',
    bridges: [bridgeOf('a', { health: { state: 'conflicts', conflicts: 3, waiting: 1 } })],
    status: { conflicts: 3, differs: 4 },
    window: '3 conflicts',
    tray: '3 conflicts, 1 change waiting',
    menu: 'conflicts to decide',
  },
  {
    name: 'one that lacks a drive',
    bridges: [bridgeOf('a', { health: { state: 'offline', offline: ['nas'] } })],
    status: { libraries: [fakeLibrary('nas', 5, { state: 'offline' })] },
    window: '1 library offline',
    tray: '1 library offline',
    menu: 'a drive is away',
  },
  {
    name: 'changes that wait',
    bridges: [bridgeOf('a', { health: { state: 'waiting', waiting: 5 } })],
    window: '5 changes waiting',
    tray: '5 changes waiting',
    menu: 'changes waiting',
  },
];
