import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeChanges } from '../../shared/core/encode.ts';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawTags } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import { simulateWrites } from '../../shared/core/simulate.ts';
import type { FieldValues } from '../../shared/core/snapshot.ts';

interface Fixture {
  readonly about: string;
  readonly raw: RawTags;
  readonly values: FieldValues;
  readonly disagreements: readonly FieldName[];
}

const folder = join(import.meta.dirname, '../fixtures/raw-tags');
const fixtures = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture);

describe('what each program writes is read as it meant it', () => {
  it.each(fixtures.map((fixture) => [fixture.about, fixture] as const))('%s', (_about, fixture) => {
    const snapshot = interpret(fixture.raw);
    expect(snapshot.values).toEqual(fixture.values);
    expect(Object.keys(snapshot.disagreements)).toEqual(fixture.disagreements);
  });

  it.each(fixtures.map((fixture) => [fixture.about, fixture] as const))(
    'every value names the tag it came from: %s',
    (_about, { raw, values }) => {
      const { sources } = interpret(raw);
      for (const field of Object.keys(values) as FieldName[]) {
        const all = sources[field] ?? [];
        expect(all.length, field).toBeGreaterThan(0);
        for (const { store, tag } of all) {
          const tags = Object.keys(raw.stores.find((one) => one.store === store)?.tags ?? {});
          expect(
            tags.some((own) => own === tag || own.startsWith(`${tag}-`)),
            tag,
          ).toBe(true);
        }
      }
    },
  );

  it.each(fixtures.map((fixture) => [fixture.about, fixture] as const))(
    'writing the values back makes the file agree with itself: %s',
    (_about, { raw }) => {
      const { values } = interpret(raw);
      const format = String(raw.stores[0]?.tags['File:FileType']);
      const fields = Object.keys(values) as FieldName[];
      const changes = fields.map((field) => ({ field, before: null, after: values[field]! }));
      const written = raw.stores.reduce(
        (all, one) =>
          simulateWrites(all, one.store, encodeChanges(changes, { store: one.store, format, raw: one })),
        raw,
      );
      const again = interpret(written);
      expect(again.values).toEqual(values);
      expect(again.disagreements).toEqual({});
    },
  );
});
