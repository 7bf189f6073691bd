import type { Rule } from './bridge.ts';
import { isEmpty } from './equal.ts';
import { hasMoved } from './merge/element.ts';
import { nothingOutcome, type ReconcileOutcome } from './merge/outcome.ts';
import { ruleOf } from './merge/rule.ts';
import type { ReconcileSide } from './merge/types.ts';
import { type ReconcileInput, reconcileField } from './reconcile.ts';
import { resolveField } from './resolve.ts';

/** What rules need to know beside the merge: where files live, and the order in which changes were observed. */
export interface RuleContext {
  /** Library id of a file. */
  libraryOf(file: number): string;
  /**
   * The tick at which the app saw this file's value appear (larger is later); undefined where it cannot tell.
   * Never a clock of another machine: without an honest order, `newest` asks (reliability.md §6.5).
   */
  seenAt?(file: number): number | undefined;
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

/** The copy whose change was seen last, if that can be told of all that moved; ties cannot. */
const newestOf = (input: ReconcileInput, context: RuleContext): number | undefined => {
  const rule = ruleOf(input.field);
  const moved = input.sides
    .filter((side) => side.readable && hasMoved(rule, { ...side, base: side.base, votes: true }))
    .map((side) => ({ file: side.file, at: context.seenAt?.(side.file) }));
  if (moved.length === 0 || moved.some(({ at }) => at === undefined)) return undefined;
  const last = Math.max(...moved.map(({ at }) => at!));
  const latest = moved.filter(({ at }) => at === last);
  return latest.length === 1 ? latest[0]!.file : undefined;
};

/** Answers a conflict by the first rule that can; undefined: it stays with a person. */
const settled = (
  input: ReconcileInput,
  rules: readonly Rule[],
  context: RuleContext,
): ReconcileOutcome | undefined => {
  for (const rule of rules) {
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

/** Keeps only the writes that fill an empty copy; a copy that has a value stays as it is and keeps its base. */
const onlyBlanks = (input: ReconcileInput, outcome: ReconcileOutcome): ReconcileOutcome => {
  const filled = new Set(
    outcome.writes.filter((write) => isEmpty(input.field, write.before)).map((w) => w.file),
  );
  const refused = new Set(outcome.writes.map((write) => write.file).filter((file) => !filled.has(file)));
  return {
    ...outcome,
    bases: outcome.bases.filter((base) => !refused.has(base.file)),
    absorbed: outcome.absorbed.filter((base) => !refused.has(base.file)),
    writes: outcome.writes.filter((write) => filled.has(write.file)),
    losers: outcome.losers.filter((loser) => filled.has(loser.file)),
  };
};

/** Reconciles a field under a bridge's rules. What was held after an undo waits for a person, whatever the rules. */
export const applyRules = (
  input: ReconcileInput,
  rules: readonly Rule[],
  context: RuleContext,
): ReconcileOutcome => {
  const mine = rulesFor(input.field.name, rules);
  const allowed = admitted(input, mine, context);
  const outcome = reconcileField(allowed);
  if (outcome.conflict?.kind === 'copies') return settled(allowed, mine, context) ?? outcome;
  return mine.some((rule) => rule.kind === 'fillBlanks') ? onlyBlanks(allowed, outcome) : outcome;
};
