import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { cx } from '../../lib/classes.ts';
import { fromText, isError, toText } from '../../lib/value-input.ts';
import { valueText } from '../../lib/value-text.ts';
import { count } from '../../lib/words.ts';
import type { EditorProps } from './editors.tsx';

/** Text in place. Enter or leaving the field takes it, Escape puts it back. Several values stay until something is typed. */
export function TextEditor({ field, value, held, distinct, labelledBy, onChange }: EditorProps) {
  const shown = distinct > 1 ? '' : toText(field, value);
  const [text, setText] = useState(shown);
  const [focused, setFocused] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const left = useRef(false);
  useEffect(() => {
    setText(shown);
    setError(null);
  }, [shown]);
  const long = field.editor === 'text';

  const commit = (typed: string) => {
    if (typed === shown) return;
    const next = fromText(field, typed, distinct > 1 ? null : value);
    if (isError(next)) setError(`Please ${next.error}`);
    else {
      setError(null);
      onChange(next);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      left.current = true;
      setText(shown);
      setError(null);
      event.currentTarget.blur();
    } else if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit(text);
    }
  };
  const common = {
    'aria-labelledby': labelledBy,
    'aria-invalid': error !== null,
    dir: 'auto' as const,
    title: focused ? undefined : text || undefined,
    value: text,
    placeholder: distinct > 1 ? count(distinct, 'value') : '',
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      if (!left.current) commit(text);
      left.current = false;
    },
    onKeyDown,
    className: cx(
      'w-full rounded border bg-transparent px-1.5 hover:border-line focus:border-line focus:bg-bg',
      error ? 'border-failure' : 'border-transparent',
      long ? 'field-sizing-content max-h-40 min-h-7 resize-none py-[3px]' : 'h-7 truncate',
      distinct > 1 && 'placeholder:italic',
    ),
  };
  return (
    <>
      {long ? (
        <textarea rows={1} {...common} />
      ) : (
        <input type="text" spellCheck={false} autoComplete="off" {...common} />
      )}
      {error && <p className="text-sm text-failure">{error}</p>}
      {focused && distinct > 1 && (
        <Values held={held} distinct={distinct} text={(one) => valueText(field, one) || 'empty'} />
      )}
      {focused && (field.kind === 'list' || field.kind === 'set') && (
        <p className="text-xs text-muted">Several: separate with ;</p>
      )}
    </>
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
