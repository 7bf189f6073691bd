import { create } from 'zustand';

/** How this window is arranged; kept in the browser, never in the index. */
export interface Prefs {
  theme: 'system' | 'light' | 'dark';
  thumbnail: number;
  showNames: boolean;
  sort: 'captured' | '-captured' | 'name' | '-name' | 'rating' | '-rating';
  sidebar: boolean;
  sidebarWidth: number;
  inspector: boolean;
  inspectorWidth: number;
  /** Edits are written at once instead of waiting for Apply. */
  autoApply: boolean;
  searches: { name: string; query: string }[];
  /** Banners that were read and put away, so that they do not come again. */
  readBanners: string[];
}

const defaults: Prefs = {
  theme: 'system',
  thumbnail: 98,
  showNames: false,
  sort: '-captured',
  sidebar: true,
  sidebarWidth: 208,
  inspector: true,
  inspectorWidth: 296,
  autoApply: false,
  searches: [],
  readBanners: [],
};
const place = 'tagbridge.prefs';

function read(): Prefs {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Prefs>) };
  } catch {
    return defaults;
  }
}

export const usePrefs = create<Prefs>(read);

export function setPrefs(change: Partial<Prefs>): void {
  usePrefs.setState(change);
  try {
    localStorage.setItem(place, JSON.stringify(usePrefs.getState()));
  } catch {
    // A full or forbidden storage only means that the next window starts with the defaults.
  }
}

/** Puts the chosen theme on the page, now and whenever it changes. */
export function followTheme(): () => void {
  const show = ({ theme }: Prefs) => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  show(usePrefs.getState());
  return usePrefs.subscribe(show);
}
