import { useSyncExternalStore } from 'react';
import { setPrefs, usePrefs } from './prefs.ts';
import { useView } from './view.ts';

export type PanelName = 'sidebar' | 'inspector';

/** Where both panels beside the photos would leave no room for them: a small window, or a large zoom. */
const narrow = '(max-width: 760px)';
const isNarrow = (): boolean => matchMedia(narrow).matches;

function subscribe(changed: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);

/** Whether a panel shows: beside the screen as remembered, or over it while the window is narrow. */
export function usePanel(name: PanelName): boolean {
  const beside = usePrefs((now) => now[name]);
  const over = useView((now) => now.over === name);
  return useNarrow() ? over : beside;
}

export function showPanel(name: PanelName, shown: boolean): void {
  if (isNarrow()) useView.setState({ over: shown ? name : null });
  else setPrefs({ [name]: shown });
}

export function togglePanel(name: PanelName): void {
  showPanel(name, isNarrow() ? useView.getState().over !== name : !usePrefs.getState()[name]);
}
