import { isolate } from '../../lib/words.ts';
import { Select } from '../../ui/select.tsx';
import { fieldOptions, mustName, pairsFor, type RuleDraft } from './rule-draft.ts';
import { ruleKinds } from './words.ts';

const between = (pair: readonly [string, string] | undefined) => pair?.map(isolate).join(' and ') ?? '';

export interface RuleChoicesProps {
  draft: RuleDraft;
  members: readonly string[];
  onChange: (change: Partial<RuleDraft>) => void;
}

/** What a rule is about, what it says, and for which libraries. */
export function RuleChoices({ draft, members, onChange }: RuleChoicesProps) {
  const isVocabulary = draft.kind === 'vocabulary';
  const pairs = pairsFor(draft, members);
  const libraries = members.map((name) => ({ value: name, label: name }));
  return (
    <div className="flex flex-wrap gap-2">
      {!isVocabulary && (
        <Select
          label="Field"
          className="w-56 grow"
          value={draft.field}
          options={fieldOptions}
          onChange={(field) => onChange({ field })}
        />
      )}
      <Select
        label="Kind of rule"
        className="w-56 grow"
        value={draft.kind}
        options={ruleKinds}
        onChange={(kind) =>
          onChange({ kind, pair: undefined, ...(kind === 'vocabulary' ? { library: '' } : {}) })
        }
      />
      {(mustName(draft.kind) || isVocabulary) && (
        <Select
          label="Library"
          className="w-40 grow"
          value={draft.library}
          options={isVocabulary ? [{ value: '', label: 'Everywhere' }, ...libraries] : libraries}
          onChange={(library) => onChange({ library, pair: undefined })}
        />
      )}
      {pairs.length > 0 && (
        <Select
          label="Between"
          className="w-52 grow"
          value={between(draft.pair)}
          options={[
            { value: '', label: 'Between any of them' },
            ...pairs.map((pair) => ({ value: between(pair), label: `Between ${between(pair)}` })),
          ]}
          onChange={(text) => onChange({ pair: pairs.find((pair) => between(pair) === text) })}
        />
      )}
    </div>
  );
}
