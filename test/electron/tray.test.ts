import { expect, test, vi } from 'vitest';
import { noticesOf } from '../../electron/notices.ts';
import { type TrayCommands, tomorrow, trayTemplate, trayTitle } from '../../electron/tray-template.ts';
import { atBrake as braked, bridgeOf as bridge, byPerson, standingRows } from '../support/standing-rows.ts';

const ran = (run: string, problems: number) => ({ lastRun: { run, at: 1, written: 3, problems } });

test.each([
  ['a new conflict', bridge('a'), bridge('a', { health: { conflicts: 2 } }), ['2 new conflicts in a']],
  [
    'a conflict less',
    bridge('a', { health: { conflicts: 2 } }),
    bridge('a', { health: { conflicts: 1 } }),
    [],
  ],
  ['the brake', bridge('a'), bridge('a', { paused: braked }), ['a has stopped']],
  ['the brake, told already', bridge('a', { paused: braked }), bridge('a', { paused: braked }), []],
  ['a pause by a person', bridge('a'), bridge('a', { paused: byPerson }), []],
  [
    'a failure',
    bridge('a', { health: ran('r1', 0) }),
    bridge('a', { health: ran('r2', 1) }),
    ['a could not write 1 file'],
  ],
  ['a success', bridge('a', { health: ran('r1', 0) }), bridge('a', { health: ran('r2', 0) }), []],
])('notices: %s', (_, before, after, titles) => {
  expect(noticesOf([before], [after]).map(({ title }) => title)).toEqual(titles);
  expect(noticesOf(undefined, [after])).toEqual([]);
});

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
