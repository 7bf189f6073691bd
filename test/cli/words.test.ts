// The small parts of the command line that need no engine.
import { describe, expect, test } from 'vitest';
import type { BridgeView, LibraryView, PlanOutcome } from '../../shared/api/views.ts';
import { openDataFolder } from '../../shared/engine/data-folder.ts';
import { awaitedLines, pausedLines, unwritableLines } from '../../shared/host/cli/bridge.ts';
import { familiesOf, familyText } from '../../shared/host/cli/bridge-options.ts';
import { csvRow } from '../../shared/host/cli/csv.ts';
import { failureOf } from '../../shared/host/cli/failure.ts';
import { remedyOf, troubleOf } from '../../shared/host/cli/library.ts';
import { statusOf } from '../../shared/host/cli/outcome.ts';
import { summary } from '../../shared/host/cli/outcome-words.ts';
import { problemSummary } from '../../shared/host/cli/problem-groups.ts';
import { distance, hintFor, nearest } from '../../shared/host/cli/suggest.ts';
import { pauseLines } from '../../shared/host/cli/sync.ts';
import { table } from '../../shared/host/cli/table.ts';
import { printable, shorten, textWidth } from '../../shared/host/cli/terminal.ts';
import { duration, quoted } from '../../shared/host/cli/words.ts';
import { dataDir } from '../../shared/host/data-dir.ts';

describe('the word that was meant', () => {
  const fields = ['keywords', 'rating', 'label', 'description', 'countryCode', 'country'];
  test.each([
    ['ratign', 'rating'],
    ['Keyword', 'keywords'],
    ['desc', 'description'],
    ['countrycode', 'countryCode'],
    ['zzz', undefined],
  ])('%s → %s', (typed, meant) => expect(nearest(typed, fields)).toBe(meant));
  test('swapped neighbours are one step', () => expect(distance('ab', 'ba')).toBe(1));
  test('when none is near, all are named', () => {
    expect(hintFor('zzz', ['a', 'b'])).toBe('There is: a, b.');
    expect(hintFor('zzz', [])).toBeUndefined();
  });
});

describe('text from files', () => {
  test.each([
    ['a\u001b[31mred', 'a\\u{1b}[31mred'],
    ['two\nlines', 'two⏎lines'],
    ['right \u202eot left', 'right \\u{202e}ot left'],
    ['ü 鷺 🐦', 'ü 鷺 🐦'],
  ])('%j is shown, not obeyed', (text, shown) => expect(printable(text)).toBe(shown));
  test.each([
    ['heron', 5],
    ['鷺', 2],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['\u001b[1mbold\u001b[22m', 4],
  ])('%j takes %i columns', (text, width) => expect(textWidth(text)).toBe(width));
  test('the end or the middle is left out', () => {
    expect(shorten('abcdefghij', 6)).toBe('abcde…');
    expect(shorten('/photos/2024/a.jpg', 12, 'middle')).toBe('/ph…24/a.jpg');
    expect(shorten('short', 12)).toBe('short');
    expect(textWidth(shorten('鷺鷺鷺鷺鷺鷺', 7))).toBeLessThanOrEqual(7);
  });
});

test('a table fits the terminal, shortening only what may be', () => {
  const columns = [
    { title: 'Name' },
    { title: 'Files', align: 'right' as const },
    { title: 'Path', shrink: 'middle' as const },
  ];
  const rows = [
    ['archive', '12', '/a/very/long/path/to/the/photos/of/a/whole/life'],
    ['鷺', '7', '/short'],
  ];
  const lines = table(columns, rows, { width: 40, title: (text) => text });
  expect(lines[0]).toBe('Name     Files  Path');
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(40);
  expect(lines[1]).toMatch(/^archive {5}12 {2}\/a\/.*…/);
  expect(lines[2]).toBe('鷺           7  /short');
});

test('CSV by RFC 4180', () => {
  expect(csvRow(['a', 'b,c', 'say "hi"', 'x\ny', ''])).toBe('a,"b,c","say ""hi""","x\ny",\r\n');
});

