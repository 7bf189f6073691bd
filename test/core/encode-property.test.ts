import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeChanges } from '../../shared/core/encode.ts';
import { canonicalJson } from '../../shared/core/equal/json.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { placeMembers } from '../../shared/core/interpret/places.ts';
import { interpret } from '../../shared/core/interpret.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import { simulateWrites } from '../../shared/core/simulate.ts';
import { edits } from '../support/field-values.ts';
import { rawShapes } from '../support/raw-shapes.ts';

const runs = 150;

/** A place and the location that shows it move together. */
const withViews = (fields: readonly FieldName[]): Set<FieldName> => {
  const all = new Set(fields);
  const places: readonly FieldName[] = [...placeMembers, 'locationShown'];
  if (places.some((name) => all.has(name))) for (const name of places) all.add(name);
  return all;
};

describe.each(rawShapes)('writing into %s', (_about, format, raw) => {
  const before = interpret({ stores: [raw] });
  const write = (changes: Parameters<typeof encodeChanges>[0], store = raw) =>
    simulateWrites(
      { stores: [store] },
      store.store,
      encodeChanges(changes, { store: store.store, format, raw: store }),
    );

  it('says what was wanted, leaves other fields alone, and is done after once', () => {
    fc.assert(
      fc.property(edits, (wanted) => {
        const changes = wanted.map(({ field, after }) => ({
          field,
          before: before.values[field] ?? null,
          after,
        }));
        const written = write(changes);
        const after = interpret(written);
        const places = withViews(wanted.map(({ field }) => field)).has('locationShown');
        for (const { field, after: value } of wanted) {
          // Where a place and the locations change at once, the place decides for the first location.
          if (
            field === 'locationShown' &&
            wanted.some((one) => placeMembers.some((name) => name === one.field))
          )
            continue;
          if (places && value === null && placeMembers.some((name) => name === field)) continue;
          // What QuickTime's own clock says cannot be taken away.
          if (field === 'captureTime' && value === null && raw.tags['QuickTime:CreateDate'] !== undefined)
            continue;
          const same = sameValue(fieldDef(field), after.values[field], value);
          expect(same, `${field}: ${canonicalJson(after.values[field])} for ${canonicalJson(value)}`).toBe(
            true,
          );
        }
        const touched = withViews(wanted.map(({ field }) => field));
        for (const field of fieldNames.filter((name) => !touched.has(name))) {
          expect(after.values[field], field).toEqual(before.values[field]);
        }
        // Knowing what was there before changes nothing: our own write is no edit that overrules another.
        expect(interpret(written, { stores: [raw] }).values).toEqual(after.values);
        const again = write(changes, written.stores[0]);
        expect(canonicalJson(again.stores[0]!.tags as never)).toBe(
          canonicalJson(written.stores[0]!.tags as never),
        );
      }),
      { numRuns: runs },
    );
  });

  it('makes the stores of the file agree on the fields that were written', () => {
    fc.assert(
      fc.property(edits, (wanted) => {
        const changes = wanted.map(({ field, after }) => ({ field, before: null, after }));
        const { disagreements } = interpret(write(changes));
        for (const { field } of wanted) expect(disagreements[field], field).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });
});
