import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, sync } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { fillsBlanks } from '../../core/bridge.ts';
import type { Change } from '../../core/change.ts';
import type { FieldName } from '../../core/registry.ts';
import { everything, userBridges } from '../db/bridges.ts';
import { conflictsOfPhoto } from '../db/conflicts.ts';
import type { FileRow } from '../db/files.ts';
import type { Sizes } from '../db/plans.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, bridgeNamed, copiesIn, unwritable } from './active-bridge.ts';
import { perform } from './command.ts';
import { needsOf } from './consent.ts';
import { follow, judgePhoto, type Verdict, waiting } from './decide.ts';
import { inFilter } from './in-filter.ts';
import { letGo, type PhotoState } from './photo-state.ts';
import type { PlanDraft } from './plan-draft.ts';
import { refreshConflicts } from './refresh-conflicts.ts';
import { unevenIn } from './uneven.ts';
import { eachFamily, matchedOrKin, matchedPhotos, thesePhotos } from './windows.ts';

/** A bridge and the photos at hand that its filter lets in. */
interface Part {
  readonly bridge: ActiveBridge;
  readonly states: readonly PhotoState[];
}

/** A part in its turn, and the fields that have theirs; a bridge may have two, for some each. */
interface Turn extends Part {
  takes(field: FieldName): boolean;
}

/**
 * Where a bridge only fills blanks it comes after all others: a blank copy takes what the bridges that keep it in step
 * have decided.
 */
function turnsOf(parts: readonly Part[]): Turn[] {
  const isLast = ({ bridge }: Part, field: FieldName) => fillsBlanks(bridge.rules, field);
  const last = parts.filter(({ bridge }) => bridge.rules.some(({ kind }) => kind === 'fillBlanks'));
  if (parts.length === 1 || last.length === 0) return parts.map((part) => ({ ...part, takes: () => true }));
  return [
    ...parts.map((part) => ({ ...part, takes: (field: FieldName) => !isLast(part, field) })),
    ...last.map((part) => ({ ...part, takes: (field: FieldName) => isLast(part, field) })),
  ];
}

interface Followed {
  readonly verdicts: readonly Verdict[];
  /** A copy is to be written: other bridges carry that on. */
  readonly writes: boolean;
  /** Photos of a family came to rest, and are to meet. */
  readonly meets: boolean;
  /** Fields in conflict. */
  readonly conflicts: number;
}

/** Follows what a bridge makes of a photo, or of a family. */
function followBridge({ bridge, states, takes }: Turn): Followed {
  const all = states.flatMap((state) => judgePhoto(state, bridge));
  const verdicts = all.filter(({ field }) => takes(field));
  let [writes, meets, conflicts] = [false, false, 0];
  for (const { field, outcome, states: decided, meetsLater } of verdicts) {
    if (outcome.conflict) {
      conflicts += 1;
      continue;
    }
    follow(decided, bridge, field, outcome);
    // Copies that agree need nobody to decide.
    letGo(decided, bridge.id, field);
    writes ||= outcome.writes.length > 0;
    meets ||= meetsLater === true;
  }
  return { verdicts, writes, meets, conflicts };
}

type Pass = Pick<Followed, 'writes' | 'meets' | 'conflicts'>;

/** Goes over the bridges in turn; `one`: up to the first that has something to write. */
function goOver(turns: readonly Turn[], draft: PlanDraft, one: boolean): Pass {
  let [writes, meets, conflicts] = [false, false, 0];
  for (const turn of turns) {
    const followed = followBridge(turn);
    conflicts += followed.conflicts;
    writes ||= followed.writes;
    meets ||= followed.meets;
    for (const verdict of followed.verdicts)
      for (const { file, reason } of waiting(turn.bridge, verdict)) draft.tally.skipped(file, reason);
    if (one && writes) break;
  }
  return { writes, meets, conflicts };
}

/**
 * Goes over the bridges until nothing moves any more. In a ring of them two values may chase each other round, when a
 * person decided one way here and another way there. The bridges that go first then come to rest first: what waits at
 * the later ones is caught up with there, and only one value goes on.
 */
function comeToRest(family: readonly PhotoState[], parts: readonly Part[], draft: PlanDraft): number {
  const turns = turnsOf(parts);
  const usual = parts.length + family.length;
  const most = parts.length === 1 ? usual : usual + 4 * parts.length ** 2;
  for (let pass = 0; ; pass++) {
    const { writes, meets, conflicts } = goOver(turns, draft, pass > usual);
    if (pass === most || (!meets && (!writes || parts.length === 1))) return conflicts;
  }
}

