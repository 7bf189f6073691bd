import { X } from 'lucide-react';
import type { Rule } from '../../../shared/core/bridge.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ruleRemark } from './rule-remarks.ts';

export interface RuleListProps {
  rules: readonly Rule[];
  members: readonly string[];
  onChange: (rules: readonly Rule[]) => void;
}

/** The rules in the order in which they count, each with what has to be known of it beside the others. */
export function RuleList({ rules, members, onChange }: RuleListProps) {
  if (rules.length === 0) return null;
  return (
    <ul aria-label="Rules" className="rounded border">
      {rules.map((rule, at) => {
        const remark = ruleRemark(rules, at, members);
        return (
          <li
            key={JSON.stringify(rule)}
            className="flex items-center gap-2 border-b py-1 pr-1 pl-3 last:border-b-0"
          >
            <span className="min-w-0 flex-1">
              {ruleSentence(rule)}
              {remark && <span className="block text-sm text-attention">{remark}</span>}
            </span>
            <IconButton
              label={`Remove the rule: ${ruleSentence(rule)}`}
              icon={<X size={14} aria-hidden />}
              onClick={() => onChange(rules.filter((_, other) => other !== at))}
            />
          </li>
        );
      })}
    </ul>
  );
}
