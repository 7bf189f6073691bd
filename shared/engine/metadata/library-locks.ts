import { type LibraryLock, lockLibrary } from './library-lock.ts';

/** One lock per library and process, shared by the writes under way and kept a moment between them. */
export interface LibraryLocks {
  /** Resolves to a function that gives the share back, or undefined when another Tagbridge is writing there. */
  hold(root: string): Promise<(() => void) | undefined>;
  /** False when the lock was lost meanwhile: nothing may be replaced any more. */
  isHeld(root: string): boolean;
  close(): void;
}

interface Share {
  readonly lock: Promise<LibraryLock | undefined>;
  settled?: LibraryLock | undefined;
  users: number;
  idle?: NodeJS.Timeout;
}

const idleMs = 1_000;

export function createLibraryLocks(patienceMs = 10_000): LibraryLocks {
  const shares = new Map<string, Share>();

  function drop(root: string, share: Share): void {
    if (shares.get(root) === share) shares.delete(root);
    share.settled?.release();
  }

  function open(root: string): Share {
    const share: Share = { lock: lockLibrary(root, patienceMs), users: 0 };
    shares.set(root, share);
    return share;
  }

  /** The library's lock, or undefined when somebody else keeps it. */
  async function settle(root: string, share: Share): Promise<LibraryLock | undefined> {
    try {
      share.settled = await share.lock;
      if (share.settled?.isHeld() === true) return share.settled;
    } catch (error) {
      if (shares.get(root) === share) shares.delete(root);
      throw error;
    }
    if (shares.get(root) === share) shares.delete(root);
    // What comes back of it with its drive must not pass for a lock that is still in use.
    share.settled?.release();
    return undefined;
  }

  function take(root: string): Share {
    const share = shares.get(root) ?? open(root);
    clearTimeout(share.idle);
    share.users += 1;
    return share;
  }

  return {
    async hold(root) {
      const known = shares.has(root);
      let share = take(root);
      let lock = await settle(root, share);
      if (lock === undefined && known) {
        // Lost since the last write (the file was removed, or taken by a machine that thought us dead): asked anew.
        share = take(root);
        lock = await settle(root, share);
      }
      if (lock === undefined) return undefined;
      return () => {
        share.users -= 1;
        if (share.users === 0) share.idle = setTimeout(() => drop(root, share), idleMs).unref();
      };
    },
    isHeld: (root) => shares.get(root)?.settled?.isHeld() === true,
    close() {
      for (const [root, share] of shares) {
        clearTimeout(share.idle);
        drop(root, share);
      }
    },
  };
}
