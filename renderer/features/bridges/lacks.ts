import { queryMistake } from '../../lib/query-mistake.ts';
import { type Draft, memberNames } from './draft.ts';
import { newRuleMistake, rulesToAdd } from './rule-draft.ts';
import { strangersIn } from './rule-remarks.ts';
import { scheduleMistake } from './schedule.ts';
import { type Step, steps } from './steps.ts';

/** Where in the form something is missing or wrong. */
export const stepOf = {
  name: 'members',
  members: 'members',
  fields: 'fields',
  where: 'fields',
  rules: 'rules',
  words: 'rules',
  newRule: 'rules',
  schedule: 'trigger',
  quiet: 'trigger',
} as const satisfies Record<string, Step>;
export type Place = keyof typeof stepOf;

/** What is missing before the bridge can be made, in words, and where. */
export interface Lack {
  readonly place: Place;
  readonly message: string;
}

/** Told while it is typed; what is merely missing only when one wants to go on. */
export const toldAtOnce: readonly Place[] = ['where', 'words', 'schedule'];

function membersLack({ members, families }: Draft): string | undefined {
  if (members.length === 0) return 'Choose the libraries.';
  if (members.length < 2 && families.length === 0)
    return 'Choose at least two libraries. One alone is enough only where photos of one shot are treated as one, under What.';
  if (!members.some(({ role }) => role !== 'target')) return 'At least one library has to give.';
  if (!members.some(({ role }) => role !== 'source')) return 'At least one library has to take.';
  return undefined;
}

const quietLack = ({ when: { kind, quiet } }: Draft): string | undefined =>
  kind !== 'manual' && quiet && (quiet.from === '' || quiet.to === '') ? 'Say from when to when.' : undefined;

const notAdded = 'This rule is not added yet. Add it, or clear it.';

function newRuleLacks(draft: Draft): Partial<Record<Place, string | undefined>> {
  if (!draft.newRule || draft.members.length === 0) return {};
  const words = newRuleMistake(draft.newRule);
  const isNew = rulesToAdd(draft.newRule, draft.rules).length > 0;
  return { words, newRule: words || !isNew ? undefined : notAdded };
}

/** Everything that is missing or wrong, in the order of the steps. */
export function lacksOf(draft: Draft): Lack[] {
  const names = memberNames(draft);
  const strange = draft.rules.some((rule) => strangersIn(rule, names).length > 0);
  const found: Partial<Record<Place, string | undefined>> = {
    name: draft.name.trim() === '' ? 'Give the bridge a name.' : undefined,
    members: membersLack(draft),
    fields: draft.fields.length === 0 ? 'Choose at least one field.' : undefined,
    where: queryMistake(draft.where),
    rules: strange ? 'Remove the rules about libraries that are not in this bridge.' : undefined,
    ...newRuleLacks(draft),
    schedule: draft.when.kind === 'schedule' ? scheduleMistake(draft.when.schedule) : undefined,
    quiet: quietLack(draft),
  };
  const places = Object.keys(stepOf) as Place[];
  return steps.flatMap((step) =>
    places.flatMap((place) => {
      const message = found[place];
      return stepOf[place] === step && message ? [{ place, message }] : [];
    }),
  );
}

/** The part of a bridge that the engine's complaint is about, as a place in the form. */
export const placeAbout = (about: string | undefined): Place | undefined =>
  about === 'trigger' ? 'schedule' : (Object.keys(stepOf) as Place[]).find((place) => place === about);
