import { create } from 'zustand';
import type { PhotoRow } from '../../shared/api/views.ts';
import { engine } from './engine.ts';
import { errorText } from './notices.ts';
import { type Prefs, usePrefs } from './prefs.ts';
import { createRowCache, pageSize } from './row-cache.ts';

interface Photos {
  /** The search as the person wrote it, filters included. */
  query: string;
  sort: Prefs['sort'];
  /** How many photos were found; null while the first answer is on its way. */
  total: number | null;
  /** Moves whenever rows came in or were dropped. */
  version: number;
  error: string | null;
}

/** What the grid shows. The rows themselves are in the cache, a window of the engine's answer. */
export const usePhotos = create<Photos>(() => ({
  query: '',
  sort: usePrefs.getState().sort,
  total: null,
  version: 0,
  error: null,
}));

const bump = () => usePhotos.setState(({ version }) => ({ version: version + 1 }));

const cache = createRowCache<PhotoRow>({
  fetch: async (offset, signal) => {
    const { query, sort } = usePhotos.getState();
    return engine().photos.window({ offset, limit: pageSize, sort, ...(query ? { query } : {}) }, { signal });
  },
  same: (a, b) => a.photo === b.photo && JSON.stringify(a) === JSON.stringify(b),
  onRows: (total) => {
    usePhotos.setState(({ version }) => ({ total, error: null, version: version + 1 }));
  },
  onError: (error) => usePhotos.setState({ error: errorText(error), total: usePhotos.getState().total ?? 0 }),
});

/** The photo at a position; undefined while it is not here. */
export const photoAt = (index: number): PhotoRow | undefined => cache.at(index);

/** Fetches what is on screen, and lets go of what is not wanted any more. */
export const wantPhotos = (from: number, to: number): void => cache.want(from, to);

/** Looks for other photos. */
export function search(query: string, sort: Prefs['sort'] = usePhotos.getState().sort): void {
  const now = usePhotos.getState();
  if (now.query === query && now.sort === sort) return;
  usePhotos.setState({ query, sort, error: null, total: null });
  cache.clear();
  bump();
  cache.want(0, pageSize - 1);
}

/** Rows on screen are fetched again; the old ones stay until the new are here. */
export const changedPhotos = (): void => cache.refresh();
