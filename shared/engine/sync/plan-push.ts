import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, push } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { type PushMode, pushField } from '../../core/push.ts';
import { defaultPushFields, type FieldName, fieldDef } from '../../core/registry.ts';
import { type LibraryRow, requireLibrary } from '../db/libraries.ts';
import { photoMatches } from '../db/photos.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, bridgeBetween, everyBridge, unwritable } from './active-bridge.ts';
import { perform } from './command.ts';
import { isBraked } from './consent.ts';
import { follow, sideOf } from './decide.ts';
import { checkLibraries } from './file-store.ts';
import { withSameHub } from './kin.ts';
import { type Copy, heldFor, hubOf, letGo, livelyFields, type PhotoState } from './photo-state.ts';
import type { PlanDraft } from './plan-draft.ts';
import { eachFamily, photosInBoth } from './windows.ts';

interface Push {
  readonly from: LibraryRow;
  readonly to: LibraryRow;
  readonly mode: PushMode;
  readonly fields: readonly FieldName[];
  readonly bridges: readonly ActiveBridge[];
}

const usage = (message: string, hint: string) => new TagbridgeError('USAGE', message, { hint });

/** Throws `USAGE` for a push that the libraries' own settings forbid. */
function assertMayPush(from: LibraryRow, to: LibraryRow, all: ActiveBridge): void {
  if (from.id === to.id) throw usage('A library cannot be pushed to itself.', 'Name two libraries.');
  if (to.writes === 'none')
    throw usage(
      `Nothing is ever written to ${to.name}: it is read-only here.`,
      `To allow it: tagbridge library set ${to.name} --writes auto`,
    );
  if (all.roles.get(to.id) === 'source')
    throw usage(
      `${to.name} is only a source in one of its bridges, and is never written.`,
      'Change its role with: tagbridge bridge set',
    );
  if (all.roles.get(from.id) === 'target')
    throw usage(
      `${from.name} only receives in one of its bridges: what is changed there does not travel.`,
      'Change its role with: tagbridge bridge set',
    );
}

async function assertOnline(services: Services, libraries: readonly LibraryRow[]): Promise<void> {
  await checkLibraries(
    services,
    libraries.map((library) => library.id),
  );
  for (const { id } of libraries) {
    const { name, state, stateReason } = requireLibrary(services.db, id);
    if (state !== 'offline') continue;
    throw new TagbridgeError('OFFLINE', `The library ${name} is offline. ${stateReason ?? ''}`.trim(), {
      hint: 'Nothing was written. Connect it and push again.',
    });
  }
}

/** Plans one field of a photo. True when it is a conflict. */
function planField(state: PhotoState, push: Push, field: FieldName, sides: [Copy[], Copy[]]): boolean {
  const bridge = bridgeBetween(push.bridges, push.from.id, push.to.id, field);
  if (push.bridges.some((one) => one.keeps(push.from.id, field) || one.keeps(push.to.id, field)))
    return false;
  const hub = hubOf(state, bridge.id, field);
  const held = heldFor(state, bridge.id, field) !== undefined;
  const [from, to] = sides.map((copies) => copies.map((copy) => sideOf(state, bridge, copy, field)));
  const outcome = pushField({
    ...{ field: fieldDef(field), mode: push.mode, from: from!, to: to!, held, renames: state.renames },
    ...(hub === undefined ? {} : { hub }),
  });
  if (outcome.conflict) return true;
  // What a family last decided moves for all of it; the others take it in their bridge's next sync.
  const states = withSameHub(state, bridge, field);
  follow(states, bridge, field, outcome);
  // Replacing is a person's decision; so is agreement.
  if (held && outcome.hub !== undefined) letGo(states, bridge.id, field);
  return false;
}

function planPhoto(state: PhotoState, push: Push, draft: PlanDraft): void {
  const { tally } = draft;
  const sides: [Copy[], Copy[]] = [
    state.copies.filter((copy) => copy.library.id === push.from.id),
    state.copies.filter((copy) => copy.library.id === push.to.id),
  ];
  const lively = new Set(push.bridges.flatMap((bridge) => [...livelyFields(state, bridge.id)]));
  const conflicts = push.fields.filter((field) => lively.has(field) && planField(state, push, field, sides));
  tally.conflicts(conflicts.length);
  // What cannot be read gives nothing, and shall not seem to have been carried over.
  for (const copy of sides[0]) if (!copy.readable) tally.skipped(copy.file.id, 'unreadable');
  for (const copy of sides[1]) {
    const reason = unwritable(copy, undefined);
    if (reason) tally.skipped(copy.file.id, reason);
    else tally.unchanged(copy.file.id);
  }
}

function pushOf(db: ReadableDb, input: InputOf<typeof push>): Push {
  const bridges = everyBridge(db);
  const from = requireLibrary(db, input.from);
  const to = requireLibrary(db, input.to);
  assertMayPush(from, to, bridges.at(-1)!);
  const fields = [...new Set(input.fields ?? defaultPushFields)];
  return { from, to, mode: input.mode ?? 'merge', fields, bridges };
}

/** Carries tags from one library to another (design.md, decision 4). */
export async function pushTags(services: Services, input: InputOf<typeof push>): Promise<PlanOutcome> {
  const { db } = services;
  const push = pushOf(db, input);
  const { from, to } = push;
  await assertOnline(services, [from, to]);
  const where = input.where?.trim() ? input.where : undefined;
  if (where) photoMatches(db, 0, where);
  return perform(services, {
    kind: 'push',
    title: `Push ${from.name} to ${to.name}${push.mode === 'replace' ? ', replacing' : ''}`,
    input,
    dryRun: input.dryRun,
    yes: input.yes,
    job: input.job,
    async fill(draft, job) {
      await eachFamily(services, photosInBoth(db, from.id, to.id), job, (family) => {
        for (const state of family)
          if (!where || photoMatches(db, state.photo, where)) planPhoto(state, push, draft);
        draft.addFamily(family);
      });
    },
    needs: (counts) => (isBraked(db, counts, [to.id]) ? 'brake' : null),
  });
}
