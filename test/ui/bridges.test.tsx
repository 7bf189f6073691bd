import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { runLine } from '../../renderer/features/bridges/activity-words.ts';
import Bridges from '../../renderer/features/bridges/index.tsx';
import { pairsFor, type RuleDraft, rulesOf } from '../../renderer/features/bridges/rule-draft.ts';
import { cronOf, scheduleOf, triggerWords } from '../../renderer/features/bridges/schedule.ts';
import { ruleSentence } from '../../renderer/lib/rule-sentence.ts';
import { askSync } from '../../renderer/state/bridge-wishes.ts';
import { useNavigation } from '../../renderer/state/navigation.ts';
import { tomorrow } from '../../shared/api/tomorrow.ts';
import type { BridgeView, PlanOutcome, RunView } from '../../shared/api/views.ts';
import { fakeRuns } from '../support/fake-history.ts';
import { fakeScreens } from '../support/fake-screens.ts';
import { atBrake, bridgeOf } from '../support/standing-rows.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

test('each bridge says in words how it is doing', async () => {
  await showScreen(Bridges, ['bridges']);
  const bridges = await screen.findAllByRole('option');
  expect(bridges.map((bridge) => bridge.lastElementChild?.lastElementChild?.textContent)).toEqual([
    '12 conflicts, 4 changes waiting',
    expect.stringMatching(/^laptop is offline, 38 changes waiting until /),
    'Waits for its first sync',
    'Stopped at the brake, 4,210 changes waiting',
    'In step',
  ]);
});

test('rules are sentences', async () => {
  await showScreen(Bridges, ['bridges']);
  await screen.findByText('Position never leaves archive.');
  screen.getByText('When Rating changed in two places, nas wins.');
});

test('a paused bridge says why it stopped by itself, and resumes', async () => {
  const { user, callsTo } = await showScreen(Bridges, [
    'bridges',
    { bridge: 'Everything to the backup of the backup in the cellar' },
  ]);
  await screen.findByText(/A plan would overwrite values in 4,210 photos/);
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(callsTo('bridges.resume')).toHaveLength(1));
  await screen.findByRole('button', { name: 'Pause' });
});

