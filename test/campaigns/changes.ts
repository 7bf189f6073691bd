import fc from 'fast-check';
import type { Change } from '../../shared/core/change.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import { fieldValue } from '../support/field-values.ts';
import type { Random } from './random.ts';

/** One to three of the fields, each with a value of its kind, or (now and then) none. */
export function someChanges(names: readonly FieldName[], chance: Random, seed: number): Change[] {
  const fields = [...new Set([chance.pick(names), chance.pick(names), chance.pick(names)])];
  return fields.map((field, at) => ({
    field,
    before: null,
    after: chance.chance(0.15) ? null : fc.sample(fieldValue(field), { seed: seed + at, numRuns: 1 })[0]!,
  }));
}
