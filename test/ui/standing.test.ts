import { describe, expect, test } from 'vitest';
import { polled } from '../../renderer/features/frame/watch-banner.tsx';
import { healthWords, needsPerson } from '../../renderer/lib/bridge-health.ts';
import { jobWords, needsOf, standingOf, type Whole } from '../../renderer/state/standing.ts';
import type { BridgeView, JobView, StatusView } from '../../shared/api/views.ts';
import { fakeBridgeList } from '../support/fake-bridges.ts';
import { fakeLibrary } from '../support/fake-libraries.ts';
import { standingRows } from '../support/standing-rows.ts';

const status = (change: Partial<StatusView> = {}): StatusView => ({
  libraries: [fakeLibrary('archive', 10), fakeLibrary('nas', 10)],
  photos: 10,
  matched: 10,
  conflicts: 0,
  problemCount: 0,
  differs: 0,
  openRuns: [],
  ...change,
});
const job = (change: Partial<JobView> = {}): JobView => ({
  job: 'j',
  kind: 'run',
  title: 'Push',
  detail: '',
  done: 120,
  total: 480,
  value: 0.25,
  perSecond: null,
  secondsLeft: null,
  cancellable: true,
  ...change,
});
const whole = (change: Partial<Whole> = {}): Whole => ({
  connection: 'open',
  jobs: [],
  status: status(),
  bridges: [],
  ...change,
});
const [inStep] = fakeBridgeList().filter(({ name }) => name === 'Family');
const bridge = (change: Partial<BridgeView>): BridgeView => ({ ...inStep!, ...change });
const away = fakeLibrary('laptop', 5, { state: 'offline' });
const stopped = bridge({ paused: { reason: 'Too much.', plan: 'p' } });

describe('the title bar says', () => {
  test.each<[string, Partial<Whole>, string]>([
    ['that all is in step', {}, 'In step'],
    [
      'how far the work is, before anything else',
      { jobs: [job()], status: status({ conflicts: 3 }) },
      'Writing 120 of 480',
    ],
    ['that the engine is gone, before the work it did', { connection: 'lost', jobs: [job()] }, 'No answer'],
    [
      'conflicts before an offline drive',
      { status: status({ conflicts: 1200, libraries: [away] }) },
      '1,200 conflicts',
    ],
    [
      'a bridge that stopped before conflicts',
      { status: status({ conflicts: 3 }), bridges: [stopped] },
      '1 bridge stopped',
    ],
    ['an offline drive', { status: status({ libraries: [away] }) }, '1 library offline'],
    ['a paused bridge', { bridges: [bridge({ paused: { reason: 'Paused by you.' } })] }, '1 bridge paused'],
    [
      'copies that differ, where nothing else is to do',
      { status: status({ differs: 2 }) },
      '2 photos whose copies differ',
    ],
    ['nothing before the first library', { status: status({ libraries: [] }) }, ''],
  ])('%s', (_, change, words) => {
    expect(standingOf(whole(change)).text).toBe(words);
  });

  test.each(standingRows)('$name', ({ bridges, status: counts, window }) => {
    expect(standingOf(whole({ bridges, status: status(counts) })).text).toBe(window);
  });

  test('a bridge that never synced leads to it', () => {
    const bridges = [bridge({}), bridge({ id: 'new', consented: false })];
    expect(needsOf(whole({ bridges }))).toMatchObject([{ to: 'bridges', params: { bridge: 'new' } }]);
  });

  test('a scan that does not know how much there is counts what it saw', () => {
    expect(jobWords(job({ kind: 'scan', done: 1500, total: null }))).toBe('Scanning 1,500');
    expect(jobWords(job({ kind: 'scan', done: 0, total: null }))).toBe('Scanning');
  });

  test('the most pressing need first, and where to go for each', () => {
    const needs = needsOf({
      status: status({ openRuns: ['r'], conflicts: 2, problemCount: 1, differs: 4, libraries: [away] }),
      bridges: [stopped],
    });
    expect(needs.map(({ text, to }) => `${text} → ${to}`)).toEqual([
      '1 interrupted run → history',
      '1 bridge stopped → bridges',
      '2 conflicts → conflicts',
      '1 problem → libraries',
      '1 library offline → libraries',
      '4 photos whose copies differ → photos',
    ]);
  });
});

describe('a bridge', () => {
  test.each<[string, BridgeView, string, boolean]>([
    ['in step', bridge({}), 'In step', false],
    [
      'paused by hand is nobody’s task',
      bridge({ paused: { reason: 'Paused by you.' } }),
      'Paused until resumed',
      false,
    ],
    ['stopped at the brake is', stopped, 'Stopped at the brake', true],
  ])('%s', (_, one, words, asks) => {
    expect(healthWords(one)).toBe(words);
    expect(needsPerson(one)).toBe(asks);
  });
});

describe('libraries that are not watched', () => {
  const slow = (name: string, watchReason: string) =>
    fakeLibrary(name, 1, { watching: 'polling', watchReason });
  const smb = 'It is on SMB, which does not report every change.';

  test('are told of by reason, each once', () => {
    const libraries = [
      slow('nas', smb),
      slow('old nas', smb),
      slow('huge', 'No more watches.'),
      fakeLibrary('a', 1),
    ];
    const groups = polled(libraries, []);
    expect(groups.map((group) => [group.reason, group.libraries.map(({ name }) => name)])).toEqual([
      [smb, ['nas', 'old nas']],
      ['No more watches.', ['huge']],
    ]);
  });

  test('are not told of again once it was read, but are when the reason is another', () => {
    expect(polled([slow('nas', smb)], [`nas ${smb}`])).toEqual([]);
    expect(polled([slow('nas', 'No more watches.')], [`nas ${smb}`])).toHaveLength(1);
  });

  test('are not told of while they are offline, which says more', () => {
    expect(polled([{ ...slow('nas', smb), state: 'offline' }], [])).toEqual([]);
  });
});
