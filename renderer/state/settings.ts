import { create } from 'zustand';
import type { Settings } from '../../shared/api/settings.ts';
import { engine } from './engine.ts';
import { notifyError } from './notices.ts';
import { setPrefs } from './prefs.ts';

/** Preferences that the engine keeps for every host; null until they are here. */
export const useSettings = create<{ settings: Settings | null }>(() => ({ settings: null }));

function take(settings: Settings): void {
  useSettings.setState({ settings });
  setPrefs({ theme: settings.theme });
}

export const fetchSettings = (): Promise<void> => engine().settings.get().then(take, notifyError);

export const changeSettings = (change: Partial<Settings>): Promise<void> =>
  engine().settings.set(change).then(take, notifyError);
