import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, sync } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { everything, userBridges } from '../db/bridges.ts';
import { conflictsOfPhoto } from '../db/conflicts.ts';
import type { FileRow } from '../db/files.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, bridgeNamed, copiesIn, unwritable } from './active-bridge.ts';
import { perform } from './command.ts';
import { needsOf } from './consent.ts';
import { follow, judgePhoto, type Verdict, waiting } from './decide.ts';
import { heldFor, moveHeld, type PhotoState } from './photo-state.ts';
import type { PlanDraft } from './plan-draft.ts';
import { inFilter, refreshConflicts } from './refresh-conflicts.ts';
import { eachPhoto, matchedPhotos, thesePhotos } from './windows.ts';

/** Follows what a bridge makes of a photo. Returns the fields in conflict, and whether a copy is to be written. */
function followBridge(
  state: PhotoState,
  bridge: ActiveBridge,
): { verdicts: Verdict[]; writes: boolean; conflicts: number } {
  const verdicts = judgePhoto(state, bridge);
  let [writes, conflicts] = [false, 0];
  for (const { field, outcome } of verdicts) {
    if (outcome.conflict) {
      conflicts += 1;
      continue;
    }
    follow(state, bridge.id, field, outcome);
    // Copies that agree need nobody to decide.
    if (heldFor(state, bridge.id, field) !== undefined) moveHeld(state, bridge.id, field, undefined);
    writes ||= outcome.writes.length > 0;
  }
  return { verdicts, writes, conflicts };
}

/**
 * Plans one photo in all bridges asked for. A library in two bridges carries changes on, so that they are gone over
 * until none writes any more: a second sync then finds nothing. Returns the fields in conflict.
 */
function syncPhoto(state: PhotoState, bridges: readonly ActiveBridge[], draft: PlanDraft): number {
  const { tally } = draft;
  let conflicts = 0;
  for (let pass = 0; pass <= bridges.length; pass++) {
    let writes = false;
    conflicts = 0;
    for (const bridge of bridges) {
      const followed = followBridge(state, bridge);
      conflicts += followed.conflicts;
      writes ||= followed.writes;
      for (const verdict of followed.verdicts)
        for (const { file, reason } of waiting(state, bridge, verdict)) tally.skipped(file, reason);
    }
    if (!writes || bridges.length === 1) break;
  }
  tally.conflicts(conflicts);
  draft.add(state);
  for (const bridge of bridges) {
    for (const copy of copiesIn(bridge, state)) {
      if (unwritable(copy, bridge.roles.get(copy.library.id)) === undefined) tally.unchanged(copy.file.id);
    }
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
  /** Files that lost something in syncs just before, which count towards the brake. */
  readonly losingBefore?: number;
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
  const pages = options.photos ? thesePhotos(options.photos) : matchedPhotos(db);
  return perform(services, {
    kind: 'sync',
    title: ids.length === 1 && ids[0] === everything ? 'Sync all libraries' : `Sync ${names}`,
    input: { ...(options.input as object), bridgeIds: ids },
    dryRun: options.dryRun,
    yes: options.yes,
    job: options.job,
    async fill(draft, job) {
      const news: number[] = [];
      await eachPhoto(services, pages, job, (state) => {
        const open = bridges.filter((bridge) => inFilter(db, bridge, state.photo));
        for (const copy of state.copies) copy.resting = options.resting?.(copy.file) ?? false;
        if (open.length === 0) return;
        // A drive that came back may bring conflicts, or end some, although none of its files changed.
        const known = conflictsOfPhoto(db, state.photo, ids);
        if (syncPhoto(state, open, draft) !== known) news.push(state.photo);
      });
      refreshConflicts(services, news);
    },
    needs(counts) {
      const losing = counts.losing + (options.losingBefore ?? 0);
      return needsOf(db, { ...counts, losing }, { bridges: ids, libraries });
    },
  });
}

/** Brings the bridges' libraries in step: plans, and runs unless a person has to allow it first. */
export function syncBridges(services: Services, input: InputOf<typeof sync>): Promise<PlanOutcome> {
  const { dryRun, yes, job } = input;
  return syncActive(services, asked(services, input.bridges), { input, dryRun, yes, job });
}
