import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Rule, RuleKind, WordPair } from '../../../shared/core/bridge.ts';
import { fields, isFieldName } from '../../../shared/core/registry.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Draft } from './draft.ts';
import { ruleKinds, ruleSentence } from './words.ts';

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
        onAdd={(rule) =>
          onChange([...rules.filter((one) => JSON.stringify(one) !== JSON.stringify(rule)), rule])
        }
      />
    </div>
  );
}

const fieldOptions = [
  { value: '*', label: 'Every field' },
  ...fields.filter(({ readOnly }) => !readOnly).map(({ name, label }) => ({ value: name as string, label })),
];
const needsLibrary = new Set<RuleKind>(['prefer', 'neverLeaves']);

/** `Reiher = heron, Ente = duck` */
const wordPairs = (text: string): WordPair[] =>
  text.split(',').flatMap((line) => {
    const [from = '', to = ''] = line.split('=').map((side) => side.trim());
    return from !== '' && to !== '' ? [{ from, to }] : [];
  });
const needsTarget = new Set<RuleKind>(['fillBlanks', 'mirror']);

function NewRule({ members, onAdd }: { members: Draft['members']; onAdd: (rule: Rule) => void }) {
  const [field, setField] = useState('*');
  const [kind, setKind] = useState<RuleKind>('prefer');
  const [library, setLibrary] = useState(members[0]?.library ?? '');
  const [words, setWords] = useState('');
  const isVocabulary = kind === 'vocabulary';
  const pairs = wordPairs(words);
  const rule: Rule = {
    field: isVocabulary ? 'keywords' : isFieldName(field) ? field : '*',
    kind,
    ...(isVocabulary && library !== '' ? { library } : {}),
    ...(isVocabulary && pairs.length > 0 ? { words: pairs } : {}),
    ...(isVocabulary && pairs.length === 0 ? { anyCase: true } : {}),
    ...(needsLibrary.has(kind) ? { library } : {}),
    ...(needsTarget.has(kind) ? { to: library } : {}),
  };
  const mustName = needsLibrary.has(kind) || needsTarget.has(kind);
  const libraries = members.map((member) => ({ value: member.library, label: member.library }));
  const chooseKind = (next: RuleKind) => {
    setKind(next);
    setLibrary(next === 'vocabulary' ? '' : library || (members[0]?.library ?? ''));
  };
  return (
    <div className="flex flex-col gap-2 rounded border p-3">
      <div className="flex flex-wrap gap-2">
        {!isVocabulary && (
          <Select label="Field" className="w-40" value={field} options={fieldOptions} onChange={setField} />
        )}
        <Select
          label="Kind of rule"
          className="w-48"
          value={kind}
          options={ruleKinds}
          onChange={chooseKind}
        />
        {(mustName || isVocabulary) && (
          <Select
            label="Library"
            className="w-40"
            value={library}
            options={isVocabulary ? [{ value: '', label: 'Everywhere' }, ...libraries] : libraries}
            onChange={setLibrary}
          />
        )}
      </div>
      {isVocabulary && (
        <TextField
          label="Words"
          showLabel
          value={words}
          onChange={setWords}
          help="As in Reiher = animals|birds|heron, Ente = duck. Without any, upper and lower case are the same word."
        />
      )}
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-muted">{ruleSentence(rule)}</p>
        <Button
          small
          icon={<Plus size={13} aria-hidden />}
          disabled={mustName && library === ''}
          onClick={() => onAdd(rule)}
        >
          Add this rule
        </Button>
      </div>
    </div>
  );
}
