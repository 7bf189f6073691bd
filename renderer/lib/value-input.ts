import { DEFAULT, readLangAlt } from '../../shared/core/equal/lang-alt.ts';
import type { FieldDef } from '../../shared/core/field.ts';
import { formatValue } from '../../shared/core/format.ts';
import { isParseError, type ParseError, parseValue } from '../../shared/core/parse.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';

type Field = Pick<FieldDef, 'name' | 'kind'>;

const quoted = (item: string): string => (/[;"]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item);

/** A value as the text that a person edits. */
export function toText(field: Field, value: MaybeValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'langAlt') return readLangAlt(value)[DEFAULT] ?? '';
  if (Array.isArray(value)) return value.map((item) => quoted(String(item))).join('; ');
  return formatValue(field.name as FieldName, value);
}

/** What a person typed as a value; null where they emptied it. `held` keeps what the text does not show: other languages. */
export function fromText(field: Field, text: string, held?: MaybeValue): MaybeValue | ParseError {
  const plain = text.trim();
  if (plain === '') return null;
  if (field.kind !== 'langAlt') return parseValue(field.name as FieldName, plain);
  const { [DEFAULT]: _old, ...others } = readLangAlt(held);
  return { ...others, [DEFAULT]: plain };
}

/** Whether what `fromText` gave is a complaint. */
export const isError = (value: MaybeValue | ParseError): value is ParseError =>
  value !== null && isParseError(value);