test('words for a shell and for people', () => {
  expect(quoted("it's")).toBe(`'it'\\''s'`);
  expect(quoted('archive-1')).toBe('archive-1');
  expect([duration(0.42), duration(42), duration(300), duration(7500)]).toEqual([
    '0.4 s',
    '42 s',
    '5 min',
    '2 h 5 min',
  ]);
});

test('a reason that many files share is said once', () => {
  const problem = (library: string, path: string, message: string) => ({ library, path, message });
  const shared = Array.from({ length: 87 }, (_, i) => problem('nas', `${i}\n.jpg`, 'It is read-only.'));
  expect(problemSummary([...shared, problem('nas', 'x.jpg', 'It is empty.')])).toEqual([
    'nas: 87 files: It is read-only. (0⏎.jpg, 1⏎.jpg, 2⏎.jpg, …)',
    'nas: x.jpg: It is empty.',
  ]);
  expect(problemSummary(shared.slice(0, 3), 123).at(-1)).toBe('… and 120 more problems: tagbridge problems');
  expect(problemSummary([problem('a', '1.jpg', 'No.'), problem('b', '2.jpg', 'No.')])).toHaveLength(2);
});

describe('the counts of a plan in one line', () => {
  const plan = { title: 'Sync home', run: null, planned: 0, written: 0, unchanged: 0 };
  const none = { skipped: 0, skippedBy: {}, conflicts: 0, problemTotal: 0 };
  test.each([
    ['nothing found', {}, 'Sync home: nothing to write.'],
    ['all is as it should be', { unchanged: 29 }, 'Sync home: nothing to write in 29 files.'],
    [
      'nothing to write, but a conflict',
      { unchanged: 1, conflicts: 1 },
      'Sync home: nothing to write in 1 file, 1 conflict.',
    ],
    [
      'a preview',
      { planned: 2, unchanged: 5 },
      'Sync home: 2 files to write, 5 with nothing to write (preview: nothing was written).',
    ],
    [
      'a run',
      { run: 'r1', planned: 1, written: 1, unchanged: 5 },
      'Sync home: 1 file written, 5 with nothing to write.',
    ],
  ])('%s', (_words, change, line) => {
    const outcome = { ...plan, ...none, ...change } as PlanOutcome;
    expect(summary(outcome, { dryRun: true, stopped: false })).toEqual([line]);
  });
});

describe('the exit status of what wrote, or would write', () => {
  const outcome = { conflicts: 0, problemTotal: 0, skippedBy: {} };
  test.each([
    ['done', {}, 0],
    ['a read-only library is no news', { skippedBy: { readOnlyLibrary: 3 } }, 0],
    ['a drive is away', { skippedBy: { offline: 1 } }, 3],
    ['a file that cannot be read was left out', { skippedBy: { unreadable: 1 } }, 3],
    ['one that keeps failing was', { skippedBy: { failing: 1 } }, 3],
    ['a conflict', { conflicts: 1 }, 3],
    ['a problem', { problemTotal: 1 }, 3],
    ['consent', { needs: 'brake' }, 3],
  ])('%s', (_words, change, status) => {
    expect(statusOf({ ...outcome, ...change } as PlanOutcome, false)).toBe(status);
  });
  test('stopped by the person', () => expect(statusOf(outcome as unknown as PlanOutcome, true)).toBe(1));
});

test('a data folder that cannot be written is named, with what to do', () => {
  const error = failureOf(
    (() => {
      try {
        return openDataFolder('/dev/null/data', 0);
      } catch (thrown) {
        return thrown;
      }
    })(),
  );
  expect(error).toMatchObject({ status: 1, message: 'The data folder /dev/null/data cannot be used.' });
  expect(error.hint).toContain('--data');
});