test('one that a person paused says what a sync by hand does, until it is resumed', async () => {
  const { user } = await showScreen(Bridges, ['bridges']);
  await user.click(await screen.findByRole('button', { name: 'Pause' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Until I resume it' }));
  await screen.findByText(/A sync by hand works, and leaves the bridge paused/);
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(screen.queryByText(/leaves the bridge paused/)).toBeNull());
});

test('one that stopped at the brake goes on once a person looked and ran what it would write', async () => {
  const { user, callsTo } = await showScreen(Bridges, [
    'bridges',
    { bridge: 'Everything to the backup of the backup in the cellar' },
  ]);
  await user.click(await screen.findByRole('button', { name: 'Look and allow…' }));
  await user.click(await screen.findByRole('button', { name: /^Write 480 files/ }));
  await waitFor(() =>
    expect(callsTo('bridges.resume')).toEqual([
      { bridge: 'Everything to the backup of the backup in the cellar' },
    ]),
  );
});

test('one that stopped at the brake says how much it would change and where, and how it goes on', async () => {
  const screens = fakeScreens();
  const { plan } = screens.plans.make('sync', 'Sync it');
  screens.answers['bridges.list'] = () => [bridgeOf('it', { paused: { ...atBrake, plan } })];
  await showScreen(Bridges, ['bridges'], { screens });
  const counts = within(await screen.findByRole('table', { name: 'Files changed, by field and library' }));
  expect(counts.getAllByRole('row').map((row) => row.textContent)).toContain('Keywords21264–');
  screen.getByText(/write it: the bridge then goes on by itself/);
  screen.getByText(/without that it stops again/);
});

test('a sync that was only looked at resumes nothing', async () => {
  const { user, callsTo } = await showScreen(Bridges, [
    'bridges',
    { bridge: 'Everything to the backup of the backup in the cellar' },
  ]);
  await user.click(await screen.findByRole('button', { name: 'Look and allow…' }));
  await screen.findByRole('button', { name: /^Write 480 files/ });
  await user.click(screen.getByRole('button', { name: /^(Cancel|Close)$/ }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(callsTo('bridges.resume')).toEqual([]);
});

test('what waits for a drive that is offline is said beside it', async () => {
  await showScreen(Bridges, ['bridges', { bridge: 'On the road' }]);
  await screen.findByText(/offline: 31 photos wait for it/);
  screen.getByText(/laptop is offline. Changes wait: 31 photos for laptop/);
});

test('drift is told over time, and what it is', async () => {
  await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  const words = await screen.findByText(
    '8 of 1,680 files read again in the last 14 days had changed unnoticed',
  );
  const bars = within(words.nextElementSibling as HTMLElement).getAllByRole('listitem');
  expect(bars).toHaveLength(14);
  expect(bars[3]!.textContent).toBe('4 May: 6 of 120 files64');
  screen.getByText(/Every day some files are read again/);
});

test('a member that is not watched says so', async () => {
  await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  const members = within(await screen.findByRole('region', { name: 'Members' }));
  expect(members.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    'archiveGives and takes',
    'nasGives and takes, looked through from time to time',
  ]);
});

test('activity names the runs of this bridge only, asked for by it', async () => {
  const { callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Archive and NAS' }]);
  const activity = within(await screen.findByRole('region', { name: 'Activity' }));
  await activity.findByText('1,210 files written in nas: keywords, rating, interrupted');
  expect(activity.queryByText(/480 files/)).toBeNull();
  expect(callsTo('history.list')).toEqual([{ bridge: 'Archive and NAS', limit: 9 }]);
});

test('when the brake stopped it is a line of its own', async () => {
  const screens = fakeScreens();
  const list = screens.answers['bridges.list']!;
  screens.answers['bridges.list'] = (...asked) =>
    (list(...asked) as BridgeView[]).map((bridge) => ({
      ...bridge,
      paused: { reason: 'Too much.', plan: 'old-plan', at: new Date().setHours(9, 5, 0, 0) },
    }));
  await showScreen(Bridges, ['bridges', { bridge: 'Family' }], { screens });
  const activity = within(await screen.findByRole('region', { name: 'Activity' }));
  expect((await activity.findAllByRole('listitem'))[0]?.textContent).toBe(
    'today 09:05Stopped at the brake, before anything was written',
  );
});

test('what a bridge does now is told by its own jobs', async () => {
  const { fake } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  const activity = within(await screen.findByRole('region', { name: 'Activity' }));
  const job = (id: string, done: number, bridges: string[]) => ({
    ...{ job: id, kind: 'run' as const, title: 'Sync', detail: '', done, total: 480, value: null },
    ...{ perSecond: null, secondsLeft: null, cancellable: true, bridges },
  });
  act(() => {
    fake.emit({ kind: 'job', job: job('theirs', 7, ['Clients']) });
    fake.emit({ kind: 'job', job: job('ours', 12, ['Clients', 'Family']) });
  });
  await activity.findByText('Writing: 12 of 480');
  expect(activity.queryByText('Writing: 7 of 480')).toBeNull();
});

test.each<[string, Partial<RunView>, string]>([
  ['by itself', { automatic: true }, '48 files written in nas: keywords, rating'],
  ['by hand', {}, '48 files written in nas: keywords, rating (by hand)'],
  ['the first', { needs: 'firstSync' }, '48 files written in nas: keywords, rating (first sync)'],
  [
    'one that was stopped at the brake',
    { automatic: true, needs: 'brake' },
    '48 files written in nas: keywords, rating (allowed after the brake)',
  ],
  ['undone', { undone: 'r', automatic: true }, '48 files written in nas: keywords, rating, undone'],
  ['an undo', { kind: 'undo', title: 'x' }, 'Undo: 48 files written in nas: keywords, rating'],
  [
    'very much',
    { automatic: true, fields: ['title', 'rating', 'city', 'aiPrompt'], libraries: ['a', 'b'], problems: 1 },
    '48 files written in a, b: title, rating, city and 1 more, 1 problem',
  ],
  ['nothing', { automatic: true, written: 0, problems: 2 }, '0 files written, 2 problems'],
])('a line of activity says what was written, where, and how it came to that: %s', (_, change, line) => {
  const run = { ...fakeRuns()[0]!, kind: 'sync' as const, state: 'done' as const, written: 48 };
  const { automatic: _by, ...plain } = run;
  expect(runLine({ ...plain, ...change })).toBe(line);
});

test('an undone run is said to be undone, and so are the conflicts that come of it', async () => {
  const screens = fakeScreens();
  const list = screens.answers['bridges.list']!;
  screens.answers['bridges.list'] = (...asked) =>
    (list(...asked) as BridgeView[]).map((bridge) => ({
      ...bridge,
      health: {
        ...{ ...bridge.health, state: 'conflicts', conflicts: 92, undone: 80 },
        lastRun: { run: 'r', at: Date.now(), written: 92, problems: 0, undone: 'u' },
      },
    }));
  await showScreen(Bridges, ['bridges', { bridge: 'Family' }], { screens });
  await screen.findByText(/92 conflicts to decide, 80 of them because a sync was undone/);
  screen.getByRole('button', { name: /92 files written, undone$/ });
});

test('files that cannot be written are told at the bridge and its member, and lead to the reasons', async () => {
  const screens = fakeScreens();
  const list = screens.answers['bridges.list']!;
  screens.answers['bridges.list'] = (...asked) =>
    (list(...asked) as BridgeView[]).map((bridge) => ({
      ...bridge,
      health: {
        ...{ ...bridge.health, state: 'waiting', waiting: 2 },
        unwritable: [{ library: 'nas', files: 1 }],
      },
    }));
  const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }], { screens });
  const [first] = await screen.findAllByRole('option', { name: /1 file cannot be written/ });
  expect(first).toBeDefined();
  within(screen.getByRole('region', { name: 'Members' })).getByText(/1 file cannot be written/);
  await user.click(screen.getByRole('button', { name: 'Open the problems' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'libraries', params: { library: 'nas' } });
});

test.each([
  [{ field: 'people', kind: 'neverLeaves', library: 'archive' }, 'People never leave archive.'],
  [{ field: 'rating', kind: 'neverLeaves', library: 'archive' }, 'Rating never leaves archive.'],
  [{ field: '*', kind: 'neverLeaves', library: 'archive' }, 'No field ever leaves archive.'],
  [
    { field: 'keywords', kind: 'mirror', to: 'nas' },
    'Keywords in nas are made equal to the others; what was there is kept in History.',
  ],
] as const)('a rule reads well whether its field is one thing or several: %#', (rule, sentence) => {
  expect(ruleSentence(rule)).toBe(sentence);
});

describe('a rule is put together from choices', () => {
  const draft = { kind: 'prefer', field: 'rating', library: 'nas', words: '' } as const;
  test.each<[string, RuleDraft, string[]]>([
    ['one library wins', draft, ['When Rating changed in two places, nas wins.']],
    [
      'only between two of several',
      { ...draft, pair: ['archive', 'nas'] },
      ['When Rating changed in both archive and nas, nas wins.'],
    ],
    [
      'a library that never gets what is private',
      { ...draft, kind: 'neverGoes', field: 'private', library: 'clients' },
      ['clients never gets Position.', 'clients never gets People.', 'clients never gets Regions.'],
    ],
    [
      'a library of which only blanks are filled',
      { ...draft, kind: 'fillBlanks' },
      ['Rating in nas: only blanks are filled; what is there stays.'],
    ],
  ])('%s', (_, given, sentences) => {
    expect(rulesOf(given).map(ruleSentence)).toEqual(sentences);
  });

  test('a pair is offered from three libraries on, and only with the one that wins', () => {
    expect(pairsFor(draft, ['archive', 'nas'])).toEqual([]);
    expect(pairsFor(draft, ['archive', 'nas', 'laptop'])).toEqual([
      ['archive', 'nas'],
      ['nas', 'laptop'],
    ]);
    expect(pairsFor({ ...draft, kind: 'ask' }, ['archive', 'nas', 'laptop'])).toHaveLength(3);
    expect(pairsFor({ ...draft, kind: 'mirror' }, ['archive', 'nas', 'laptop'])).toEqual([]);
  });
});

test('pausing offers an hour, until tomorrow, until resumed', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  await user.click(await screen.findByRole('button', { name: 'Pause' }));
  await user.click(await screen.findByRole('menuitem', { name: 'For an hour' }));
  await waitFor(() => expect(callsTo('bridges.pause')).toHaveLength(1));
  const until = Number(callsTo('bridges.pause')[0]?.['until']);
  expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(10_000);
});

test('tomorrow is eight in the morning of the next day', () => {
  expect(tomorrow(new Date(2026, 4, 31, 23, 30).getTime())).toBe(new Date(2026, 5, 1, 8).getTime());
});

test('Sync now previews before anything is written', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  await user.click(await screen.findByRole('button', { name: 'Sync now…' }));
  await screen.findByRole('button', { name: /^Write 480 files/ });
  expect(callsTo('plans.sync')).toMatchObject([{ bridges: ['Family'], dryRun: true }]);
  expect(callsTo('plans.run')).toEqual([]);
});

