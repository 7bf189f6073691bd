// The libraries of a history and what joins them: one plain bridge, one with rules, or several.
import type { Rule, RuleKind } from '../../../shared/core/bridge.ts';
import type { Role } from '../../../shared/core/library.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { Dice } from '../merge/dice.ts';
import { type SimField, simFields, vocabularies } from './values.ts';

export interface StageLibrary {
  readonly name: string;
  /** What programs write that is only ever said here begins with it. */
  readonly mark: string;
  /** Texts longer than this are cut short, as IPTC does. */
  readonly cut: number | undefined;
}

export interface StageBridge {
  readonly name: string;
  readonly members: readonly { readonly library: string; readonly role: Role }[];
  readonly fields: readonly FieldName[] | null;
  readonly filter: string | null;
  readonly rules: readonly Rule[];
}

export interface Stage {
  readonly libraries: readonly StageLibrary[];
  readonly bridges: readonly StageBridge[];
  readonly photos: number;
  /** Pictures that are there twice in the first library. */
  readonly twice: number;
  /** Automatic syncs that lose more files than this wait for a person. */
  readonly brake: number | undefined;
}

type Members = StageBridge['members'];

function membersOf(dice: Dice, libraries: readonly StageLibrary[]): Members {
  return libraries.map(({ name }, at) => ({
    library: name,
    // The first two give and take, so that there is something to merge.
    role: at < 2 ? 'both' : dice.pick(['both', 'both', 'source', 'target'] as const),
  }));
}

const kinds: readonly RuleKind[] = [
  ...(['ask', 'prefer', 'prefer', 'fillBlanks', 'neverLeaves', 'newest', 'newest', 'mirror'] as const),
  'vocabulary',
];

function ruleOf(dice: Dice, members: Members, withWords: boolean): Rule {
  const kind = dice.pick(kinds);
  const field: SimField | '*' = dice.pick([...simFields, '*']);
  const library = dice.pick(members).library;
  const pair = dice.roll(4) === 0 ? { from: dice.pick(members).library, to: dice.pick(members).library } : {};
  if (kind === 'vocabulary') {
    if (!withWords) return { field, kind: 'ask' };
    return {
      field: 'keywords',
      kind,
      ...dice.pick(vocabularies),
      ...(dice.roll(2) === 0 ? { library } : {}),
    };
  }
  if (kind === 'prefer') return { field, kind, library, ...pair };
  if (kind === 'fillBlanks') return { field, kind, ...pair, ...(dice.roll(2) === 0 ? { to: library } : {}) };
  if (kind === 'neverLeaves') return { field, kind, library };
  if (kind === 'mirror') return { field, kind, to: library };
  return { field, kind, ...pair };
}

const filters = ['rating>=3', 'has:title', 'keyword:birds', 'has:headline OR rating>=1'];

function bridgeOf(dice: Dice, name: string, members: Members, withWords: boolean): StageBridge {
  const rules = Array.from({ length: dice.roll(4) }, () => ruleOf(dice, members, withWords));
  return {
    ...{ name, members, rules },
    fields: dice.roll(3) === 0 ? simFields.filter(() => dice.roll(3) > 0) : null,
    filter: dice.roll(4) === 0 ? dice.pick(filters) : null,
  };
}

/** Some of the libraries, two at least. */
function someOf(dice: Dice, libraries: readonly StageLibrary[]): StageLibrary[] {
  const rest = [...libraries];
  while (rest.length > 2 && dice.roll(2) === 0) rest.splice(dice.roll(rest.length), 1);
  return rest;
}

function bridgesOf(dice: Dice, libraries: readonly StageLibrary[]): StageBridge[] {
  const kind = dice.roll(3);
  const whole = membersOf(dice, libraries);
  if (kind === 0) return [{ name: 'home', members: whole, fields: null, filter: null, rules: [] }];
  if (kind === 1) return [bridgeOf(dice, 'home', whole, true)];
  return ['home', 'nas', 'trip']
    .slice(0, 2 + dice.roll(2))
    .map((name, at) => bridgeOf(dice, name, membersOf(dice, someOf(dice, libraries)), at === 0));
}

/** Which of two values is the newer depends on when they were seen. */
const asking = (bridge: StageBridge): StageBridge => ({
  ...bridge,
  rules: bridge.rules.map((rule) => (rule.kind === 'newest' ? { ...rule, kind: 'ask' } : rule)),
});

/**
 * The stage of one history. `names`: what the libraries are called; nothing else may depend on that. `heard`: events
 * are told of in time, so that the newest may be known.
 */
export function stageOf(dice: Dice, names: readonly string[], heard: boolean): Stage {
  const libraries = Array.from({ length: 2 + dice.roll(4) }, (_, at) => ({
    name: names[at]!,
    mark: 'ABCDE'[at]!,
    cut: dice.roll(5) === 0 ? 8 : undefined,
  }));
  const photos = 1 + dice.roll(3);
  return {
    ...{
      libraries,
      photos,
      bridges: bridgesOf(dice, libraries).map((bridge) => (heard ? bridge : asking(bridge))),
    },
    twice: dice.roll(8) === 0 ? 1 : 0,
    brake: dice.roll(4) === 0 ? 1 + dice.roll(2) : undefined,
  };
}
