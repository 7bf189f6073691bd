import { canonicalJson } from '../../../shared/core/equal/json.ts';
import type { ReconcileInput, ReconcileOutcome, ReconcileSide } from '../../../shared/core/reconcile.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { MergeCore } from './core.ts';
import type { Kind } from './kind.ts';
import { textKind } from './kinds.ts';
import { namesOf } from './names.ts';

/** Fails with the number of the invariant of reliability.md §2.1. */
export const must = (holds: boolean, invariant: number, what: string): void => {
  if (!holds) throw new Error(`invariant ${invariant}: ${what}`);
};

export const hubAfter = (input: ReconcileInput, outcome: ReconcileOutcome): MaybeValue | undefined =>
  'hub' in outcome ? outcome.hub : input.hub;

/** The copies once everything is written, by a format that keeps everything. */
export const applied = (input: ReconcileInput, outcome: ReconcileOutcome): ReconcileInput => ({
  field: input.field,
  hub: hubAfter(input, outcome),
  renames: input.renames,
  sides: input.sides.map((side) => {
    const write = outcome.writes.find(({ file }) => file === side.file);
    const base = outcome.bases.find(({ file }) => file === side.file);
    return { ...side, ...(write ? { value: write.after } : {}), ...(base ? { base: base.value } : {}) };
  }),
});

const isImplied = (path: string, paths: readonly string[]) =>
  paths.some((other) => other === path || other.startsWith(`${path}|`));

const empty = (kind: Kind, value: MaybeValue | undefined) =>
  kind.parts(value ?? null).every((part) => part === '');
const votersOf = (input: ReconcileInput) =>
  input.sides.filter((side) => side.readable && side.role !== 'target');
const hasMoved = (kind: Kind, side: ReconcileSide) =>
  side.base === undefined ? !empty(kind, side.value) : kind.moved(side.value, side.base);
const knew = (kind: Kind, side: ReconcileSide, hub: MaybeValue) =>
  side.base === undefined ? empty(kind, hub) : !kind.moved(hub, side.base);

/** 11 and 12, element by element. */
const judgeSet = (kind: Kind, input: ReconcileInput, hub: MaybeValue | undefined): void => {
  const voters = votersOf(input);
  const end = kind.parts(hub ?? null);
  const bare = (value: MaybeValue | undefined) => {
    const parts = kind.parts(value ?? null);
    return parts.filter((part) => !parts.some((other) => other.startsWith(`${part}|`)));
  };
  const before = bare(input.hub);
  const added = voters.flatMap((side) => bare(side.value).filter((e) => !bare(side.base).includes(e)));
  const removed = voters.flatMap((side) => bare(side.base).filter((e) => !bare(side.value).includes(e)));
  const names = (element: string) => namesOf(element, input.renames);
  const held = (element: string) => names(element).some((name) => isImplied(name, end));
  for (const element of added) must(held(element), 11, `${element} was added and is gone`);
  for (const element of removed) {
    must(
      added.flatMap(names).includes(element) || !end.includes(element),
      12,
      `${element} was removed and came back`,
    );
  }
  if (input.hub === undefined) return;
  for (const element of before.filter((one) => !removed.includes(one))) {
    must(isImplied(element, end), 11, `${element} was held, nobody removed it, and it is gone`);
  }
};

const judgeScalar = (kind: Kind, input: ReconcileInput, hub: MaybeValue | undefined): void => {
  const moved = votersOf(input).filter((side) => hasMoved(kind, side));
  for (const side of moved) {
    must(
      kind.stands(side.value, side.base, hub ?? null),
      13,
      `copy ${side.file} changed and the outcome ignores it`,
    );
  }
  const contradicted =
    input.hub !== undefined && moved.length > 0 && !moved.some((side) => knew(kind, side, input.hub!));
  if (contradicted) {
    const seen = moved.map((side) => side.base ?? null);
    must(
      seen.some((base) => kind.stands(input.hub!, base, hub ?? null)),
      13,
      'the hub moved and the outcome ignores it',
    );
  }
};

type Texts = NonNullable<Kind['texts']>;

const inLanguage = (input: ReconcileInput, texts: Texts, lang: string): ReconcileInput => {
  const text = (value: MaybeValue | undefined) =>
    value === undefined ? undefined : (texts(value)[lang] ?? null);
  return {
    ...input,
    hub: text(input.hub),
    sides: input.sides.map((side) => ({ ...side, value: text(side.value) ?? null, base: text(side.base) })),
  };
};

