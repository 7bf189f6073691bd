import type { FieldDef } from '../../shared/core/field.ts';
import { formatValue } from '../../shared/core/format.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { keywordPath } from './keywords.ts';

/** A value on one line; keywords with the sign that this window puts between their levels. */
export function valueText(field: Pick<FieldDef, 'name' | 'kind'>, value: MaybeValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'keywords' && Array.isArray(value))
    return value.map((path) => keywordPath(String(path))).join(', ');
  return formatValue(field.name as FieldName, value);
}
