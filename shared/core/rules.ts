import type { Rule } from './bridge.ts';
import { isEmpty, sameValue, textsOf } from './equal.ts';
import { hasMoved } from './merge/element.ts';
import { loses } from './merge/loses.ts';
import { nothingOutcome, type ReconcileOutcome } from './merge/outcome.ts';
import { keepPlannedBases, withPlannedBases } from './merge/planned.ts';
import { ruleOf } from './merge/rule.ts';
import type { ReconcileSide } from './merge/types.ts';
import { type ReconcileInput, reconcileField } from './reconcile.ts';
import { resolveField } from './resolve.ts';
import type { MaybeValue } from './value.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** What rules need to know beside the merge: where files live, and the order in which changes were observed. */
export interface RuleContext {
  /** Library id of a file. */
  libraryOf(file: number): string;
  /**
   * Between when and when this file's value appeared, as the app itself observed it; undefined where it cannot tell.
   * Never a clock of another machine: without an honest order, `newest` asks (reliability.md §6.5).
   */
  seenAt?(file: number): Appeared | undefined;
}

/** The value was not there `after`, and was there `at`; in ms or any ticks that grow. */
export interface Appeared {
  readonly after: number;
  readonly at: number;
}

/** The rules for a field: those that name it come before those for every field. */
const rulesFor = (field: string, rules: readonly Rule[]): Rule[] => [
  ...rules.filter((rule) => rule.field === field),
  ...rules.filter((rule) => rule.field === '*'),
];

const inLibrary = (context: RuleContext, library: string | undefined) => (side: ReconcileSide) =>
  library !== undefined && context.libraryOf(side.file) === library;

/**
 * Who a `neverLeaves` rule shuts out of the field: the library to be protected from it (`to`), else the library whose
 * value must stay where it is. All libraries share one hub, so a pair cannot be shut apart any finer.
 */
const shutOut = (rule: Rule, context: RuleContext) =>
  inLibrary(context, rule.to ?? rule.library ?? rule.from);

/** A mirror has no opinion: its own change counts as none, so it takes the hub and the old value is kept as a loser. */
const mirrored = (side: ReconcileSide): ReconcileSide => ({ ...side, role: 'target', base: side.value });

const admitted = (input: ReconcileInput, rules: readonly Rule[], context: RuleContext): ReconcileInput => {
  let sides = [...input.sides];
  for (const rule of rules) {
    if (rule.kind === 'neverLeaves') sides = sides.filter((side) => !shutOut(rule, context)(side));
    if (rule.kind === 'mirror') {
      const mirrors = inLibrary(context, rule.to ?? rule.library);
      sides = sides.map((side) => (mirrors(side) ? mirrored(side) : side));
    }
  }
  return { ...input, sides };
};

/** The sides that have something of their own to say. */
const movedSides = ({ field, sides }: ReconcileInput): ReconcileSide[] => {
  const rule = ruleOf(field);
  return sides.filter((side) => side.readable && hasMoved(rule, { ...side, base: side.base, votes: true }));
};

/** The copy that changed after all others had been seen changed; none where two may have been at once. */
const newestOf = (input: ReconcileInput, context: RuleContext): number | undefined => {
  const moved = movedSides(input).map(({ file }) => ({ file, seen: context.seenAt?.(file) }));
  const latest = moved.filter(({ file, seen }) =>
    moved.every((other) => other.file === file || (seen && other.seen && seen.after >= other.seen.at)),
  );
  return moved.length > 1 && latest.length === 1 ? latest[0]!.file : undefined;
};

/** A rule between two libraries settles what only these two disagree about. */
const isBetween = (rule: Rule, input: ReconcileInput, context: RuleContext): boolean => {
  if (rule.from === undefined || rule.to === undefined) return true;
  return movedSides(input).every((side) => [rule.from, rule.to].includes(context.libraryOf(side.file)));
};

/** Answers a conflict by the first rule that can; undefined: it stays with a person. */
const settled = (
  input: ReconcileInput,
  rules: readonly Rule[],
  context: RuleContext,
): ReconcileOutcome | undefined => {
  for (const rule of rules.filter((one) => isBetween(one, input, context))) {
    if (rule.kind === 'ask') return undefined;
    if (rule.kind === 'fillBlanks') return nothingOutcome('The copies differ, and only blanks are filled.');
    const files =
      rule.kind === 'prefer'
        ? input.sides.filter(inLibrary(context, rule.library)).map((side) => side.file)
        : rule.kind === 'newest'
          ? [newestOf(input, context)].filter((file) => file !== undefined)
          : [];
    const answer = files.length > 0 ? resolveField(input, { files }) : undefined;
    if (answer && 'hub' in answer) return { ...answer, why: `A rule decided: ${rule.kind}. ${answer.why}` };
  }
  return undefined;
};

/** Whether a rule lets only blanks be filled in this copy; without a library it is every copy. */
const fillsOnly = (rules: readonly Rule[], input: ReconcileInput, context: RuleContext) => (file: number) =>
  rules.some(
    (rule) =>
      rule.kind === 'fillBlanks' &&
      isBetween(rule, input, context) &&
      (rule.to ?? rule.library ?? context.libraryOf(file)) === context.libraryOf(file),
  );

