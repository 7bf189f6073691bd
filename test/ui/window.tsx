import { act, configure, render } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import type { StoreApi } from 'zustand';
import { App } from '../../renderer/app.tsx';
import { followKeys } from '../../renderer/state/actions.ts';
import { useConnection } from '../../renderer/state/connection.ts';
import { provide } from '../../renderer/state/engine.ts';
import { followEvents } from '../../renderer/state/events.ts';
import { useJobs } from '../../renderer/state/jobs.ts';
import { type ScreenName, useNavigation } from '../../renderer/state/navigation.ts';
import { useNotices } from '../../renderer/state/notices.ts';
import { dropEdits } from '../../renderer/state/pending.ts';
import { search, usePhotos } from '../../renderer/state/photos.ts';
import { usePrefs } from '../../renderer/state/prefs.ts';
import { selectNone, useSelection } from '../../renderer/state/selection.ts';
import { followStatus, useStatus } from '../../renderer/state/status.ts';
import { useView } from '../../renderer/state/view.ts';
import type { FakeEngine } from '../support/fake-client.ts';

// A busy machine may take its time; what never comes still fails.
configure({ asyncUtilTimeout: 6000 });
vi.setConfig({ testTimeout: 30_000 });

/** A page without layout: every box is as large as the window says. */
function fakeLayout(width: number, height: number): void {
  for (const [name, size] of [
    ['clientWidth', width],
    ['offsetWidth', width],
    ['clientHeight', height],
    ['offsetHeight', height],
  ] as const)
    vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(size);
}

const leave: (() => void)[] = [];
afterEach(() => {
  for (const step of leave.splice(0)) step();
  vi.restoreAllMocks();
});

function reset(): void {
  localStorage.clear();
  dropEdits();
  search('is:alone');
  search('');
  selectNone();
  const stores = [useConnection, useJobs, useNotices, usePrefs, useSelection, useStatus, useView];
  for (const store of stores as unknown as StoreApi<object>[]) store.setState(store.getInitialState(), true);
}

/** The whole window over a fake engine, as `start()` brings it up. */
export async function openWindow(fake: FakeEngine, screen: ScreenName = 'photos') {
  provide(fake);
  reset();
  useNavigation.setState({ screen, params: {} });
  fakeLayout(600, 400);
  const stop = new AbortController();
  leave.push(() => stop.abort(), followKeys(), followStatus());
  void followEvents(stop.signal);
  const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });
  const page = render(<App />);
  await act(async () => {
    await vi.waitFor(() => {
      if (useConnection.getState().state !== 'open') throw new Error('the events have not begun');
      if (screen === 'photos' && usePhotos.getState().total === null) throw new Error('no photos yet');
    }, 6000);
  });
  return { user, page, fake };
}