test('a bridge is set up in four steps and its first sync is previewed', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges']);
  await user.click(await screen.findByRole('button', { name: 'New bridge…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Name'), 'Archive and road');
  await user.click(dialog.getByRole('checkbox', { name: /archive/ }));
  await user.click(dialog.getByRole('checkbox', { name: /clients/ }));
  dialog.getByRole('combobox', { name: 'What clients does' });
  await user.click(dialog.getByRole('button', { name: 'Next' }));
  await user.type(dialog.getByLabelText(/Only photos that match/), 'rating>=3');
  await user.click(dialog.getByRole('button', { name: 'Next' }));
  await user.click(dialog.getByRole('button', { name: 'Add this rule' }));
  dialog.getByRole('button', { name: 'Remove the rule: When a field changed in two places, archive wins.' });
  await user.click(dialog.getByRole('button', { name: 'Next' }));
  await user.click(dialog.getByRole('radio', { name: 'On a schedule' }));
  await user.click(dialog.getByRole('button', { name: 'Create and preview the first sync' }));
  await screen.findByText('The first time these libraries meet.');
  expect(callsTo('bridges.add')).toMatchObject([
    {
      name: 'Archive and road',
      members: [
        { library: 'archive', role: 'both' },
        { library: 'clients', role: 'source' },
      ],
      where: 'rating>=3',
      rules: [{ field: '*', kind: 'prefer', library: 'archive' }],
      trigger: { kind: 'schedule', cron: '0 2 * * *' },
    },
  ]);
});

