import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, resolve, take } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import type { Change } from '../../core/change.ts';
import { fieldDef } from '../../core/registry.ts';
import { resolveField, type Take } from '../../core/resolve.ts';
import type { MaybeValue } from '../../core/value.ts';
import { type ConflictQuery, type ConflictRow, conflictPhotos, listConflicts } from '../db/conflicts.ts';
import { requireLibrary } from '../db/libraries.ts';
import { photoMatches } from '../db/photos.ts';
import type { Services } from '../services.ts';
import { type ActiveBridge, allBridge, everyBridge, unwritable } from './active-bridge.ts';
import { perform } from './command.ts';
import { follow, judgeField } from './decide.ts';
import { type Copy, letGo, type PhotoState } from './photo-state.ts';
import type { PlanDraft } from './plan-draft.ts';
import { eachFamily, thesePhotos } from './windows.ts';

type TakeInput = InputOf<typeof take>;
type ResolveInput = InputOf<typeof resolve>;

/** One answer for some conflicts. */
interface Answer {
  readonly query: ConflictQuery;
  readonly take: TakeInput;
}

/** The answer as the core takes it, for the copies at hand; undefined where the library has none of them. */
function takeOf(services: Services, answer: TakeInput, copies: readonly Copy[]): Take | undefined {
  if ('file' in answer) return { files: [answer.file] };
  // These speak of the inside of a file only.
  if ('own' in answer || 'tag' in answer) return undefined;
  if (!('prefer' in answer)) return answer as Take;
  const { id } = requireLibrary(services.db, answer.prefer);
  const files = copies.filter((copy) => copy.library.id === id).map((copy) => copy.file.id);
  return files.length > 0 ? { files } : undefined;
}

/** Plans the answer to one conflict between copies. True when it is decided. */
function resolveBetween(
  services: Services,
  state: PhotoState,
  bridge: ActiveBridge,
  conflict: ConflictRow,
  answer: TakeInput,
): boolean {
  const verdict = judgeField(state, bridge, conflict.field).find(({ outcome }) => outcome.conflict);
  // It may have resolved itself since: what the copies hold now counts.
  if (!verdict) return false;
  const chosen = takeOf(services, answer, verdict.copies);
  if (!chosen) return false;
  const outcome = resolveField(verdict.input, chosen);
  if (outcome.hub === undefined) return false;
  follow(verdict.states, bridge, conflict.field, outcome);
  letGo(verdict.states, bridge.id, conflict.field);
  return true;
}

const isUnion = (answer: TakeInput): answer is { union: true } => 'union' in answer;

/** The value that a file which disagrees with itself shall hold in every store; undefined: no answer for it. */
function insideValue(
  services: Services,
  conflict: ConflictRow,
  copy: Copy,
  answer: TakeInput,
): MaybeValue | undefined {
  const current = copy.values.get(conflict.field) ?? null;
  if ('value' in answer) return answer.value as MaybeValue;
  if ('own' in answer) return current;
  if ('tag' in answer)
    return conflict.sides.find((side) => side.file === copy.file.id && side.tag === answer.tag)?.value;
  if ('prefer' in answer)
    return requireLibrary(services.db, answer.prefer).id === copy.library.id ? current : undefined;
  if ('file' in answer) return answer.file === copy.file.id ? current : undefined;
  if (!isUnion(answer)) return undefined;
  const lists = conflict.sides.filter((side) => side.file === copy.file.id).map((side) => side.value);
  if (!lists.every((list) => list === null || Array.isArray(list))) return undefined;
  const side = (value: MaybeValue, file: number) =>
    ({ file, readable: true, value, role: 'both', writable: true }) as const;
  const united = resolveField({ field: fieldDef(conflict.field), sides: lists.map(side) }, { union: true });
  return united.hub;
}

