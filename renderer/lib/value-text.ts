import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { keywordPath } from './keywords.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value on one line. */
export function valueText(field: Pick<FieldDef, 'kind'>, value: MaybeValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'keywords' && Array.isArray(value))
    return value.map((path) => keywordPath(String(path))).join(', ');
  if (field.kind === 'langAlt' && isRecord(value)) return languages(value);
  if (field.kind === 'gps' && isRecord(value)) return place(value);
  if (field.kind === 'time' && typeof value === 'string') return value.replace('T', ' ');
  return plain(value);
}

function languages(value: Record<string, unknown>): string {
  const rest = Object.keys(value).filter(
    (lang) => lang !== 'x-default' && value[lang] !== value['x-default'],
  );
  const first = value['x-default'] ?? value[rest[0] ?? ''];
  return rest.length === 0 ? String(first ?? '') : `${String(first ?? '')} (also ${rest.join(', ')})`;
}

function place(value: Record<string, unknown>): string {
  const side = (degrees: unknown, names: string) =>
    typeof degrees === 'number'
      ? `${Math.abs(degrees).toFixed(5)}° ${degrees < 0 ? names[1] : names[0]}`
      : '';
  const height = typeof value['alt'] === 'number' ? `, ${Math.round(value['alt'])} m` : '';
  return `${side(value['lat'], 'NS')}, ${side(value['lon'], 'EW')}${height}`;
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, item]) => `${name}: ${plain(item)}`)
      .join('; ');
  return String(value);
}
