import { create } from 'zustand';
import type { StatusView } from '../../shared/api/views.ts';
import { engine } from './engine.ts';
import { keepCurrent } from './keep-current.ts';

/** Libraries with their state, and the counts of what needs a person; null until first known. */
export const useStatus = create<{ status: StatusView | null }>(() => ({ status: null }));

export async function fetchStatus(): Promise<void> {
  const status = await engine()
    .status()
    .catch(() => null);
  if (status) useStatus.setState({ status });
}

/** Keeps the status current, whatever moves. */
export const followStatus = (): (() => void) => keepCurrent(fetchStatus);
