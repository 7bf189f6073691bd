import { X } from 'lucide-react';
import type { Rule } from '../../../shared/core/bridge.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Draft } from './draft.ts';
import { NewRule } from './new-rule.tsx';

export interface RulesFormProps {
  rules: readonly Rule[];
  members: Draft['members'];
  onChange: (rules: readonly Rule[]) => void;
}

/** Rules as sentences: without any, real conflicts are asked about and nothing else. */
export function RulesForm({ rules, members, onChange }: RulesFormProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        Without rules, Tagbridge merges what it can and asks when the same field changed in two places.
      </p>
      {rules.length > 0 && (
        <ul className="rounded border">
          {rules.map((rule, at) => (
            <li
              key={JSON.stringify(rule)}
              className="flex items-center gap-2 border-b py-1 pr-1 pl-3 last:border-b-0"
            >
              <span className="min-w-0 flex-1">{ruleSentence(rule)}</span>
              <IconButton
                label={`Remove the rule: ${ruleSentence(rule)}`}
                icon={<X size={14} aria-hidden />}
                onClick={() => onChange(rules.filter((_, other) => other !== at))}
              />
            </li>
          ))}
        </ul>
      )}
      <NewRule
        members={members}
        onAdd={(added) => {
          const texts = added.map((rule) => JSON.stringify(rule));
          onChange([...rules.filter((one) => !texts.includes(JSON.stringify(one))), ...added]);
        }}
      />
    </div>
  );
}
