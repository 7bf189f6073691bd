/** Rows per question; a screen of small thumbnails is two or three of them. */
export const pageSize = 200;

interface RowSource<T> {
  fetch: (offset: number, signal: AbortSignal) => Promise<{ total: number; offset: number; rows: T[] }>;
  /** Whether a row fetched anew is as it was; the old object then stays, so that its cell need not draw again. */
  same: (a: T, b: T) => boolean;
  onRows: (total: number) => void;
  onError: (error: unknown) => void;
  /** Pages kept; the longest unseen are dropped. */
  pages?: number;
}

export interface RowCache<T> {
  at(index: number): T | undefined;
  /** Position of a row that is here, or −1. */
  find(test: (row: T) => boolean): number;
  want(from: number, to: number): void;
  refresh(): void;
  clear(): void;
}

/** A window of a long list: pages fetched as they are wanted, abandoned when they no longer are. */
export function createRowCache<T>(source: RowSource<T>): RowCache<T> {
  const limit = source.pages ?? 40;
  const pages = new Map<number, T[]>();
  const stale = new Set<number>();
  const asked = new Map<number, AbortController>();
  let wanted: [number, number] = [0, 0];

  function keep(page: number, rows: T[]): void {
    const old = pages.get(page);
    const merged = old
      ? rows.map((row, at) => (old[at] !== undefined && source.same(old[at], row) ? old[at] : row))
      : rows;
    pages.delete(page);
    pages.set(page, merged);
    stale.delete(page);
    for (const other of pages.keys()) {
      if (pages.size <= limit) break;
      if (other < wanted[0] || other > wanted[1]) pages.delete(other);
    }
  }

  async function ask(page: number): Promise<void> {
    const stop = new AbortController();
    asked.set(page, stop);
    try {
      const answer = await source.fetch(page * pageSize, stop.signal);
      if (stop.signal.aborted) return;
      asked.delete(page);
      keep(page, answer.rows);
      source.onRows(answer.total);
    } catch (error) {
      if (stop.signal.aborted) return;
      asked.delete(page);
      source.onError(error);
    }
  }

  function fill(): void {
    const [first, last] = wanted;
    for (const [page, stop] of asked)
      if (page < first - 1 || page > last + 1) {
        stop.abort();
        asked.delete(page);
      }
    for (let page = first; page <= last; page += 1)
      if ((!pages.has(page) || stale.has(page)) && !asked.has(page)) void ask(page);
  }

  const stopAll = () => {
    for (const stop of asked.values()) stop.abort();
    asked.clear();
  };

  return {
    at: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    find: (test) => {
      for (const [page, rows] of pages) {
        const at = rows.findIndex(test);
        if (at >= 0) return page * pageSize + at;
      }
      return -1;
    },
    want: (from, to) => {
      wanted = [Math.floor(Math.max(0, from) / pageSize), Math.floor(Math.max(0, to) / pageSize)];
      for (let page = wanted[0]; page <= wanted[1]; page += 1) {
        const rows = pages.get(page);
        // Touched last, dropped last.
        if (rows) {
          pages.delete(page);
          pages.set(page, rows);
        }
      }
      fill();
    },
    refresh: () => {
      // What was asked before the change may answer with the old state.
      stopAll();
      for (const page of pages.keys()) stale.add(page);
      for (const page of stale) if (page < wanted[0] || page > wanted[1]) pages.delete(page);
      fill();
    },
    clear: () => {
      stopAll();
      pages.clear();
      stale.clear();
    },
  };
}
