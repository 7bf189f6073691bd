import type { MaybeValue } from '../../../shared/core/value.ts';
import { fromText, isError, toText } from '../../lib/value-input.ts';
import { valueText } from '../../lib/value-text.ts';
import { count } from '../../lib/words.ts';
import type { EditorProps } from './editors.tsx';
import { InPlaceText } from './in-place-text.tsx';

/** A value as text. Several values stay until something is typed. */
export function TextEditor({ field, value, held, distinct, labelledBy, onChange }: EditorProps) {
  const several = distinct > 1;
  const commit = (typed: string) => {
    const next = fromText(field, typed, several ? null : value);
    if (isError(next)) return `Please ${next.error}`;
    onChange(next);
    return undefined;
  };
  return (
    <InPlaceText
      shown={several ? '' : toText(field, value)}
      onCommit={commit}
      labelledBy={labelledBy}
      long={field.editor === 'text'}
      placeholder={several ? count(distinct, 'value') : ''}
      hints={
        <>
          {several && (
            <Values held={held} distinct={distinct} text={(one) => valueText(field, one) || 'empty'} />
          )}
          {(field.kind === 'list' || field.kind === 'set') && (
            <p className="text-xs text-muted">Several: separate with ;</p>
          )}
        </>
      }
    />
  );
}

/** The values there are, with how many files hold each: what typing would replace. */
function Values({
  held,
  distinct,
  text,
}: {
  held: EditorProps['held'];
  distinct: number;
  text: (value: MaybeValue) => string;
}) {
  return (
    <ul className="mt-1 mb-1 flex flex-col gap-0.5 text-sm text-muted">
      {held.slice(0, 8).map(({ value, files, where }) => (
        <li key={JSON.stringify(value)} className="flex gap-2">
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {text(value)}
          </span>
          <span className="shrink-0">{where ? where.join(', ') : count(files, 'file')}</span>
        </li>
      ))}
      {distinct > 8 && <li>and {count(distinct - 8, 'more value')}. Typing replaces all of them.</li>}
    </ul>
  );
}
