import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from './failure.ts';
import { type Topic, useTopics } from './topics.ts';

/** One page of a long list, as every paged procedure answers. */
interface PageOf<T> {
  total: number;
  items: readonly T[];
  next?: string;
}

export interface Pages<T> {
  /** Undefined until the first page is here. */
  readonly total: number | undefined;
  readonly items: readonly T[];
  readonly failure: Failure | undefined;
  /** Says that rows up to this index are on screen; pages are fetched until they are here. */
  readonly need: (index: number) => void;
  /** Reads everything that was loaded again, without emptying the list meanwhile. */
  readonly reload: () => void;
}

/**
 * A list that is fetched page by page while it is scrolled. `read` must be stable (useCallback): a new one starts over.
 * Answers that arrive after a newer start are dropped. When one of `topics` changes, what was loaded is read again.
 */
export function usePages<T>(
  read: ((after?: string) => Promise<PageOf<T>>) | undefined,
  topics: readonly Topic[] = [],
): Pages<T> {
  const version = useTopics((now) => topics.map((topic) => now[topic]).join());
  const [state, setState] = useState<{ total?: number; items: readonly T[]; failure?: Failure }>({
    items: [],
  });
  const cursor = useRef({
    turn: 0,
    busy: false,
    wanted: 0,
    loaded: 0,
    next: undefined as string | undefined,
  });

  const pump = useCallback(async () => {
    const at = cursor.current;
    if (!read || at.busy) return;
    at.busy = true;
    const turn = at.turn;
    try {
      let first = at.loaded === 0;
      while (first || (at.next !== undefined && at.loaded <= at.wanted)) {
        const page = await read(first ? undefined : at.next);
        if (turn !== cursor.current.turn) return;
        const fresh = first;
        first = false;
        at.next = page.next;
        at.loaded = fresh ? page.items.length : at.loaded + page.items.length;
        setState(({ items }) => ({
          total: page.total,
          items: fresh ? page.items : [...items, ...page.items],
        }));
      }
    } catch (error) {
      if (turn === cursor.current.turn) setState((old) => ({ ...old, failure: failureOf(error) }));
    } finally {
      if (turn === cursor.current.turn) at.busy = false;
    }
  }, [read]);

  const start = useCallback(() => {
    cursor.current = {
      ...cursor.current,
      turn: cursor.current.turn + 1,
      busy: false,
      loaded: 0,
      next: undefined,
    };
    void pump();
  }, [pump]);

  useEffect(() => {
    setState({ items: [] });
    cursor.current.wanted = 0;
    start();
    return () => {
      cursor.current.turn += 1;
    };
  }, [start]);

  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    start();
  }, [version, start]);

  const need = useCallback(
    (index: number) => {
      if (index <= cursor.current.wanted) return;
      cursor.current.wanted = index;
      void pump();
    },
    [pump],
  );
  return { total: state.total, items: state.items, failure: state.failure, need, reload: start };
}
