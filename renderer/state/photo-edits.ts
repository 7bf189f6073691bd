import type { Editing } from '../../shared/core/edit.ts';
import { notify } from './notices.ts';
import { editPhotos } from './pending.ts';
import { photoAt } from './photos.ts';
import { useSelection } from './selection.ts';

/** The photos an edit is about: the selection, else the current photo. Null while ids are still being fetched. */
export function targetPhotos(): number[] | null {
  const { ids, range, current } = useSelection.getState();
  if (range !== null) return null;
  if (ids.size > 0) return [...ids];
  const photo = photoAt(current)?.photo;
  return photo === undefined ? [] : [photo];
}

/** Edits what is selected. */
export function editSelected(edit: Editing): void {
  const photos = targetPhotos();
  if (photos === null)
    notify({ kind: 'info', text: 'The selection is still being counted. Try again in a moment.' });
  else editPhotos(photos, edit);
}

export const rate = (stars: number): void =>
  editSelected(stars === 0 ? { clear: ['rating'] } : { set: { rating: stars } });
export const setLabel = (label: string | null): void =>
  editSelected(label ? { set: { label } } : { clear: ['label'] });
export const setPick = (pick: 'picked' | 'rejected' | null): void =>
  editSelected(pick ? { set: { pick } } : { clear: ['pick'] });
