import { create } from 'zustand';

export const screens = [
  'photos',
  'conflicts',
  'push',
  'history',
  'bridges',
  'libraries',
  'settings',
] as const;
export type ScreenName = (typeof screens)[number];

export interface Place {
  screen: ScreenName;
  /** What the screen should show, e.g. `{ photo: '12' }` on conflicts; also in the address. */
  params: Readonly<Record<string, string>>;
}

/** Reads `#/conflicts?photo=12`. */
export function placeOf(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const screen = screens.find((known) => known === name) ?? 'photos';
  return { screen, params: Object.fromEntries(new URLSearchParams(query)) };
}

export const useNavigation = create<Place>(() =>
  placeOf(typeof location === 'undefined' ? '' : location.hash),
);

/** Shows a screen; the address follows, so that back works. */
export function go(screen: ScreenName, params: Readonly<Record<string, string>> = {}): void {
  const query = new URLSearchParams(params).toString();
  const hash = `#/${screen}${query ? `?${query}` : ''}`;
  if (location.hash !== hash) history.pushState(null, '', hash);
  useNavigation.setState({ screen, params });
}

/** Follows the browser's back and forward. */
export function followAddress(): () => void {
  const read = () => useNavigation.setState(placeOf(location.hash));
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  return () => {
    removeEventListener('popstate', read);
    removeEventListener('hashchange', read);
  };
}
