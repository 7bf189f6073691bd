import { describe, expect, test } from 'vitest';
import type { Conflict } from '../../shared/core/conflict.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import { shapeOf } from '../../shared/core/shape.ts';
import type { MaybeValue } from '../../shared/core/value.ts';

const conflict = (field: Conflict['field'], values: readonly MaybeValue[]): Conflict => ({
  kind: 'copies',
  field,
  sides: values.map((value, at) => ({ file: at, value, changed: true })),
});
const libraries = ['Archive', 'NAS', 'NAS'];
const shape = (field: Conflict['field'], values: readonly MaybeValue[], coarse = false) =>
  shapeOf(fieldDef(field), conflict(field, values), (file) => libraries[file]!, coarse);

describe('the shape of a conflict', () => {
  test('the same field with the same values per library is one shape', () => {
    expect(shape('rating', [5, 3]).key).toBe(shape('rating', [5.0, '3']).key);
    expect(shape('rating', [5, 3]).description).toBe('Rating: Archive 5, NAS 3');
  });

  test('another value, field, kind or library is another', () => {
    const keys = [
      shape('rating', [5, 3]).key,
      shape('rating', [3, 5]).key,
      shape('label', ['red', 'blue']).key,
      shapeOf(fieldDef('rating'), conflict('rating', [5, 3]), (file) => ['Archive', 'Laptop'][file]!).key,
      shapeOf(
        fieldDef('rating'),
        { ...conflict('rating', [5, 3]), kind: 'undone' },
        (file) => libraries[file]!,
      ).key,
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the order of sides does not matter', () => {
    const turned = { ...conflict('rating', [5, 3]), sides: [...conflict('rating', [5, 3]).sides].reverse() };
    expect(shapeOf(fieldDef('rating'), turned, (file) => libraries[file]!).key).toBe(
      shape('rating', [5, 3]).key,
    );
  });

  test('captions, positions and long texts vary from photo to photo: one shape', () => {
    expect(shape('description', [{ 'x-default': 'a' }, { 'x-default': 'b' }]).key).toBe(
      shape('description', [{ 'x-default': 'c' }, { 'x-default': 'd' }]).key,
    );
    expect(
      shape('gps', [
        { lat: 1, lon: 2 },
        { lat: 3, lon: 4 },
      ]).sides.every((side) => side.varies),
    ).toBe(true);
    expect(shape('headline', ['x'.repeat(60), null]).sides).toEqual([
      { library: 'Archive', varies: true },
      { library: 'NAS', value: null, varies: false },
    ]);
  });

  test('copies of one library that disagree vary', () => {
    expect(shape('rating', [5, 3, 2]).sides[1]).toEqual({ library: 'NAS', varies: true });
    expect(shape('rating', [5, 3, 3]).sides[1]).toEqual({ library: 'NAS', value: 3, varies: false });
  });

  test('coarse: one shape per field and libraries', () => {
    expect(shape('rating', [5, 3], true).key).toBe(shape('rating', [1, 2], true).key);
  });
});