/**
 * 13, language by language: each is a scalar of its own, so one copy may have known what was decided for the one, and
 * another copy for the other. A language that nobody changed keeps its text, or follows its twin in a copy that
 * changed that one and knew this one.
 */
const judgeLanguages = (
  kind: Kind,
  texts: Texts,
  input: ReconcileInput,
  hub: MaybeValue | undefined,
): void => {
  const values = [hub, input.hub, ...input.sides.flatMap((side) => [side.value, side.base])];
  const movers = new Set(votersOf(input).flatMap((side) => (hasMoved(kind, side) ? [side.file] : [])));
  for (const lang of new Set(values.flatMap((value) => Object.keys(texts(value))))) {
    const one = inLanguage(input, texts, lang);
    const end = texts(hub)[lang] ?? null;
    judgeScalar(textKind, one, end);
    const decided = one.hub;
    const voters = votersOf(one);
    if (decided === undefined || voters.some((side) => hasMoved(textKind, side))) continue;
    const led = voters.some((side) => movers.has(side.file) && knew(textKind, side, decided));
    must(led || !textKind.moved(end, decided), 13, `nobody changed ${lang} and the outcome does`);
  }
};

const judgeInvented = (kind: Kind, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  const readable = input.sides.filter((side) => side.readable);
  const known = new Set([
    '',
    ...[input.hub, ...readable.map((side) => side.value)]
      .flatMap((value) => kind.parts(value ?? null))
      .flatMap((part) => namesOf(part, input.renames)),
  ]);
  for (const value of [hubAfter(input, outcome), ...outcome.writes.map((write) => write.after)]) {
    for (const part of kind.parts(value ?? null)) must(known.has(part), 14, `${part} was invented`);
  }
};

const renumbered = (input: ReconcileInput): ReconcileInput => ({
  ...input,
  sides: [...input.sides].reverse().map((side) => ({ ...side, file: 1000 - side.file })),
});

const sorted = (outcome: ReconcileOutcome, flip: boolean): string => {
  const by = <T extends { readonly file: number }>(list: readonly T[]) =>
    list
      .map((entry) => ({ ...entry, file: flip ? 1000 - entry.file : entry.file }))
      .sort((a, b) => a.file - b.file);
  const { hub, bases, absorbed, writes, losers, conflict, why } = outcome;
  return JSON.stringify([
    canonicalJson(hub),
    by(bases),
    by(absorbed),
    by(writes),
    by(losers),
    conflict && by(conflict.sides),
    why,
  ]);
};

const judgeSymmetry = (core: MergeCore, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  const other = core.reconcileField(renumbered(input));
  must(sorted(outcome, false) === sorted(other, true), 17, 'another order of copies, another outcome');
};

const judgeIdempotence = (core: MergeCore, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  const again = core.reconcileField(applied(input, outcome));
  must(again.writes.length === 0 && again.conflict === undefined, 16, 'a second plan writes or conflicts');
  must(!('hub' in again) && again.bases.length === 0, 16, 'a second plan moves the hub or a base');
};

const judgeConflict = (
  core: MergeCore,
  kind: Kind,
  input: ReconcileInput,
  outcome: ReconcileOutcome,
): void => {
  const { writes, bases, absorbed } = outcome;
  must(
    writes.length + bases.length + absorbed.length === 0 && !('hub' in outcome),
    18,
    'a conflicted field moved',
  );
  const readable = input.sides.filter((side) => side.readable);
  must(outcome.conflict!.sides.length === readable.length, 18, 'a conflict hides a side');
  for (const side of readable) {
    const agreed = { ...input, sides: input.sides.map((other) => ({ ...other, value: side.value })) };
    const complete = input.held !== true || input.sides.every((other) => other.readable);
    const cleared = core.reconcileField(agreed).conflict === undefined;
    // With the hub moved meanwhile, copies that agree among themselves may still contradict it.
    const heard =
      input.hub === undefined ||
      readable.some(
        (other) =>
          other.role !== 'target' &&
          knew(kind, other, input.hub!) &&
          hasMoved(kind, { ...other, value: side.value }),
      );
    must(cleared || !complete || !heard, 19, 'the copies agree and still conflict');
    const decided = core.resolveField(input, { files: [side.file] });
    const after = core.reconcileField({ ...applied(input, decided), held: false });
    must(after.conflict === undefined && after.writes.length === 0, 19, 'a decided field conflicts again');
  }
  judgeRevert(core, kind, input);
};