/** Keeps only the writes that fill an empty copy; a copy that has a value stays as it is and keeps its base. */
const onlyBlanks = (
  input: ReconcileInput,
  outcome: ReconcileOutcome,
  isBound: (file: number) => boolean,
): ReconcileOutcome => {
  const refused = new Set(
    outcome.writes
      .filter((write) => isBound(write.file) && !isEmpty(input.field, write.before))
      .map((write) => write.file),
  );
  const stays = ({ file }: { readonly file: number }) => !refused.has(file);
  return {
    ...outcome,
    bases: outcome.bases.filter(stays),
    absorbed: outcome.absorbed.filter(stays),
    writes: outcome.writes.filter(stays),
    losers: outcome.losers.filter(stays),
  };
};

/**
 * What none of its sources ever had, a mirror shall not have either: then empty is what was decided. A source that
 * cannot be read may have it.
 */
const emptySources = (input: ReconcileInput, rules: readonly Rule[], context: RuleContext): boolean => {
  const mirrors = rules.filter((rule) => rule.kind === 'mirror');
  const isMirror = (side: ReconcileSide) =>
    mirrors.some((rule) => inLibrary(context, rule.to ?? rule.library)(side));
  const sources = input.sides.filter((side) => side.role !== 'target' && !isMirror(side));
  return (
    input.hub === undefined &&
    input.sides.some((side) => isMirror(side) && !isEmpty(input.field, side.value)) &&
    sources.length > 0 &&
    sources.every((side) => side.readable && isEmpty(input.field, side.value))
  );
};

const decide = (input: ReconcileInput, rules: readonly Rule[], context: RuleContext): ReconcileOutcome => {
  if (emptySources(input, rules, context)) {
    const outcome = decide({ ...input, hub: null }, rules, context);
    return outcome.conflict ? outcome : { hub: null, ...outcome };
  }
  const known = { ...input, sides: withPlannedBases(input.field, input.hub, input.sides) };
  const outcome = reconcileField(known);
  const answer =
    outcome.conflict?.kind === 'copies'
      ? (settled(known, rules, context) ?? outcome)
      : onlyBlanks(known, outcome, fillsOnly(rules, known, context));
  return keepPlannedBases(input.sides, known.sides, answer);
};

/** What the copies hold and held, in the bridge's words. */
const inWords = (input: ReconcileInput, words: Vocabulary, context: RuleContext): ReconcileInput => {
  const sides = input.sides.map((side) => {
    const said = (value: MaybeValue) => words.said(context.libraryOf(side.file), value);
    return {
      ...side,
      value: said(side.value),
      ...(side.base === undefined ? {} : { base: said(side.base) }),
    };
  });
  const hub = input.hub === undefined ? {} : { hub: words.said(undefined, input.hub) };
  const inWord = (path: string) => textsOf(words.said(undefined, [path]))[0] ?? path;
  const renames = input.renames?.map(({ from, to }) => ({ from: inWord(from), to: inWord(to) }));
  return { ...input, ...hub, ...(renames ? { renames } : {}), sides };
};

/** Merges in the bridge's words, and writes each library in its own. */
const translated = (
  input: ReconcileInput,
  words: Vocabulary,
  context: RuleContext,
  merge: (input: ReconcileInput) => ReconcileOutcome,
): ReconcileOutcome => {
  const { field } = input;
  const said = inWords(input, words, context);
  const { sides } = said;
  const outcome = merge(said);
  if (outcome.conflict || sides.length < 2) return outcome;
  const writes = input.sides.flatMap((side, at) => {
    const write = outcome.writes.find((one) => one.file === side.file);
    const after = write ? write.after : sides[at]!.value;
    const own = words.written(context.libraryOf(side.file), after, side.value);
    const may = side.readable && side.writable && side.role !== 'source';
    return may && !sameValue(field, own, side.value)
      ? [{ file: side.file, before: side.value, after: own }]
      : [];
  });
  const losers = writes
    .filter(({ before, after }) => loses(field, before, after))
    .map(({ file, before }) => ({ file, value: before }));
  return { ...outcome, writes, losers };
};

/** The bridge's vocabulary for a field; undefined: everybody's words are its own. */
const wordsFor = (input: ReconcileInput, rules: readonly Rule[]): Vocabulary | undefined =>
  input.field.merge === 'keywords'
    ? vocabularyOf(
        rules,
        input.hub ?? null,
        input.sides.map((side) => side.value),
      )
    : undefined;

/** The copies as the bridge's rules compare them: what a library says in words of its own is the same said. */
export const inBridgeWords = (
  input: ReconcileInput,
  rules: readonly Rule[],
  context: RuleContext,
): ReconcileInput => {
  const words = wordsFor(input, rulesFor(input.field.name, rules));
  return words ? inWords(input, words, context) : input;
};

/** Reconciles a field under a bridge's rules. What was held after an undo waits for a person, whatever the rules. */
export const applyRules = (
  input: ReconcileInput,
  rules: readonly Rule[],
  context: RuleContext,
): ReconcileOutcome => {
  const mine = rulesFor(input.field.name, rules);
  const allowed = admitted(input, mine, context);
  const merge = (given: ReconcileInput) => decide(given, mine, context);
  const words = wordsFor(allowed, mine);
  return words ? translated(allowed, words, context, merge) : merge(allowed);
};
