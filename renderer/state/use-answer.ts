import { useEffect, useRef, useState } from 'react';
import { type Topic, useTopics } from './topics.ts';

export interface Answer<T> {
  /** The last good answer to this question; undefined until there is one. */
  data: T | undefined;
  error: Error | undefined;
  loading: boolean;
  refetch: () => void;
}

/**
 * Asks the engine, and asks again when `key` or one of `topics` changes. `key` names the question: whatever `ask` depends on
 * must be in it. While the next answer to the same question is on its way the last one stays. A null key asks nothing.
 */
export function useAnswer<T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
  topics: readonly Topic[] = [],
): Answer<T> {
  const version = useTopics((now) => topics.map((topic) => now[topic]).join());
  const [again, setAgain] = useState(0);
  const [answer, setAnswer] = useState<{ key: string | null; data?: T; error?: Error; done: string }>({
    key: null,
    done: '',
  });
  const asked = useRef(ask);
  asked.current = ask;
  const question = `${key}#${version}#${again}`;
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    asked.current(stop.signal).then(
      (data) => stop.signal.aborted || setAnswer({ key, data, done: question }),
      (error: Error) =>
        stop.signal.aborted ||
        setAnswer((last) => ({
          key,
          error,
          done: question,
          ...(last.key === key && 'data' in last ? { data: last.data } : {}),
        })),
    );
    return () => stop.abort();
  }, [question, key]);
  const mine = answer.key === key;
  return {
    data: mine ? answer.data : undefined,
    error: mine ? answer.error : undefined,
    loading: key !== null && answer.done !== question,
    refetch: () => setAgain((times) => times + 1),
  };
}