test('removing says what is forgotten and what stays', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  await user.click(await screen.findByRole('button', { name: 'Remove…' }));
  await user.click(await screen.findByRole('button', { name: 'Remove the bridge' }));
  await waitFor(() => expect(callsTo('bridges.remove')).toEqual([{ bridge: 'Family' }]));
  await waitFor(() => expect(screen.queryByRole('option', { name: /Family/ })).toBeNull());
});

test('without bridges it offers the first', async () => {
  await showScreen(Bridges, ['bridges'], { screens: fakeScreens({ libraries: [] }) });
  await screen.findByRole('button', { name: 'Open Libraries' });
});

test.each([
  [{ kind: 'hourly' }, '0 * * * *', 'Every hour'],
  [{ kind: 'daily', time: '02:05' }, '5 2 * * *', 'Every day at 02:05'],
  [{ kind: 'weekly', day: '0', time: '23:30' }, '30 23 * * 0', 'Every Sunday at 23:30'],
  [{ kind: 'custom', cron: '*/30 8-20 * * *' }, '*/30 8-20 * * *', 'By schedule (*/30 8-20 * * *)'],
] as const)('a schedule survives being written as cron: %o', (schedule, cron, words) => {
  expect(cronOf(schedule)).toBe(cron);
  expect(scheduleOf(cron)).toEqual(schedule);
  expect(triggerWords({ kind: 'schedule', cron })).toBe(words);
});

test.each(['0 25 * * *', '60 2 * * *', '30 22 * * 1-5', '5 2 * * 7'])(
  'what is no time of a day is shown as it was typed: %s',
  (cron) => {
    expect(scheduleOf(cron)).toEqual({ kind: 'custom', cron });
  },
);

test('quiet hours that begin when they end are not spoken of', () => {
  expect(triggerWords({ kind: 'auto', quiet: { from: '08:00', to: '08:00' } })).toBe(
    'When something changes',
  );
  expect(triggerWords({ kind: 'auto', quiet: { from: '08:00', to: '20:00' } })).toBe(
    'When something changes, not between 08:00 and 20:00',
  );
});

