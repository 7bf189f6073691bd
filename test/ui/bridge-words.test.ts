// What a bridge says of itself goes by how it stands: no two of its lines contradict each other.
import { describe, expect, test } from 'vitest';
import { waitingWords } from '../../renderer/features/bridges/words.ts';
import { healthWords } from '../../renderer/lib/bridge-health.ts';
import { ruleSentence } from '../../renderer/lib/rule-sentence.ts';
import { goesOn } from '../../shared/api/bridge-cause.ts';
import { atBrake, type BridgeChange, bridgeOf, byPerson } from '../support/standing-rows.ts';

const tomorrow = (hour: number) => {
  const date = new Date();
  date.setDate(date.getDate() + 1);
  return date.setHours(hour, 0, 0, 0);
};
const away = { offline: ['nas'], waiting: 3, waitingFor: [{ library: 'nas', photos: 3 }] };
const nightly = { kind: 'schedule', cron: '0 2 * * *' } as const;

describe('what waits for a drive is written', () => {
  test.each([
    ['automatic', {}, {}, 'On return they are written.'],
    ['by hand', { trigger: { kind: 'manual' } }, {}, 'After its return they are written at the next sync.'],
    ['paused', { paused: byPerson }, {}, 'After its return they are written once the bridge is resumed.'],
    [
      'paused for a time',
      { paused: { ...byPerson, until: tomorrow(8) } },
      {},
      'After its return they are written when the pause is over, tomorrow 08:00.',
    ],
    [
      'stopped at the brake',
      { paused: atBrake },
      {},
      'After its return they are written once you have let the bridge go on.',
    ],
    ['not synced yet', { consented: false }, {}, 'After its return they are written with the first sync.'],
    [
      'on a schedule',
      { trigger: nightly },
      { nextRun: tomorrow(2) },
      'After its return they are written at the next sync, tomorrow 02:00.',
    ],
    [
      'in quiet hours',
      {},
      { quietUntil: tomorrow(8) },
      'After its return they are written when the quiet hours end, tomorrow 08:00.',
    ],
    [
      'only with every drive',
      { trigger: { kind: 'auto', whenThere: true } },
      {},
      'After its return they are written once every drive is connected.',
    ],
  ] as const)('%s', (_, change, health, end) => {
    const bridge = bridgeOf('a', { ...change, health: { ...away, ...health } });
    expect(waitingWords(bridge)).toBe(`Changes wait: 3 photos for nas. ${end}`);
  });

  test('where nothing waits yet', () => {
    const bridge = bridgeOf('a', { health: { offline: ['nas', 'b'] }, trigger: { kind: 'manual' } });
    expect(waitingWords(bridge)).toBe(
      'Nothing waits yet. After their return changes are written at the next sync.',
    );
  });
});

test.each([
  ['automatic', {}, true],
  ['on a schedule', { trigger: nightly }, true],
  ['by hand', { trigger: { kind: 'manual' } }, false],
  ['paused', { paused: byPerson }, false],
  ['stopped at the brake', { paused: atBrake }, false],
  ['not synced yet', { consented: false }, false],
] as const)('everything else goes on in a bridge that is %s: %s', (_, change, goes) => {
  expect(goesOn(bridgeOf('a', change))).toBe(goes);
});

test.each<[string, BridgeChange, BridgeChange['health']]>([
  ['4 changes waiting', {}, {}],
  ['4 changes waiting for a sync by hand', { trigger: { kind: 'manual' } }, {}],
  ['4 changes waiting until tomorrow 08:00', {}, { quietUntil: tomorrow(8) }],
  ['4 changes waiting until tomorrow 02:00', { trigger: nightly }, { nextRun: tomorrow(2) }],
  [
    'nas is offline, 4 changes waiting until every drive is connected',
    { trigger: { kind: 'auto', whenThere: true } },
    { offline: ['nas'] },
  ],
  ['Paused until tomorrow 08:00, 4 changes waiting', { paused: { ...byPerson, until: tomorrow(8) } }, {}],
  ['Waits for its first sync, 4 changes waiting', { consented: false }, {}],
])('%s', (words, change, health) => {
  expect(healthWords(bridgeOf('a', { ...change, health: { waiting: 4, ...health } }))).toBe(words);
});

test('a name in Arabic does not turn the words around it', () => {
  const library = 'صور العائلة';
  expect(ruleSentence({ field: 'rating', kind: 'prefer', library })).toBe(
    `When Rating changed in two places, \u2068${library}\u2069 wins.`,
  );
  expect(healthWords(bridgeOf('a', { health: { offline: [library] } }))).toBe(
    `\u2068${library}\u2069 is offline`,
  );
});
