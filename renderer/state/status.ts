import { create } from 'zustand';
import type { StatusView } from '../../shared/api/views.ts';
import { engine } from './engine.ts';
import { useTopics } from './topics.ts';

/** Libraries with their state, and the counts of what needs a person; null until first known. */
export const useStatus = create<{ status: StatusView | null }>(() => ({ status: null }));

export async function fetchStatus(): Promise<void> {
  const status = await engine()
    .status()
    .catch(() => null);
  if (status) useStatus.setState({ status });
}

/** Keeps the status current: one question at a time, asked again when something moved meanwhile. */
export function followStatus(): () => void {
  let busy = false;
  let again = false;
  const ask = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      await fetchStatus();
    } while (again);
    busy = false;
  };
  void ask();
  return useTopics.subscribe(() => void ask());
}
