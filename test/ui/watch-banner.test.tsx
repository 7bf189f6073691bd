import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { WatchBanner } from '../../renderer/features/frame/watch-banner.tsx';
import { setPrefs } from '../../renderer/state/prefs.ts';
import { fakeLibrary } from '../support/fake-libraries.ts';
import { fakeScreens } from '../support/fake-screens.ts';
import { prepareScreens, showScreen } from './show-screen.tsx';

prepareScreens();

const slow = (name: string, watchReason: string) =>
  fakeLibrary(name, 1, { watching: 'polling', watchReason });

test('many libraries that are not watched are told of in one line, their names folded', async () => {
  const libraries = 'abcdefgh'.split('').map((name) => slow(name, 'No more watches.'));
  const screens = fakeScreens({ libraries: [...libraries, slow('nas', 'It is on SMB.')] });
  const { user, callsTo } = await showScreen(WatchBanner, ['photos'], { screens });
  expect(screen.getAllByRole('status')).toHaveLength(1);
  const folded = screen.getByText('9 libraries are not watched.').closest('details')!;
  expect(folded.open).toBe(false);
  expect([...folded.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
    'a, b, c, d, e, f, g, h: No more watches.',
    'nas: It is on SMB.',
  ]);
  await user.click(screen.getByRole('button', { name: 'Scan now' }));
  await waitFor(() => expect(callsTo('libraries.scan')[0]?.['libraries']).toHaveLength(9));
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('status')).toBeNull();
  setPrefs({ readBanners: [] });
});

test('one is named with the reason', async () => {
  const screens = fakeScreens({ libraries: [slow('nas', 'It is on SMB.')] });
  await showScreen(WatchBanner, ['photos'], { screens });
  expect(screen.getByRole('status').textContent).toMatch(
    /^nas is not watched\. It is on SMB\. Changes by other/,
  );
});
