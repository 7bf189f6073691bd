import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { DEFAULT, readLangAlt } from '../../../shared/core/equal/lang-alt.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { LangAlt, MaybeValue } from '../../../shared/core/value.ts';
import { commonLanguages, languageName, languageOf } from '../../lib/languages.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { InPlaceText } from './in-place-text.tsx';

export interface LanguagesProps {
  field: FieldDef;
  value: MaybeValue;
  onChange: (value: MaybeValue) => void;
}

/** The languages of a text beside its default. */
export const otherLanguages = (value: MaybeValue): string[] =>
  Object.keys(readLangAlt(value)).filter((lang) => lang !== DEFAULT);

const withText = (texts: LangAlt, lang: string, text: string): MaybeValue => {
  const { [lang]: _old, ...others } = texts;
  const next = text === '' ? others : { ...others, [lang]: text };
  return Object.keys(next).length === 0 ? null : next;
};

/** A text in each of its languages, and one more. The default, which every program shows, is edited above. */
export function Languages({ field, value, onChange }: LanguagesProps) {
  const [begun, setBegun] = useState<string[]>([]);
  const texts = readLangAlt(value);
  const langs = [...new Set([...otherLanguages(value), ...begun])];
  return (
    <div className="flex flex-col gap-1">
      {langs.map((lang) => (
        <div key={lang} className="grid grid-cols-[72px_minmax(0,1fr)] items-start gap-x-1">
          <span className="truncate py-1 leading-5 text-muted" title={`${languageName(lang)} (${lang})`}>
            {languageName(lang)}
          </span>
          <div className="min-w-0">
            <InPlaceText
              label={`${field.label} in ${languageName(lang)}`}
              lang={lang}
              long
              shown={texts[lang] ?? ''}
              placeholder="nothing yet"
              onCommit={(typed) => {
                onChange(withText(texts, lang, typed.trim()));
                return undefined;
              }}
            />
          </div>
        </div>
      ))}
      <AddLanguage label={field.label} known={langs} onAdd={(lang) => setBegun([...begun, lang])} />
    </div>
  );
}

function AddLanguage({
  label,
  known,
  onAdd,
}: {
  label: string;
  known: readonly string[];
  onAdd: (lang: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const list = useId();
  const add = () => {
    const lang = languageOf(typed);
    setError(lang ? undefined : 'Write a language, as in German, de or pt-BR.');
    if (!lang) return;
    setTyped('');
    if (!known.includes(lang)) onAdd(lang);
  };
  return (
    <form
      className="flex items-start gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        className="flex-1"
        label={`Another language for ${label}`}
        placeholder="Another language"
        list={list}
        value={typed}
        onChange={setTyped}
        error={error}
      />
      <datalist id={list}>
        {commonLanguages
          .filter((lang) => !known.includes(lang))
          .map((lang) => (
            <option key={lang} value={languageName(lang)} />
          ))}
      </datalist>
      <Button
        type="submit"
        small
        className="mt-0.5"
        icon={<Plus size={13} aria-hidden />}
        disabled={typed.trim() === ''}
      >
        Add
      </Button>
    </form>
  );
}
