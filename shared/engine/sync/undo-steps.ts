import { sameValue } from '../../core/equal.ts';
import { fieldDef } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { planDecisions } from '../db/decisions.ts';
import { type PlanItem, planItem, type RestoreRef } from '../db/plan-items.ts';
import { type RunItem, runItem, runItems, type Values } from '../db/run-items.ts';
import type { RunRow } from '../db/runs.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Copy } from './photo-state.ts';

/** One file's write by a run that is taken back. */
export interface Done {
  readonly run: RunRow;
  readonly item: PlanItem;
  readonly record: RunItem;
}

/** What a run did to each photo it touched: the positions of its writes; none where it only decided. */
export type DoneByPhoto = ReadonlyMap<number, readonly number[]>;

const pageSize = 500;

/** Photos of which a run decided something, with or without writing. */
function decidedBy(db: ReadableDb, run: RunRow, into: Map<number, number[]>): void {
  for (let after = 0; ; ) {
    const page = planDecisions(db, run.plan, after, pageSize);
    if (page.length === 0) return;
    for (const { applied, photo } of page) if (applied && !into.has(photo)) into.set(photo, []);
    after = page.at(-1)!.seq;
  }
}

/** What a run wrote and decided, photo by photo; positions only, so that long runs fit in memory. */
export function doneBy(db: ReadableDb, run: RunRow): DoneByPhoto {
  const photos = new Map<number, number[]>();
  for (let after = 0; ; ) {
    const page = runItems(db, run.id, after, pageSize, ['done']);
    if (page.length === 0) break;
    for (const { seq, after: wrote } of page) {
      const photo = wrote && planItem(db, run.plan, seq)?.photo;
      if (photo === null || photo === undefined) continue;
      const seqs = photos.get(photo);
      if (seqs) seqs.push(seq);
      else photos.set(photo, [seq]);
    }
    after = page.at(-1)!.seq;
  }
  decidedBy(db, run, photos);
  return photos;
}

/** The writes at some positions of a run. */
export const stepsOf = (db: ReadableDb, run: RunRow, seqs: readonly number[]): Done[] =>
  seqs.flatMap((seq) => {
    const [item, record] = [planItem(db, run.plan, seq), runItem(db, run.id, seq)];
    return item && record ? [{ run, item, record }] : [];
  });

/** A file on its way back through several writes, newest first. */
export interface WayBack {
  readonly copy: Copy;
  /** Its values, as read, once the writes so far are taken back. */
  readonly seen: Map<string, MaybeValue>;
  /** Writes taken back so far. */
  readonly steps: Done[];
  /** Whether the bytes themselves can come back: nothing but these writes was done to the file since. */
  whole: boolean;
  /** Whether a person was told why a write of it is not taken back. */
  told: boolean;
}

export const wayBackOf = (copy: Copy): WayBack => ({
  copy,
  seen: new Map(Object.entries(copy.file.snapshot?.values ?? {})),
  steps: [],
  whole: true,
  told: false,
});

const holds = ({ seen }: WayBack, { item }: Done, values: Values | null): boolean =>
  item.changes.every(({ field }) =>
    sameValue(fieldDef(field), seen.get(field) ?? null, values?.[field] ?? null),
  );

/** Whether the file holds, in the fields that were written, what the write left there. */
export const holdsWritten = (way: WayBack, done: Done): boolean => holds(way, done, done.record.after);

/** Whether it holds what was there before the write: that was taken back already. */
export const holdsBefore = (way: WayBack, done: Done): boolean => holds(way, done, done.record.before);

/** Whether the file on disk is, byte for byte, what a write left. */
function isAsLeft(copy: Copy, { record }: Done): boolean {
  const { media, sidecars } = copy.file.fingerprint;
  return (record.journal?.targets ?? []).every(({ store, path, after }) => {
    const now =
      store === 'embedded'
        ? media
        : sidecars.find((one) => path === one.name || path.endsWith(`/${one.name}`))?.stat;
    return after === undefined ? now === undefined : now?.ino === after.ino && now.mtimeNs === after.mtimeNs;
  });
}

/** Whether the later of two writes found exactly what the earlier one left, in the same places. */
function followsOn(earlier: Done, later: Done): boolean {
  const [from, to] = [earlier, later].map((done) => done.record.journal?.targets ?? []);
  return (
    from!.length === to!.length &&
    from!.every(({ path, action, afterHash }) => {
      const next = to!.find((target) => target.path === path);
      return action !== 'delete' && next?.action === 'replace' && next.beforeHash === afterHash;
    })
  );
}

/** Takes one more write back. */
export function stepBack(way: WayBack, done: Done): void {
  const later = way.steps.at(-1);
  way.whole &&= later === undefined ? isAsLeft(way.copy, done) : followsOn(done, later);
  way.steps.push(done);
  for (const { field } of done.item.changes) way.seen.set(field, done.record.before?.[field] ?? null);
}

/** The writes whose bytes come back; undefined: the file comes back by values. */
export function restoreRef({ steps, whole }: WayBack): RestoreRef | undefined {
  const [newest, oldest] = [steps[0], steps.at(-1)];
  if (!whole || !newest || !oldest) return undefined;
  const ref = ({ run, record }: Done) => ({ run: run.id, seq: record.seq });
  return newest === oldest ? ref(oldest) : { ...ref(oldest), from: ref(newest) };
}
