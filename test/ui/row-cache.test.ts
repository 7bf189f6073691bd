import { describe, expect, test } from 'vitest';
import { createRowCache, pageSize } from '../../renderer/state/row-cache.ts';

interface Row {
  id: number;
  mark: string;
}

/** A list of 10,000 rows whose answers come when the test says so. */
function setUp(pages?: number) {
  const asked: { offset: number; signal: AbortSignal; answer: () => void; fail: () => void }[] = [];
  const errors: unknown[] = [];
  let mark = 'old';
  let rowsCame = 0;
  const cache = createRowCache<Row>({
    fetch: (offset, signal) =>
      new Promise((resolve, reject) => {
        const answer = () => {
          const rows = Array.from({ length: pageSize }, (_, at) => ({
            id: offset + at,
            mark: offset === 0 ? mark : 'old',
          }));
          resolve({ total: 10_000, offset, rows });
        };
        asked.push({ offset, signal, answer, fail: () => reject(new Error('no')) });
      }),
    same: (a, b) => a.id === b.id && a.mark === b.mark,
    onRows: () => (rowsCame += 1),
    onError: (error) => errors.push(error),
    ...(pages ? { pages } : {}),
  });
  return { cache, asked, errors, came: () => rowsCame, setMark: (next: string) => (mark = next) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));
const offsets = (asked: { offset: number }[]) => asked.map(({ offset }) => offset);

describe('a window of a long list', () => {
  test('asks for the pages on screen, once', () => {
    const { cache, asked } = setUp();
    cache.want(150, 250);
    cache.want(160, 260);
    expect(offsets(asked)).toEqual([0, 200]);
  });

  test('gives up pages that are no longer wanted', () => {
    const { cache, asked } = setUp();
    cache.want(0, 50);
    cache.want(8000, 8050);
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(offsets(asked)).toEqual([0, 8000]);
  });

  test('ignores the answer of a page that was given up', async () => {
    const { cache, asked, came } = setUp();
    cache.want(0, 50);
    cache.want(8000, 8050);
    asked[0]!.answer();
    await settled();
    expect(came()).toBe(0);
    expect(cache.at(0)).toBeUndefined();
  });

  test('keeps only so many pages, and those on screen in any case', async () => {
    const { cache, asked } = setUp(2);
    for (const start of [0, 200, 400]) {
      cache.want(start, start + 10);
      asked.at(-1)!.answer();
      await settled();
    }
    expect(cache.at(0)).toBeUndefined();
    expect(cache.at(205)?.id).toBe(205);
    expect(cache.at(405)?.id).toBe(405);
  });

  test('after a change shows the old rows until the new are here, and keeps what did not change', async () => {
    const { cache, asked, setMark } = setUp();
    cache.want(0, 300);
    for (const one of asked) one.answer();
    await settled();
    const [before, far] = [cache.at(0), cache.at(250)];
    setMark('new');
    cache.refresh();
    expect(cache.at(0)).toBe(before);
    for (const one of asked.slice(2)) one.answer();
    await settled();
    expect(cache.at(0)?.mark).toBe('new');
    expect(cache.at(250)).toBe(far);
  });

  test('what was asked before a change is asked again', () => {
    const { cache, asked } = setUp();
    cache.want(0, 10);
    cache.refresh();
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(offsets(asked)).toEqual([0, 0]);
  });

  test('says when a page cannot be had', async () => {
    const { cache, asked, errors } = setUp();
    cache.want(0, 10);
    asked[0]!.fail();
    await settled();
    expect(errors).toHaveLength(1);
    cache.want(0, 10);
    expect(offsets(asked)).toEqual([0, 0]);
  });
});
