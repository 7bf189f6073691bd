import { Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Rule } from '../../../shared/core/bridge.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { CheckedField } from '../../ui/checked-field.tsx';
import type { StepFormProps } from './bridge-form.tsx';
import { Place } from './place.tsx';
import { RuleChoices } from './rule-choices.tsx';
import {
  amongMembers,
  freshRule,
  newRuleMistake,
  type RuleDraft,
  rulesOf,
  rulesToAdd,
} from './rule-draft.ts';

export interface NewRuleProps {
  members: readonly string[];
  /** Those that are there already. */
  rules: readonly Rule[];
  /** Undefined until something is chosen or typed. */
  draft: RuleDraft | undefined;
  wrong: StepFormProps['wrong'];
  onDraft: (draft: RuleDraft | undefined) => void;
  onAdd: (rules: readonly Rule[]) => void;
}

const same = (a: RuleDraft, b: RuleDraft) => JSON.stringify(a) === JSON.stringify(b);

/** One more rule, put together from choices and read back as the sentence it will be. */
export function NewRule({ members, rules, draft, wrong, onDraft, onAdd }: NewRuleProps) {
  // After adding, the choices stay: the next rule is often of the same kind.
  const [rest, setRest] = useState(freshRule);
  const shown = amongMembers(draft ?? rest, members);
  const change = (next: Partial<RuleDraft>) => {
    const changed = amongMembers({ ...shown, ...next }, members);
    onDraft(same(changed, amongMembers(rest, members)) ? undefined : changed);
  };
  const made = rulesOf(shown);
  const added = rulesToAdd(shown, rules);
  const isWhole = newRuleMistake(shown) === undefined;
  const add = () => {
    if (!isWhole) return;
    setRest({ ...shown, words: '' });
    onAdd(added);
  };
  return (
    <div className="flex flex-col gap-2 rounded border p-3">
      <RuleChoices draft={shown} members={members} onChange={change} />
      {shown.kind === 'vocabulary' && (
        <Place name="words">
          <CheckedField
            label="Words"
            showLabel
            value={shown.words}
            onChange={(words) => change({ words })}
            mistake={wrong.words}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
            help="As in Reiher = animals|birds|heron, Ente = duck. Without any, upper and lower case are the same word."
          />
        </Place>
      )}
      <Place name="newRule" wrong={wrong.newRule}>
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 text-muted">
            {isWhole && made.map(ruleSentence).join(' ')}
            {isWhole && added.length === 0 && (
              <span className="block text-sm">{made.length === 1 ? 'It is' : 'They are'} there already.</span>
            )}
          </p>
          <Button
            small
            icon={<Plus size={13} aria-hidden />}
            aria-disabled={!isWhole || added.length === 0}
            className="aria-disabled:opacity-45"
            onClick={add}
          >
            {made.length === 1 ? 'Add this rule' : `Add these ${made.length} rules`}
          </Button>
          {draft && (
            <Button small variant="quiet" onClick={() => onDraft(undefined)}>
              Clear
            </Button>
          )}
        </div>
      </Place>
    </div>
  );
}
