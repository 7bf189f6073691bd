import { useMemo } from 'react';
import type { Editing } from '../../../shared/core/edit.ts';
import { usePending } from '../../state/pending.ts';

/** What waits to be written on these photos: `edit` when it is the same on all of them. */
export function usePendingOf(photos: readonly number[]): { edit: Editing | undefined; touched: number } {
  const edits = usePending((now) => now.edits);
  return useMemo(() => {
    if (edits.size === 0) return { edit: undefined, touched: 0 };
    let touched = 0;
    const different = new Set<Editing | undefined>();
    for (const photo of photos) {
      const edit = edits.get(photo);
      if (edit) touched += 1;
      if (different.size < 2) different.add(edit);
    }
    return { edit: different.size === 1 ? [...different][0] : undefined, touched };
  }, [edits, photos]);
}
