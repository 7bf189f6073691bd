import type { Needs, PlanKind } from '../../api/views.ts';
import type { Change } from '../../core/change.ts';
import type { KeywordRename } from '../../core/equal/keywords.ts';
import { sameValue } from '../../core/equal.ts';
import type { Problem } from '../../core/problem.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { isLosing } from '../../core/safety.ts';
import { type Decision, insertDecision, type Slot } from '../db/decisions.ts';
import { filesByLibrary } from '../db/file-refs.ts';
import { insertPlanItem, type RestoreRef } from '../db/plan-items.ts';
import { insertPlan, type PlanCounts, setPlan } from '../db/plans.ts';
import { planRenames } from '../db/renames.ts';
import { shortId } from '../db/short-id.ts';
import { run, transaction } from '../db/sql.ts';
import type { Services } from '../services.ts';
import type { Copy, Move, PhotoState } from './photo-state.ts';
import { createTally, type PlanTally } from './plan-tally.ts';

/** A plan while it is made. Everything it is given is saved at once, so that memory does not grow with it. */
export interface PlanDraft {
  readonly id: string;
  readonly tally: PlanTally;
  /** Saves what was planned for a photo: items for copies whose values moved, decisions for hubs and bases that did. */
  add(state: PhotoState, extras?: DraftExtras): void;
  /** As `add`, for the photos of a family: what is decided of them holds together or not at all. */
  addFamily(states: readonly PhotoState[], extras?: DraftExtras): void;
  /** The plan is complete. */
  finish(): PlanCounts;
  setNeeds(needs: Needs | null): void;
  /** Planning failed or was cancelled: nothing of it stays. */
  discard(): void;
}

export interface DraftExtras {
  /** Changes a file gets beside those that its values tell of (making a file agree with itself changes none). */
  readonly changes?: ReadonlyMap<number, readonly Change[]>;
  /** Earlier writes whose bytes come back. */
  readonly restores?: ReadonlyMap<number, RestoreRef>;
  /** Keywords of the photo that a person renames. */
  readonly renames?: readonly KeywordRename[];
}

/** The changes between what a copy holds and what is planned for it. */
export function changesOf(copy: Copy): Change[] {
  const names = new Set<FieldName>([...copy.found.keys(), ...copy.values.keys()]);
  return [...names].flatMap((field) => {
    const before = copy.found.get(field) ?? null;
    const after = copy.values.get(field) ?? null;
    return before === after || sameValue(fieldDef(field), before, after) ? [] : [{ field, before, after }];
  });
}

const equalSlots = (a: Slot, b: Slot) => JSON.stringify(a) === JSON.stringify(b);

/** Which fields of which files a plan writes. */
type WrittenFields = ReadonlyMap<number, ReadonlySet<FieldName>>;

function decisionOf(
  photo: number,
  family: number | null,
  move: Move,
  written: WrittenFields,
): Omit<Decision, 'seq'> | undefined {
  const hub = move.hub && !equalSlots(move.hub.before, move.hub.after) ? move.hub : undefined;
  const bases = [...move.bases].filter(
    ([file, base]) => move.absorbed.has(file) || !equalSlots(base.before, base.after),
  );
  const held = move.held && move.held.before !== move.held.after ? move.held : undefined;
  if (!hub && bases.length === 0 && !held && move.losers.length === 0) return undefined;
  const absorbed = [...move.absorbed].map(([file, value]) => ({ file, value, written: false }));
  return {
    bridge: move.bridge,
    photo,
    field: move.field,
    family,
    hub: hub?.after ?? null,
    bases: [
      ...absorbed,
      ...bases.map(([file, base]) => ({
        file,
        ...base.after,
        written: written.get(file)?.has(move.field) === true,
      })),
    ],
    held: held ? (held.after === undefined ? {} : { run: held.after }) : null,
    losers: move.losers,
    notes: [...move.notes.values()],
    before: {
      ...(hub ? { hub: hub.before } : {}),
      bases: bases.map(([file, base]) => ({ file, ...base.before })),
      ...(held?.before === undefined ? {} : { held: held.before }),
    },
    applied: false,
  };
}

const noCounts: PlanCounts = {
  photos: 0,
  planned: 0,
  unchanged: 0,
  skipped: 0,
  skippedBy: {},
  conflicts: 0,
  losing: 0,
  byField: [],
  changeTotal: 0,
  problems: [],
  problemTotal: 0,
};

/** What a plan is begun with. */
export interface Heading {
  readonly kind: PlanKind;
  readonly title: string;
  /** What was asked, saved with the plan. */
  readonly input: unknown;
}

/** Begins a plan; it is in the index from here on, empty. `planned` hears of each file to be written, with their count. */
export function draftPlan(
  services: Services,
  { kind, title, input }: Heading,
  planned: (files: number) => void,
): PlanDraft {
  const { db, clock } = services;
  const id = shortId('p');
  const tally = createTally();
  let [items, decisions] = [0, 0];
  insertPlan(db, { id, kind, title, at: clock(), input, state: 'ready', needs: null, counts: noCounts });

  function addItem(
    state: PhotoState,
    copy: Copy,
    extras: DraftExtras | undefined,
  ): Set<FieldName> | undefined {
    const restore = extras?.restores?.get(copy.file.id) ?? null;
    const moved = changesOf(copy);
    const known = new Set(moved.map((change) => change.field));
    const more = (extras?.changes?.get(copy.file.id) ?? []).filter((change) => !known.has(change.field));
    const changes = [...moved, ...more];
    if (changes.length === 0 && restore === null) return undefined;
    const { id: file, fingerprint } = copy.file;
    const family = moved.map((change) => change.field).filter((field) => copy.fromKin.has(field));
    const losing = changes.some(isLosing);
    const item = { file, photo: state.photo, fingerprint, changes, restore, family, losing };
    insertPlanItem(db, id, { seq: ++items, ...item });
    tally.planned(copy, changes, family.length);
    planned(items);
    return new Set(changes.map((change) => change.field));
  }

  function addPhoto(state: PhotoState, family: number | null, extras: DraftExtras | undefined): void {
    const written = new Map<number, Set<FieldName>>();
    for (const copy of state.copies) {
      const fields = addItem(state, copy, extras);
      if (fields) written.set(copy.file.id, fields);
    }
    if (written.size > 0) tally.photo();
    planRenames(db, id, state.photo, extras?.renames ?? []);
    for (const move of state.moves.values()) {
      const decision = decisionOf(state.photo, family, move, written);
      if (decision) insertDecision(db, id, { ...decision, seq: ++decisions });
    }
  }

  return {
    id,
    tally,
    add: (state, extras) => transaction(db, () => addPhoto(state, null, extras)),
    addFamily(states, extras) {
      const family = states.length > 1 ? states[0]!.photo : null;
      transaction(db, () => {
        for (const state of states) addPhoto(state, family, extras);
      });
    },
    finish() {
      const away = filesByLibrary(db, tally.skippedAs('offline'));
      const counts = { ...tally.counts(), ...(away.length > 0 ? { away } : {}) };
      setPlan(db, id, { counts });
      return counts;
    },
    setNeeds: (needs) => setPlan(db, id, { needs }),
    discard: () => void run(db, 'DELETE FROM plan WHERE id = ?', [id]),
  };
}

/** A problem with where it is, for outcomes. */
export const placed = (copy: Pick<Copy, 'file' | 'library'>, problem: Problem) => ({
  library: copy.library.name,
  path: copy.file.path,
  code: problem.code,
  message: problem.message,
});
