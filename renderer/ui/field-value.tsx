import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue, Value } from '../../shared/core/value.ts';
import { keywordPath } from '../lib/keywords.ts';
import { valueText } from '../lib/value-text.ts';
import { Chip } from './chip.tsx';
import { KeywordText } from './keyword-text.tsx';
import { LabelDot } from './label-dot.tsx';
import { Stars } from './stars.tsx';

export interface FieldValueProps {
  field: Pick<FieldDef, 'name' | 'kind'>;
  value: MaybeValue | undefined;
  /** Compared with: keywords and sets then show +added and −removed. */
  base?: MaybeValue | undefined;
}

const listOf = (value: MaybeValue | undefined): string[] =>
  Array.isArray(value) ? value.map((item: Value) => String(item)) : [];

/** A value as a photographer reads it: stars, a colour, chips, a sentence. An empty one says "empty". */
export function FieldValue({ field, value, base }: FieldValueProps) {
  if (field.kind === 'keywords' || field.kind === 'set')
    return <Items field={field} value={value} base={base} />;
  if (value === null || value === undefined) return <span className="text-muted italic">empty</span>;
  if (field.name === 'rating' && typeof value === 'number') return <Stars rating={value} />;
  if (field.name === 'label') return <LabelDot label={String(value)} named />;
  return (
    <span dir="auto" data-selectable className="break-words">
      {valueText(field, value)}
    </span>
  );
}

function Items({ field, value, base }: FieldValueProps) {
  const now = listOf(value);
  const before = base === undefined ? now : listOf(base);
  const isKeyword = field.kind === 'keywords';
  const words = (item: string) => (isKeyword ? keywordPath(item) : item);
  const show = (item: string) => (isKeyword ? <KeywordText path={item} /> : item);
  const removed = before.filter((item) => !now.includes(item));
  if (now.length + removed.length === 0) return <span className="text-muted italic">empty</span>;
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {now.map((item) => (
        <Chip key={item} title={words(item)} change={before.includes(item) ? undefined : 'added'}>
          {show(item)}
        </Chip>
      ))}
      {removed.map((item) => (
        <Chip key={item} title={words(item)} change="removed">
          {show(item)}
        </Chip>
      ))}
    </span>
  );
}
