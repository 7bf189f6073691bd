/** What hosts need of the core to read and show values: they know the contract's room, not the core's. */
export { normalPath } from '../core/equal/keywords.ts';
export { sameValue } from '../core/equal.ts';
export type { FieldDef } from '../core/field.ts';
export { formatValue, publicFields } from '../core/format.ts';
export { parseValue } from '../core/parse.ts';
export { type FieldName, fieldDef, fieldNames } from '../core/registry.ts';
export type { MaybeValue, Value } from '../core/value.ts';
