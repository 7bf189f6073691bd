import type { FieldDef } from './field.ts';
import { describeFields } from './registry/describe.ts';
import { organiseFields } from './registry/organise.ts';
import { placeFields } from './registry/place.ts';
import { restFields } from './registry/rest.ts';
import { rightsFields } from './registry/rights.ts';

const rows = [...organiseFields, ...describeFields, ...rightsFields, ...placeFields, ...restFields] as const;

/** Name of a field, as used everywhere: API, command line, database. */
export type FieldName = (typeof rows)[number]['name'];

/** Every field, one row each, in the order the window shows them. */
export const fields: readonly (FieldDef & { readonly name: FieldName })[] = rows;

export const fieldNames = rows.map((row) => row.name) as [FieldName, ...FieldName[]];

const byName: ReadonlyMap<string, FieldDef & { readonly name: FieldName }> = new Map(
  fields.map((row) => [row.name, row]),
);

/** The row of a field. */
export const fieldDef = (name: FieldName): FieldDef & { readonly name: FieldName } => {
  const row = byName.get(name);
  if (row === undefined) throw new RangeError(`There is no field "${name}".`);
  return row;
};

export const isFieldName = (name: string): name is FieldName => byName.has(name);

/** Fields of a push without `--fields`: all but the sensitive ones (design.md, decision 4). */
export const defaultPushFields: readonly FieldName[] = fields
  .filter((row) => row.sensitive !== true && row.readOnly !== true)
  .map((row) => row.name);
