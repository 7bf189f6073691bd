import { create } from 'zustand';
import type { Editing } from '../../shared/core/edit.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { engine } from './engine.ts';
import { notifyError } from './notices.ts';
import { usePrefs } from './prefs.ts';

type Edits = ReadonlyMap<number, Editing>;

interface Pending {
  /** Edits not written yet, by photo. Photos edited together share one Editing. */
  edits: Edits;
  past: readonly Edits[];
  future: readonly Edits[];
}
export const usePending = create<Pending>(() => ({ edits: new Map(), past: [], future: [] }));

const without = <T>(list: readonly T[] | undefined, gone: readonly T[] | undefined): T[] =>
  (list ?? []).filter((item) => !gone?.includes(item));
const some = <T>(name: string, list: T[]) => (list.length > 0 ? { [name]: list } : {});

/** One edit after another as a single one: the later wins, and a keyword added then removed is only removed. */
export function merged(first: Editing | undefined, then: Editing): Editing {
  if (!first) return then;
  const set = { ...first.set, ...then.set };
  for (const field of then.clear ?? []) delete set[field];
  const named = Object.keys(then.set ?? {}) as FieldName[];
  return {
    ...some('addKeywords', [
      ...new Set([...without(first.addKeywords, then.removeKeywords), ...(then.addKeywords ?? [])]),
    ]),
    ...some('removeKeywords', [
      ...new Set([...without(first.removeKeywords, then.addKeywords), ...(then.removeKeywords ?? [])]),
    ]),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...some('clear', [...new Set([...without(first.clear, named), ...(then.clear ?? [])])]),
  };
}

/** Fields that an edit touches. */
export function editedFields(edit: Editing): FieldName[] {
  const words = edit.addKeywords || edit.removeKeywords ? (['keywords'] as const) : [];
  return [...words, ...(Object.keys(edit.set ?? {}) as FieldName[]), ...(edit.clear ?? [])];
}

/** The value a field will have; undefined where the edit leaves it alone. Keywords are not looked at here. */
export function editedValue(edit: Editing | undefined, field: FieldName): MaybeValue | undefined {
  if (edit?.clear?.includes(field)) return null;
  return edit?.set?.[field];
}

/** Takes down an edit of photos. It is written when the person applies it, or at once when the preference says so. */
export function editPhotos(photos: readonly number[], edit: Editing): void {
  if (photos.length === 0) return;
  if (usePrefs.getState().autoApply) {
    void engine()
      .plans.edit({ photos: [...photos], edit: forEngine(edit) })
      .catch(notifyError);
    return;
  }
  const { edits, past } = usePending.getState();
  const next = new Map(edits);
  const known = new Map<Editing | undefined, Editing>();
  for (const photo of photos) {
    const before = edits.get(photo);
    const after = known.get(before) ?? merged(before, edit);
    known.set(before, after);
    next.set(photo, after);
  }
  usePending.setState({ edits: next, past: [...past, edits].slice(-100), future: [] });
}

/** A copy whose lists the contract may own. */
export const forEngine = ({ addKeywords, removeKeywords, set, clear }: Editing) => ({
  ...(addKeywords ? { addKeywords: [...addKeywords] } : {}),
  ...(removeKeywords ? { removeKeywords: [...removeKeywords] } : {}),
  ...(set ? { set: { ...set } } : {}),
  ...(clear ? { clear: [...clear] } : {}),
});

/** Photos that get the same edit, together: one plan each. */
export function batches(edits: Edits = usePending.getState().edits): { edit: Editing; photos: number[] }[] {
  const groups = new Map<string, { edit: Editing; photos: number[] }>();
  const keys = new Map<Editing, string>();
  for (const [photo, edit] of edits) {
    const key = keys.get(edit) ?? JSON.stringify(edit);
    keys.set(edit, key);
    const group = groups.get(key);
    if (group) group.photos.push(photo);
    else groups.set(key, { edit, photos: [photo] });
  }
  return [...groups.values()];
}

/** Forgets edits: all of them, or those of a batch that was written. */
export function dropEdits(photos?: readonly number[]): void {
  const rest = new Map(photos ? usePending.getState().edits : []);
  for (const photo of photos ?? []) rest.delete(photo);
  usePending.setState({ edits: rest, past: [], future: [] });
}

/** Takes the last edit back that is not written yet; false when there is none. */
export function undoEdit(): boolean {
  const { edits, past, future } = usePending.getState();
  const last = past.at(-1);
  if (!last) return false;
  usePending.setState({ edits: last, past: past.slice(0, -1), future: [...future, edits] });
  return true;
}

export function redoEdit(): boolean {
  const { edits, past, future } = usePending.getState();
  const next = future.at(-1);
  if (!next) return false;
  usePending.setState({ edits: next, past: [...past, edits], future: future.slice(0, -1) });
  return true;
}