/** 19: where all but one take their change back, the one that is left speaks for all. */
const judgeRevert = (core: MergeCore, kind: Kind, input: ReconcileInput): void => {
  if (input.held || input.sides.some((side) => side.readable && side.role === 'target')) return;
  for (const side of votersOf(input).filter((one) => hasMoved(kind, one))) {
    if (input.hub !== undefined && !knew(kind, side, input.hub)) continue;
    const sides = input.sides.map((other) =>
      other.file === side.file ? other : { ...other, value: other.base ?? null },
    );
    must(
      core.reconcileField({ ...input, sides }).conflict === undefined,
      19,
      'the others reverted and it still conflicts',
    );
  }
};

const judgeNewcomer = (core: MergeCore, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  const alone = input.hub === undefined && input.sides.filter((side) => side.readable).length < 2;
  if (input.held || alone) return;
  const newcomer: ReconcileSide = { file: 500, readable: true, value: null, role: 'both', writable: true };
  const joined = core.reconcileField({ ...input, sides: [...input.sides, newcomer] });
  const others = joined.writes.filter((write) => write.file !== 500);
  must(
    (joined.conflict === undefined) === (outcome.conflict === undefined),
    20,
    'an empty newcomer changes what conflicts',
  );
  must(canonicalJson(joined.hub) === canonicalJson(outcome.hub), 20, 'an empty newcomer changes the outcome');
  must(
    JSON.stringify(others) === JSON.stringify(outcome.writes),
    20,
    'an empty newcomer changes what is written',
  );
};

const judgeNoise = (core: MergeCore, kind: Kind, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  const sides = input.sides.map((side) => ({ ...side, value: kind.noise(side.value) }));
  const noisy = core.reconcileField({ ...input, sides });
  const files = (one: ReconcileOutcome) =>
    one.writes
      .map((write) => write.file)
      .sort((a, b) => a - b)
      .join();
  must(noisy.conflict?.kind === outcome.conflict?.kind, 22, 'representation makes or hides a conflict');
  must(files(noisy) === files(outcome), 22, 'representation is written about');
  const [one, other] = [hubAfter(input, noisy), hubAfter(input, outcome)].map((hub) =>
    kind
      .parts(hub ?? null)
      .sort()
      .join('\n'),
  );
  must(one === other, 22, `representation changes the outcome: ${one} / ${other}`);
};

const judgeAll = (core: MergeCore, kind: Kind, input: ReconcileInput, outcome: ReconcileOutcome): void => {
  judgeSymmetry(core, input, outcome);
  judgeNewcomer(core, input, outcome);
  judgeNoise(core, kind, input, outcome);
  judgeInvented(kind, input, outcome);
  if (outcome.conflict) {
    judgeConflict(core, kind, input, outcome);
    return;
  }
  must(outcome.why.length > 0, 18, 'no sentence says why');
  const decided = hubAfter(input, outcome) !== undefined;
  if (decided && kind.isSet) judgeSet(kind, input, hubAfter(input, outcome));
  if (decided && kind.texts) judgeLanguages(kind, kind.texts, input, hubAfter(input, outcome));
  else if (decided && !kind.isSet) judgeScalar(kind, input, hubAfter(input, outcome));
  judgeIdempotence(core, input, outcome);
};

/** Everything that must hold of one merge, whatever came before. Throws at the first thing that does not. */
export const judge = (
  core: MergeCore,
  kind: Kind,
  input: ReconcileInput,
  outcome: ReconcileOutcome,
): void => {
  try {
    judgeAll(core, kind, input, outcome);
  } catch (broken) {
    // What was merged, beside what broke: the counterexample itself is but a list of numbers.
    const { field, ...copies } = input;
    const message = broken instanceof Error ? broken.message : String(broken);
    const merge = `${field.kind} ${JSON.stringify(copies)}\n→ ${JSON.stringify(outcome)}`;
    throw new Error(`${message}\n${merge}`, { cause: broken });
  }
};
