import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Rule } from '../../../shared/core/bridge.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Draft } from './draft.ts';
import { type Choice, fieldOptions, mustName, pairsFor, type RuleDraft, rulesOf } from './rule-draft.ts';
import { ruleKinds } from './words.ts';

const between = (pair: readonly [string, string] | undefined) => (pair ? `${pair[0]} and ${pair[1]}` : '');

/** One more rule, put together from choices and read back as the sentence it will be. */
export function NewRule({
  members,
  onAdd,
}: {
  members: Draft['members'];
  onAdd: (rules: readonly Rule[]) => void;
}) {
  const names = members.map(({ library }) => library);
  const [draft, setDraft] = useState<RuleDraft>({
    ...{ kind: 'prefer', field: '*', words: '' },
    library: names[0] ?? '',
  });
  const { kind, library } = draft;
  const change = (next: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...next }));
  const chooseKind = (next: Choice) =>
    change({
      kind: next,
      library: next === 'vocabulary' ? '' : library || (names[0] ?? ''),
      pair: undefined,
    });
  const isVocabulary = kind === 'vocabulary';
  const rules = rulesOf(draft);
  const pairs = pairsFor(draft, names);
  const libraries = names.map((name) => ({ value: name, label: name }));
  return (
    <div className="flex flex-col gap-2 rounded border p-3">
      <div className="flex flex-wrap gap-2">
        {!isVocabulary && (
          <Select
            label="Field"
            className="w-48"
            value={draft.field}
            options={fieldOptions}
            onChange={(field) => change({ field })}
          />
        )}
        <Select
          label="Kind of rule"
          className="w-48"
          value={kind}
          options={ruleKinds}
          onChange={chooseKind}
        />
        {(mustName(kind) || isVocabulary) && (
          <Select
            label="Library"
            className="w-40"
            value={library}
            options={isVocabulary ? [{ value: '', label: 'Everywhere' }, ...libraries] : libraries}
            onChange={(next) => change({ library: next, pair: undefined })}
          />
        )}
        {pairs.length > 0 && (
          <Select
            label="Between"
            className="w-52"
            value={between(draft.pair)}
            options={[
              { value: '', label: 'Between any of them' },
              ...pairs.map((pair) => ({ value: between(pair), label: `Between ${between(pair)}` })),
            ]}
            onChange={(text) => change({ pair: pairs.find((pair) => between(pair) === text) })}
          />
        )}
      </div>
      {isVocabulary && (
        <TextField
          label="Words"
          showLabel
          value={draft.words}
          onChange={(words) => change({ words })}
          help="As in Reiher = animals|birds|heron, Ente = duck. Without any, upper and lower case are the same word."
        />
      )}
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-muted">{rules.map(ruleSentence).join(' ')}</p>
        <Button
          small
          icon={<Plus size={13} aria-hidden />}
          disabled={mustName(kind) && library === ''}
          onClick={() => onAdd(rules)}
        >
          {rules.length === 1 ? 'Add this rule' : `Add these ${rules.length} rules`}
        </Button>
      </div>
    </div>
  );
}
