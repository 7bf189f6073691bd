import { expect, test, vi } from 'vitest';
import { type Known, noticesOf } from '../../electron/notices.ts';
import { type TrayCommands, trayTemplate, trayTitle } from '../../electron/tray-template.ts';
import { tomorrow } from '../../shared/api/tomorrow.ts';
import type { BridgeView, ProblemView } from '../../shared/api/views.ts';
import {
  type BridgeChange,
  atBrake as braked,
  bridgeOf as bridge,
  byPerson,
  standingRows,
} from '../support/standing-rows.ts';

const members: BridgeView['members'] = [{ library: 'nas', role: 'both' }];
const ran = (run: string, problems: number, written = 3): BridgeChange => ({
  members,
  health: { lastRun: { run, at: 100, written, problems } },
});
const failure = (id: number, path: string, at = 101): ProblemView => ({
  ...{ id, library: 'nas', path, during: 'write', code: 'readOnlyFile', at },
  message: 'It is read-only.',
});
const known = (one: BridgeView, failures: ProblemView[] = []): Known => ({ bridges: [one], failures });
const raised = (all: number, conflicts: number, change: BridgeChange = {}) =>
  bridge('a', { ...change, health: { raised: all, conflicts } });

test.each<[string, Known, Known, string[]]>([
  ['a new conflict', known(bridge('a')), known(raised(2, 2)), ['2 new conflicts in a']],
  ['a conflict less', known(raised(2, 2)), known(raised(2, 1)), []],
  [
    'two new ones while three were decided',
    known(raised(5, 5)),
    known(raised(7, 4)),
    ['2 new conflicts in a'],
  ],
  ['one that came and went', known(raised(0, 0)), known(raised(1, 0)), []],
  ['what an undo left to decide', known(raised(0, 0)), known(raised(0, 9)), []],
  ['an engine that was started anew', known(raised(7, 4)), known(raised(1, 5)), ['1 new conflict in a']],
  [
    'what a bridge asks before its first sync',
    known(bridge('a')),
    known(raised(46, 46, { consented: false })),
    [],
  ],
  ['the brake', known(bridge('a')), known(bridge('a', { paused: braked })), ['a has stopped']],
  [
    'the brake, told already',
    known(bridge('a', { paused: braked })),
    known(bridge('a', { paused: braked })),
    [],
  ],
  ['a pause by a person', known(bridge('a')), known(bridge('a', { paused: byPerson })), []],
  [
    'a failure',
    known(bridge('a', ran('r1', 0))),
    known(bridge('a', ran('r2', 1)), [failure(1, 'p.jpg')]),
    ['a could not write 1 file'],
  ],
  [
    'the same file at its next try',
    known(bridge('a', ran('r2', 1)), [failure(1, 'p.jpg')]),
    known(bridge('a', ran('r3', 1)), [failure(1, 'p.jpg', 105)]),
    [],
  ],
  [
    'another file beside it',
    known(bridge('a', ran('r2', 1)), [failure(1, 'p.jpg')]),
    known(bridge('a', ran('r3', 2)), [failure(1, 'p.jpg', 105), failure(2, 'q.jpg', 105)]),
    ['a could not write 1 file'],
  ],
  [
    'what failed in a sync by hand, which the window shows',
    known(bridge('a')),
    known(bridge('a', { ...ran('r2', 1), trigger: { kind: 'manual' } }), [failure(1, 'p.jpg')]),
    [],
  ],
  ['a success', known(bridge('a', ran('r1', 0))), known(bridge('a', ran('r2', 0))), []],
])('notices: %s', (_, before, after, titles) => {
  expect(noticesOf(before, after).map(({ title }) => title)).toEqual(titles);
  expect(noticesOf(undefined, after)).toEqual([]);
});

const bodyOf = (after: Known) => noticesOf(known(bridge('a')), after)[0]?.body;

test.each([
  [
    'one file is named, with the reason; nothing else was written',
    known(bridge('a', ran('r2', 1, 0)), [failure(1, '2024/p.jpg')]),
    '2024/p.jpg in nas: It is read-only.',
  ],
  [
    'of several the first; others were written',
    known(bridge('a', ran('r2', 3)), [failure(1, 'p.jpg'), failure(2, 'q.jpg'), failure(3, 'r.jpg')]),
    'p.jpg in nas and 2 more files. The others were written.',
  ],
  [
    'the brake names no plan',
    known(bridge('a', { paused: braked })),
    'A sync would overwrite values in 92 files. Look at it, and let it go on if it is meant.',
  ],
  [
    'conflicts of a bridge that runs by itself',
    known(raised(1, 1)),
    'Everything else goes on. Decide when you like.',
  ],
  ['and of one by hand', known(raised(1, 1, { trigger: { kind: 'manual' } })), 'Decide when you like.'],
])('a notice says: %s', (_, after, body) => expect(bodyOf(after)).toBe(body));

const noCommands: TrayCommands = { open() {}, pause() {}, resume() {}, quit() {} };

test.each(standingRows)('title and menu say of $name', ({ bridges, tray, menu }) => {
  expect(trayTitle(bridges)).toBe(`Tagbridge: ${tray}`);
  expect(trayTemplate(bridges, 0, noCommands)[0]?.label).toBe(`a: ${menu}`);
});

test('the title says first that it works, then what waits for a person, and not more than fits', () => {
  const all = [
    bridge('a', { paused: braked }),
    bridge('b', { health: { state: 'running', conflicts: 3, waiting: 2 } }),
  ];
  expect(trayTitle(all)).toBe('Tagbridge: syncing, 1 bridge stopped at the brake, 3 conflicts');
});

test('the menu names each bridge, pauses those that go, and resumes those a person paused', () => {
  const commands = { open: vi.fn(), pause: vi.fn(), resume: vi.fn(), quit: vi.fn() } satisfies TrayCommands;
  const now = new Date(2026, 4, 4, 22, 0).getTime();
  const items = trayTemplate(
    [
      bridge('going'),
      bridge('stopped', { paused: braked, health: { state: 'paused' } }),
      bridge('resting', { paused: byPerson, health: { state: 'paused' } }),
      bridge('by hand', { trigger: { kind: 'manual' } }),
    ],
    now,
    commands,
  );
  const named = (label: string) => items.find((item) => item.label === label)!;
  const click = (item: (typeof items)[number]) => (item.click as () => void)();
  click(named('going: in step'));
  expect(commands.open).toHaveBeenCalledWith('going');
  const pauses = named('Pause').submenu as typeof items;
  pauses.forEach(click);
  expect(commands.pause.mock.calls).toEqual([
    [['going'], now + 3_600_000],
    [['going'], tomorrow(now)],
    [['going'], undefined],
  ]);
  expect(new Date(tomorrow(now)).toString()).toContain('May 05 2026 08:00');
  click(named('Resume'));
  expect(commands.resume).toHaveBeenCalledWith(['resting']);
});