describe('the data folder', () => {
  const home = '/home/ann';
  test.each([
    ['what was asked for', '/x', { platform: 'linux', env: { TAGBRIDGE_DATA: '/y' } }, '/x'],
    ['the variable', undefined, { platform: 'darwin', env: { TAGBRIDGE_DATA: '/y' } }, '/y'],
    ['XDG', undefined, { platform: 'linux', env: { XDG_DATA_HOME: '/xdg' } }, '/xdg/tagbridge'],
    [
      'a relative XDG is ignored',
      undefined,
      { platform: 'linux', env: { XDG_DATA_HOME: 'xdg' } },
      '/home/ann/.local/share/tagbridge',
    ],
    ['Linux', undefined, { platform: 'linux', env: {} }, '/home/ann/.local/share/tagbridge'],
    ['macOS', undefined, { platform: 'darwin', env: {} }, '/home/ann/Library/Application Support/Tagbridge'],
  ] as const)('%s', (_words, asked, around, folder) => {
    expect(dataDir(asked, { ...around, home })).toBe(folder);
  });
});

describe('of bridges that a sync named and that are paused', () => {
  const bridge = (name: string, more: object = {}) =>
    ({
      id: name,
      name,
      paused: { reason: 'Paused by you.' },
      trigger: { kind: 'auto' },
      ...more,
    }) as BridgeView;
  test.each([
    ['none is paused', [bridge('home', { paused: null })], []],
    ['another one is paused', [bridge('trip')], []],
    [
      'one that is run by hand',
      [bridge('home', { trigger: { kind: 'manual' } })],
      ['home is paused and stays so. To end the pause: tagbridge bridge resume home'],
    ],
  ])('%s', (_words, bridges, lines) => expect(pauseLines(bridges, ['home'])).toEqual(lines));
});

test('what waits for drives that are away is told by bridge and library', () => {
  const bridge = (name: string, ...waitingFor: { library: string; photos: number }[]) =>
    ({ name, health: { waitingFor } }) as unknown as BridgeView;
  const home = bridge('home', { library: 'nas', photos: 2 }, { library: 'usb', photos: 1 });
  expect(awaitedLines([home, bridge('trip', { library: 'usb', photos: 0 })])).toEqual([
    'home: 2 photos wait for nas, which is offline.',
    'home: 1 photo waits for usb, which is offline.',
  ]);
});

test('a bridge that stopped at the brake names its plan, one that a person paused does not', () => {
  const bridge = (name: string, paused: BridgeView['paused']) => ({ name, paused }) as BridgeView;
  const reason = 'A sync would change 3 files. Nothing of it was written.';
  expect(pausedLines([bridge('my home', { reason, plan: 'p7' })])).toEqual([
    `my home is paused: ${reason}`,
    "To look at it: tagbridge run p7 --dry-run. To let it go on: tagbridge run p7. Once what changed is put right: tagbridge bridge resume 'my home'",
  ]);
  expect(pausedLines([bridge('trip', { reason: 'Paused by you.' }), bridge('b', null)])).toEqual([
    'trip is paused: Paused by you.',
  ]);
});

test('a library that is offline: why, and the command that helps', () => {
  const reason = 'Another library lies at /mnt/nas.';
  const library = { name: 'old nas', state: 'offline', reason } as LibraryView;
  expect([...troubleOf(library), ...remedyOf(library)]).toEqual([
    'old nas is offline: Another library lies at /mnt/nas.',
    "Connect its drive, or say which folder it is: tagbridge library relocate 'old nas' PATH",
  ]);
  expect(remedyOf({ ...library, state: 'online' })).toEqual([]);
});

test('files that cannot be written are told by bridge and library', () => {
  const home = { name: 'home', health: { unwritable: [{ library: 'nas', files: 1 }] } };
  expect(unwritableLines([home, { name: 'trip', health: {} }] as unknown as BridgeView[])).toEqual([
    'home: 1 file in nas cannot be written. The reasons: tagbridge problems',
  ]);
});

test('families of a bridge are named in words, or none', () => {
  expect(familiesOf('raw-jpeg, exports')).toEqual(['rawJpeg', 'exports']);
  expect(familyText(['rawJpeg', 'exports'])).toBe('raw-jpeg, exports');
  expect(familiesOf('none')).toEqual([]);
  expect(() => familiesOf('raw')).toThrow('“raw” is no kind of family.');
  expect(() => familiesOf('none,exports')).toThrow('no kind of family');
});
