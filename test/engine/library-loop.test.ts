// One thing at a time in each library, and whoever may go on knows whether somebody waits.
import { expect, test } from 'vitest';
import { createLibraryLocks } from '../../shared/engine/library-loop.ts';

test('two that want the same library work one after the other, in the order they came', async () => {
  const locks = createLibraryLocks();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = locks.within(['b', 'a'], async () => {
    await gate.promise;
    done.push('first');
  });
  const second = locks.within(['a'], async () => void done.push('second'));
  const elsewhere = locks.within(['c'], async () => void done.push('elsewhere'));
  await elsewhere;
  gate.resolve();
  await Promise.all([first, second]);
  expect(done).toEqual(['elsewhere', 'first', 'second']);
});

test('a library is awaited from when somebody comes for it until it is that one’s turn', async () => {
  const locks = createLibraryLocks();
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = locks.within(['a', 'b'], () => one.promise);
  await Promise.resolve();
  expect(locks.isAwaited(['a', 'b'])).toBe(false);
  const begun = Promise.withResolvers<void>();
  const second = locks.within(['b', 'c'], () => {
    begun.resolve();
    return two.promise;
  });
  expect(locks.isAwaited(['a', 'b'])).toBe(true);
  expect(locks.isAwaited(['a'])).toBe(false);
  one.resolve();
  await begun.promise;
  expect(locks.isAwaited(['a', 'b', 'c'])).toBe(false);
  two.resolve();
  await Promise.all([first, second]);
});

test('work that fails, and work that was cancelled while it waited, lets the next one in', async () => {
  const locks = createLibraryLocks();
  const failing = locks.within(['a'], async () => {
    throw new Error('no');
  });
  const cancelled = locks.within(['a'], async () => 'never', AbortSignal.abort());
  const last = locks.within(['a'], async () => 'in');
  await expect(failing).rejects.toThrow('no');
  await expect(cancelled).rejects.toThrow();
  expect(await last).toBe('in');
  expect(locks.isAwaited(['a'])).toBe(false);
});