test('families are off until they are turned on, where the photos are chosen', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  await user.click(await screen.findByRole('button', { name: 'Change…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('radio', { name: 'What' }));
  const box = dialog.getByRole('checkbox', { name: 'RAW and JPEG of one shot, side by side' });
  expect(box.getAttribute('aria-checked')).toBe('false');
  await user.click(box);
  await user.click(dialog.getByText('Save'));
  await waitFor(() => expect(callsTo('bridges.set')).toMatchObject([{ families: ['rawJpeg'] }]));
});

/** Syncs that find this, of whatever bridge. */
function finding(change: Partial<PlanOutcome>) {
  const screens = fakeScreens();
  screens.answers['plans.sync'] = () =>
    screens.plans.make('sync', 'Sync', { planned: 0, changeTotal: 0, byField: [], ...change });
  return screens;
}
const focused = () => document.activeElement;

describe('a sync with nothing to write', () => {
  test('says so, keeps what is agreed, and closes with Enter', async () => {
    const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }], {
      screens: finding({}),
    });
    await user.click(await screen.findByRole('button', { name: 'Sync now…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('In step. Nothing to write.');
    expect(dialog.queryByRole('grid')).toBeNull();
    expect(callsTo('plans.run')).toHaveLength(1);
    await waitFor(() => expect(focused()).toBe(dialog.getByRole('button', { name: 'Close' })));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('leads to the conflicts of this bridge where there are some', async () => {
    const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }], {
      screens: finding({ conflicts: 12 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Sync now…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('Nothing to write. 12 conflicts wait for you to decide.');
    await user.click(dialog.getByRole('button', { name: 'Open the conflicts' }));
    expect(useNavigation.getState()).toMatchObject({ screen: 'conflicts', params: { bridge: 'Family' } });
  });

  test('the first time, of equal libraries: keeping them in step is what begins', async () => {
    const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Clients' }], {
      screens: finding({}),
    });
    await user.click(await screen.findByRole('button', { name: 'Preview the first sync…' }));
    const start = await screen.findByRole('button', { name: /^Start keeping in step/ });
    expect(callsTo('plans.run')).toEqual([]);
    await user.click(start);
    await screen.findByText('Kept in step from now on. No file needed writing.');
    expect(callsTo('plans.run')).toHaveLength(1);
  });

  test('the first time, of libraries without a common photo: there is nothing to begin', async () => {
    const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Clients' }], {
      screens: finding({ unchanged: 0 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Preview the first sync…' }));
    await screen.findByText(/no photo has a second copy/);
    expect(screen.queryByRole('button', { name: /Start keeping/ })).toBeNull();
  });
});

describe('the keyboard stays where it was', () => {
  test('Pause becomes Resume, and back', async () => {
    const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
    (await screen.findByRole('button', { name: 'Pause' })).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'For an hour' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Resume' })));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Pause' })));
  });

  test('a bridge is removed: the list has it', async () => {
    const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
    (await screen.findByRole('button', { name: 'Remove…' })).focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Remove the bridge' }));
    await waitFor(() => expect(screen.queryByRole('option', { name: /Family/ })).toBeNull());
    await waitFor(() => expect(focused()).toBe(screen.getByRole('listbox', { name: 'Bridges' })));
  });

  test('a plan that ran from the keys closes with Enter', async () => {
    const { user } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
    await user.click(await screen.findByRole('button', { name: 'Sync now…' }));
    await screen.findByRole('button', { name: /^Write 480 files/ });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/480 files written/);
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Close' })));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Sync now…' })));
  });
});

test('the keys of the screen sync, pause, change, remove and move on', async () => {
  const { user, callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Archive and NAS' }]);
  await screen.findAllByRole('option');
  await user.keyboard('j');
  expect(useNavigation.getState().params).toEqual({ bridge: 'On the road' });
  await user.keyboard('kp');
  await waitFor(() => expect(callsTo('bridges.pause')).toEqual([{ bridge: 'Archive and NAS' }]));
  await user.keyboard('{Delete}');
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('s');
  await screen.findByRole('button', { name: /^Write 480 files/ });
});

test('a sync that was asked for on another screen is previewed here, once', async () => {
  askSync('Family');
  const { callsTo } = await showScreen(Bridges, ['bridges', { bridge: 'Family' }]);
  await screen.findByRole('button', { name: /^Write 480 files/ });
  expect(callsTo('plans.sync')).toMatchObject([{ bridges: ['Family'], dryRun: true }]);
});
