import { Tooltip } from '@base-ui/react/tooltip';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentType } from 'react';
import { afterEach, beforeAll } from 'vitest';
import { followKeys } from '../../renderer/state/actions.ts';
import { provide } from '../../renderer/state/engine.ts';
import { followEvents } from '../../renderer/state/events.ts';
import { go } from '../../renderer/state/navigation.ts';
import { fetchSettings } from '../../renderer/state/settings.ts';
import { fetchStatus, followStatus } from '../../renderer/state/status.ts';
import { ImageAddress } from '../../renderer/ui/thumb.tsx';
import { type FakeOptions, fakeEngine } from '../support/fake-client.ts';
import { type FakeScreens, fakeScreens } from '../support/fake-screens.ts';

class StillBox {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
const stops: (() => void)[] = [];

/** Call at the top of a test file: gives boxes a size, so that virtual lists have rows. */
export function prepareScreens(): void {
  beforeAll(() => {
    for (const [name, size] of [
      ['clientHeight', 800],
      ['clientWidth', 1000],
    ] as const)
      Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
    // happy-dom observes boxes that have no size, and would report them empty again.
    Object.assign(document.defaultView ?? {}, { ResizeObserver: StillBox });
    Element.prototype.scrollTo = () => undefined;
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
}

/** A screen over a fake engine: as in the window, with events, keys and status followed. */
export async function showScreen(
  Screen: ComponentType,
  place: Parameters<typeof go>,
  given: {
    screens?: FakeScreens;
    shell?: Partial<ReturnType<typeof fakeEngine>['shell']>;
  } & FakeOptions = {},
) {
  const screens = given.screens ?? fakeScreens();
  const fake = fakeEngine({ photos: 50, ...screens, ...given });
  Object.assign(fake.shell, given.shell);
  provide(fake);
  const events = new AbortController();
  stops.push(followStatus(), followKeys(), () => events.abort());
  void followEvents(events.signal);
  await fetchStatus();
  await fetchSettings();
  go(...place);
  const view = render(
    <ImageAddress value={fake.shell.imageUrl}>
      <Tooltip.Provider>
        <Screen />
      </Tooltip.Provider>
    </ImageAddress>,
  );
  const callsTo = (path: string) =>
    fake.calls.filter((call) => call.path === path).map((call) => call.input as Record<string, unknown>);
  return { ...view, fake, screens, callsTo, user: userEvent.setup() };
}
