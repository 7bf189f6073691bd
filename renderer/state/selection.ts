import { create } from 'zustand';
import { engine } from './engine.ts';
import { notifyError } from './notices.ts';
import { photoAt, usePhotos } from './photos.ts';

/** What is selected in the grid: photos by id, so that a new order keeps them. */
export interface Selection {
  /** Position that has the focus, or −1. */
  current: number;
  /** Where Shift starts from. */
  anchor: number;
  ids: ReadonlySet<number>;
  /** Positions chosen whose ids are still being fetched; they count as selected. */
  range: readonly [number, number] | null;
}

const nothing: Selection = { current: -1, anchor: -1, ids: new Set(), range: null };
export const useSelection = create<Selection>(() => nothing);

/** `photos.ids` answers at most this many at once. */
const most = 100_000;
let asking: AbortController | undefined;

export const isSelected = ({ ids, range }: Selection, index: number, photo: number | undefined): boolean =>
  (photo !== undefined && ids.has(photo)) || (range !== null && index >= range[0] && index <= range[1]);

/** How many photos are selected, those on their way included. */
export const selectedCount = ({ ids, range }: Selection): number =>
  range === null ? ids.size : Math.max(ids.size, range[1] - range[0] + 1);

const clamp = (index: number): number => Math.max(0, Math.min((usePhotos.getState().total ?? 0) - 1, index));

function put(change: Partial<Selection>): void {
  asking?.abort();
  asking = undefined;
  useSelection.setState({ range: null, ...change });
}

async function fetchIds(from: number, to: number, signal: AbortSignal): Promise<number[]> {
  const { query, sort } = usePhotos.getState();
  const ids: number[] = [];
  for (let start = from; start <= to; start += most) {
    const end = Math.min(to, start + most - 1);
    ids.push(
      ...(await engine().photos.ids({ from: start, to: end, sort, ...(query ? { query } : {}) }, { signal })),
    );
  }
  return ids;
}

/** Selects everything between two positions besides `kept`; at once where the rows are here, else as the ids arrive. */
function take(from: number, to: number, kept: ReadonlySet<number>, rest: Partial<Selection>): void {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const ids = new Set(kept);
  for (let index = first; index <= last; index += 1) {
    const row = photoAt(index);
    if (!row) {
      put({ ...rest, ids: kept, range: [first, last] });
      const stop = new AbortController();
      asking = stop;
      fetchIds(first, last, stop.signal).then(
        (more) =>
          stop.signal.aborted || useSelection.setState({ ids: new Set([...kept, ...more]), range: null }),
        (error) => {
          if (stop.signal.aborted) return;
          useSelection.setState({ range: null });
          notifyError(error);
        },
      );
      return;
    }
    ids.add(row.photo);
  }
  put({ ...rest, ids });
}

/** A plain click or arrow: this one alone. */
export function selectOnly(index: number): void {
  const at = clamp(index);
  take(at, at, new Set(), { current: at, anchor: at });
}

/** Ctrl or Cmd click: this one in or out. */
export function toggle(index: number): void {
  const at = clamp(index);
  const { ids } = useSelection.getState();
  const photo = photoAt(at)?.photo;
  if (photo === undefined || !ids.has(photo)) {
    take(at, at, ids, { current: at, anchor: at });
    return;
  }
  const rest = new Set(ids);
  rest.delete(photo);
  put({ ids: rest, current: at, anchor: at });
}

/** Shift: everything from the anchor to here. `add` keeps what else is selected. */
export function extendTo(index: number, add = false): void {
  const at = clamp(index);
  const { anchor, ids } = useSelection.getState();
  const from = anchor < 0 ? at : clamp(anchor);
  take(from, at, add ? ids : new Set(), { current: at, anchor: from });
}

export function selectAll(): void {
  const total = usePhotos.getState().total ?? 0;
  if (total > 0) take(0, total - 1, new Set(), {});
}

export const selectNone = (): void => put({ ids: new Set() });

/** Selects this one, unless it is part of the selection already: what a right click does. */
export function selectForMenu(index: number): void {
  if (isSelected(useSelection.getState(), index, photoAt(index)?.photo))
    useSelection.setState({ current: index });
  else selectOnly(index);
}

/** Other photos are shown: nothing is selected any more. */
usePhotos.subscribe((now, before) => {
  if (now.query !== before.query || now.sort !== before.sort) put(nothing);
});
