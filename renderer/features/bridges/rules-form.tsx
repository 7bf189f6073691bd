import { count } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { StepFormProps } from './bridge-form.tsx';
import { memberNames } from './draft.ts';
import { NewRule } from './new-rule.tsx';
import { Place } from './place.tsx';
import { RuleList } from './rule-list.tsx';
import { strangersIn } from './rule-remarks.ts';

/** Rules as sentences: without any, real conflicts are asked about and nothing else. */
export function RulesForm({ draft, wrong, onChange }: StepFormProps) {
  const { rules } = draft;
  const members = memberNames(draft);
  const strange = rules.filter((rule) => strangersIn(rule, members).length > 0);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        Without rules, Tagbridge merges what it can and asks when the same field changed in two places.
      </p>
      {strange.length > 0 ? (
        <Place name="rules">
          <Notice
            kind="attention"
            action={
              <Button
                small
                onClick={() => onChange({ rules: rules.filter((rule) => !strange.includes(rule)) })}
              >
                Remove {strange.length === 1 ? 'it' : 'them'}
              </Button>
            }
          >
            {count(strange.length, 'rule is', 'rules are')} about libraries that are not in this bridge.
          </Notice>
        </Place>
      ) : (
        wrong.rules && <Notice kind="failure">{wrong.rules}</Notice>
      )}
      <RuleList rules={rules} members={members} onChange={(next) => onChange({ rules: next })} />
      {members.length === 0 ? (
        <p className="text-muted">Choose the libraries first; then rules about them can be made here.</p>
      ) : (
        <NewRule
          members={members}
          rules={rules}
          draft={draft.newRule}
          wrong={wrong}
          onDraft={(newRule) => onChange({ newRule })}
          onAdd={(added) => onChange({ rules: [...rules, ...added], newRule: undefined })}
        />
      )}
    </div>
  );
}
