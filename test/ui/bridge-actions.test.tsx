import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { bridgeActions } from '../../renderer/features/frame/bridge-actions.ts';
import { allActions, distinctActions, useActions } from '../../renderer/state/actions.ts';
import { fakeBridgeList } from '../support/fake-bridges.ts';

const titles = (name: string) =>
  bridgeActions(fakeBridgeList().find((one) => one.name === name)!).map(({ title }) => title);

test.each([
  [
    'one that syncs by itself',
    'Family',
    [
      'Open bridge Family',
      'Sync Family now',
      'Pause Family for an hour',
      'Pause Family until tomorrow',
      'Pause Family until I resume it',
    ],
  ],
  ['one by hand that never synced', 'Clients', ['Open bridge Clients', 'Preview the first sync of Clients']],
  [
    'one that stopped at the brake',
    'Everything to the backup of the backup in the cellar',
    [
      'Open bridge Everything to the backup of the backup in the cellar',
      'Look at what the brake stopped at Everything to the backup of the backup in the cellar',
      'Resume Everything to the backup of the backup in the cellar',
    ],
  ],
])('a bridge is in the palette by its name, with what can be done now: %s', (_, name, expected) =>
  expect(titles(name)).toEqual(expected),
);

function Named({ names, group = 'Test' }: { names: readonly string[]; group?: string }) {
  useActions(
    () => names.map((name) => ({ id: name, title: name, group, run: () => undefined })),
    names.join(),
  );
  return null;
}

test('actions that come and go while something is shown are offered as they are now', () => {
  const view = render(<Named names={['one']} />);
  expect(allActions().map(({ id }) => id)).toEqual(['one']);
  view.rerender(<Named names={['two', 'three']} />);
  expect(allActions().map(({ id }) => id)).toEqual(['two', 'three']);
  view.unmount();
  expect(allActions()).toEqual([]);
});

test('of actions with one id the screen’s is offered, also when the frame’s are made anew later', () => {
  const both = (names: readonly string[]) => [
    <Named key="frame" names={names} group="Frame" />,
    <Named key="screen" names={['one']} group="Screen" />,
  ];
  const view = render(both(['one', 'two']));
  view.rerender(both(['one', 'three']));
  expect(distinctActions().map(({ id, group }) => `${group} ${id}`)).toEqual(['Screen one', 'Frame three']);
});
