import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { cx } from '../../lib/classes.ts';

export interface InPlaceTextProps {
  /** The text as it is. */
  shown: string;
  /** Takes what was typed; the answer says what is wrong with it. */
  onCommit: (typed: string) => string | undefined;
  /** Id of the element that names it, or else its name. */
  labelledBy?: string;
  label?: string;
  placeholder?: string;
  /** Several lines. */
  long?: boolean;
  lang?: string;
  /** Below it while it has the focus. */
  hints?: ReactNode;
}

/** Text that is edited where it stands. Enter or leaving the field takes it, Escape puts it back. */
export function InPlaceText(props: InPlaceTextProps) {
  const { shown, onCommit, labelledBy, label, placeholder, long = false, lang, hints } = props;
  const [text, setText] = useState(shown);
  const [focused, setFocused] = useState(false);
  const [error, setError] = useState<string>();
  const left = useRef(false);
  useEffect(() => {
    setText(shown);
    setError(undefined);
  }, [shown]);
  const commit = () => {
    if (text !== shown) setError(onCommit(text));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      left.current = true;
      setText(shown);
      setError(undefined);
      event.currentTarget.blur();
    } else if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
    }
  };
  const common = {
    ...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': label }),
    'aria-invalid': error !== undefined,
    dir: 'auto' as const,
    lang,
    title: focused ? undefined : text || undefined,
    value: text,
    placeholder,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      if (!left.current) commit();
      left.current = false;
    },
    onKeyDown,
    className: cx(
      'w-full rounded border bg-transparent px-1.5 placeholder:italic hover:border-line focus:border-line focus:bg-bg',
      error ? 'border-failure' : 'border-transparent',
      long ? 'field-sizing-content max-h-40 min-h-7 resize-none py-[3px]' : 'h-7 truncate',
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
      {focused && hints}
    </>
  );
}
