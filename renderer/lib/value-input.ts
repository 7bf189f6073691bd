import { DEFAULT, readLangAlt } from '../../shared/core/equal/lang-alt.ts';
import { formatTime, parseTime } from '../../shared/core/equal/time.ts';
import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { valueText } from './value-text.ts';

type Field = Pick<FieldDef, 'name' | 'kind'>;

const degrees = (value: number) => String(Number(value.toFixed(6)));

/** A value as the text that a person edits. */
export function toText(field: Field, value: MaybeValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'langAlt') return readLangAlt(value)[DEFAULT] ?? '';
  if (field.kind === 'gps') {
    const { lat, lon } = value as { lat?: number; lon?: number };
    return lat === undefined || lon === undefined ? '' : `${degrees(lat)}, ${degrees(lon)}`;
  }
  if (Array.isArray(value)) return value.map(String).join('; ');
  return valueText(field, value);
}

/** What a person typed as a value; null where they emptied it. `held` keeps what the text does not show: other languages. */
export function fromText(field: Field, text: string, held?: MaybeValue): MaybeValue | { error: string } {
  const plain = text.trim();
  if (field.kind === 'langAlt') {
    const { [DEFAULT]: _old, ...others } = readLangAlt(held);
    return plain ? { ...others, [DEFAULT]: plain } : null;
  }
  if (plain === '') return null;
  if (field.kind === 'list' || field.kind === 'set')
    return plain
      .split(';')
      .map((item) => item.trim())
      .filter(Boolean);
  if (field.kind === 'time') {
    const parts = parseTime(plain.replace(' ', 'T'));
    return parts ? formatTime(parts) : { error: 'Write it as 2024-05-01 10:20:30, or less of it.' };
  }
  if (field.kind === 'gps') return position(plain);
  return plain;
}

function position(text: string): MaybeValue | { error: string } {
  const [lat, lon] = text.split(/[,;\s]+/).map(Number);
  const fits = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return fits ? { lat, lon } : { error: 'Write latitude and longitude in degrees: 38.7112, -9.1390' };
}

/** Whether what fromText gave is a complaint. */
export const isError = (value: MaybeValue | { error: string }): value is { error: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'error' in value;