/** What the bridges even out inside files, each field of a file once. */
function evenedOut(parts: readonly Part[]): Map<number, Change[]> {
  const all = new Map<number, Change[]>();
  for (const { bridge, states } of parts)
    for (const state of states)
      for (const [file, changes] of unevenIn(state, bridge)) {
        const known = all.get(file) ?? [];
        all.set(file, [
          ...known,
          ...changes.filter(({ field }) => known.every((one) => one.field !== field)),
        ]);
      }
  return all;
}

/**
 * Plans one photo, or one family, in all bridges asked for. A library in two bridges carries changes on, and photos of
 * a family meet once each is at rest, so that they are gone over until nothing moves any more: a second sync then
 * finds nothing. Returns the fields in conflict.
 */
function syncFamily(family: readonly PhotoState[], parts: readonly Part[], draft: PlanDraft): number {
  const { tally } = draft;
  const conflicts = comeToRest(family, parts, draft);
  tally.conflicts(conflicts);
  draft.addFamily(family, { changes: evenedOut(parts) });
  for (const { bridge, states } of parts) {
    const copies = states.flatMap((state) => state.copies);
    for (const copy of copiesIn(bridge, copies))
      if (unwritable(copy, bridge.roles.get(copy.library.id)) === undefined) tally.unchanged(copy.file.id);
  }
  return conflicts;
}

/** The bridges a sync names; without names the user's, but for those that are paused. */
function asked(services: Services, names: readonly string[] | undefined): ActiveBridge[] {
  const { db, clock } = services;
  if (names) return [...new Set(names)].map((name) => bridgeNamed(db, name));
  const isPaused = (until: number | undefined) => until === undefined || until > clock();
  const bridges = userBridges(db).filter((row) => row.paused === null || !isPaused(row.paused.until));
  if (bridges.length > 0) return bridges.map((row) => bridgeNamed(db, row.id));
  const all = userBridges(db).length > 0 ? 'Every bridge is paused.' : 'There is no bridge yet.';
  throw new TagbridgeError('USAGE', all, {
    hint: 'Name one, or compare all libraries with: tagbridge sync all',
  });
}

interface SyncOptions {
  /** Only these photos: those that changed. */
  readonly photos?: readonly number[];
  /** Files that are left alone for now: writing them failed lately. */
  readonly resting?: (file: FileRow) => boolean;
  /** A bridge syncs by itself: what it did just before counts towards the brake. */
  readonly before?: Sizes;
  readonly input: unknown;
  readonly dryRun?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly job?: string | undefined;
}

/** Plans and, where that needs nobody's consent, carries out a sync of some bridges. */
export function syncActive(
  services: Services,
  bridges: readonly ActiveBridge[],
  options: SyncOptions,
): Promise<PlanOutcome> {
  const { db } = services;
  const names = bridges.map((bridge) => bridge.name).join(', ');
  const libraries = [...new Set(bridges.flatMap((bridge) => [...bridge.roles.keys()]))];
  const ids = bridges.map((bridge) => bridge.id);
  const every = bridges.some((bridge) => bridge.families.length > 0) ? matchedOrKin : matchedPhotos;
  const pages = options.photos ? thesePhotos(options.photos) : every(db);
  return perform(services, {
    kind: 'sync',
    title: ids.length === 1 && ids[0] === everything ? 'Sync all libraries' : `Sync ${names}`,
    input: { ...(options.input as object), bridgeIds: ids },
    dryRun: options.dryRun,
    yes: options.yes,
    job: options.job,
    bridges: ids,
    async fill(draft, job) {
      const news: number[] = [];
      await eachFamily(services, pages, job, (family) => {
        const parts = bridges
          .map((bridge) => ({
            bridge,
            states: family.filter((state) => inFilter(db, bridge, state.photo)),
          }))
          .filter(({ states }) => states.length > 0);
        for (const state of family)
          for (const copy of state.copies) copy.resting = options.resting?.(copy.file) ?? false;
        if (parts.length === 0) return;
        // A drive that came back may bring conflicts, or end some, although none of its files changed.
        const known = family.reduce((sum, state) => sum + conflictsOfPhoto(db, state.photo, ids), 0);
        if (syncFamily(family, parts, draft) !== known) news.push(...family.map((state) => state.photo));
      });
      refreshConflicts(services, news);
    },
    needs: (counts) => needsOf(db, counts, { bridges: ids, libraries, before: options.before }),
  });
}

/** Brings the bridges' libraries in step: plans, and runs unless a person has to allow it first. */
export function syncBridges(services: Services, input: InputOf<typeof sync>): Promise<PlanOutcome> {
  const { dryRun, yes, job } = input;
  return syncActive(services, asked(services, input.bridges), { input, dryRun, yes, job });
}