/** Plans making files agree with themselves: every store is written, also where the value stays. */
function resolveInside(
  services: Services,
  state: PhotoState,
  conflict: ConflictRow,
  answer: TakeInput,
  draft: PlanDraft,
  changes: Map<number, Change[]>,
): boolean {
  const roles = allBridge(services.db).roles;
  let decided = false;
  for (const id of new Set(conflict.sides.map((side) => side.file))) {
    const copy = state.copies.find((one) => one.file.id === id);
    const after = copy && insideValue(services, conflict, copy, answer);
    if (!copy || after === undefined) continue;
    const reason = unwritable(copy, roles.get(copy.library.id));
    if (reason) {
      draft.tally.skipped(id, reason);
      continue;
    }
    const before = copy.values.get(conflict.field) ?? null;
    changes.set(id, [...(changes.get(id) ?? []), { field: conflict.field, before, after }]);
    decided = true;
  }
  return decided;
}

interface Asked {
  readonly conflict: ConflictRow;
  readonly take: TakeInput;
}

function planPhoto(
  services: Services,
  state: PhotoState,
  bridges: ReadonlyMap<string, ActiveBridge>,
  asked: readonly Asked[],
  draft: PlanDraft,
  changes: Map<number, Change[]>,
): void {
  for (const { conflict, take } of asked) {
    const bridge = bridges.get(conflict.bridge);
    const decided =
      conflict.kind === 'inFile'
        ? resolveInside(services, state, conflict, take, draft, changes)
        : bridge !== undefined && resolveBetween(services, state, bridge, conflict, take);
    if (!decided) draft.tally.conflicts(1);
  }
  for (const { conflict } of asked) for (const side of conflict.sides) draft.tally.unchanged(side.file);
}

function answersOf(input: ResolveInput): Answer[] {
  const { conflicts, shape, field } = input;
  const first: Answer = { query: { ids: conflicts, shape, field }, take: input.take };
  return [first, ...(input.also ?? []).map((more) => ({ query: { ids: more.conflicts }, take: more.take }))];
}

const titles = {
  prefer: (answer: TakeInput) => `take ${(answer as { prefer: string }).prefer}`,
  file: () => 'take one copy',
  hub: () => 'take the value decided before',
  union: () => 'unite',
  own: () => 'make files agree with themselves',
  tag: (answer: TakeInput) => `take ${(answer as { tag: string }).tag}`,
  value: () => 'set a value',
};

function titleOf(input: ResolveInput): string {
  const kind = Object.keys(input.take)[0] as keyof typeof titles;
  const about = input.field ? ` of ${fieldDef(input.field).label.toLowerCase()}` : '';
  return `Resolve conflicts${about}: ${titles[kind](input.take)}`;
}

/** Decides conflicts, one or thousands: the hub takes the answer, and ordinary writes follow. */
export async function resolveConflicts(services: Services, input: ResolveInput): Promise<PlanOutcome> {
  const { db } = services;
  const answers = answersOf(input);
  for (const { take } of answers) if ('prefer' in take) requireLibrary(db, take.prefer);
  const where = input.where?.trim() ? input.where : undefined;
  if (where) photoMatches(db, 0, where);
  const bridges = new Map(everyBridge(db).map((bridge) => [bridge.id, bridge]));
  const photos = answers.flatMap(({ query }) => conflictPhotos(db, query));
  if (input.conflicts && photos.length === 0)
    throw new TagbridgeError('NOT_FOUND', 'None of these conflicts is open any more.', {
      hint: 'See: tagbridge conflicts',
    });
  return perform(services, {
    kind: 'resolve',
    title: titleOf(input),
    input,
    dryRun: input.dryRun,
    yes: input.yes,
    job: input.job,
    fill: (draft, job) =>
      eachFamily(services, thesePhotos(photos), job, (family) => {
        const changes = new Map<number, Change[]>();
        for (const state of family) {
          if (where && !photoMatches(db, state.photo, where)) continue;
          const asked = answers.flatMap(({ query, take }) =>
            listConflicts(db, { ...query, photo: state.photo }, 1000).map((conflict) => ({ conflict, take })),
          );
          planPhoto(services, state, bridges, asked, draft, changes);
        }
        draft.addFamily(family, { changes });
      }),
  });
}
