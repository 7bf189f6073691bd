import { describe, expect, it } from 'vitest';
import { isStaleRegions } from '../../shared/core/interpret/regions.ts';
import { interpret } from '../../shared/core/interpret.ts';
import { rawStore } from '../support/raw-shapes.ts';

describe('a text that nobody can decode', () => {
  const broken = 'Z\ufffdrich';

  it('is neither a value nor empty', () => {
    const { values, unreadable } = interpret({ stores: [rawStore({ 'IPTC:City': broken })] });
    expect([values.city, unreadable]).toEqual([undefined, ['city']]);
  });

  it('gives way to a store that can be read', () => {
    const { values, unreadable } = interpret({
      stores: [rawStore({ 'IPTC:City': broken, 'XMP-photoshop:City': 'Zürich' })],
    });
    expect([values.city, unreadable]).toEqual(['Zürich', undefined]);
  });

  it('does not matter beside a sidecar that decides alone', () => {
    const sidecar = rawStore({ 'XMP-photoshop:SidecarForExtension': 'JPG' }, 'sidecarFull');
    expect(interpret({ stores: [rawStore({ 'IPTC:City': broken }), sidecar] }).unreadable).toBeUndefined();
  });
});

describe('regions of a picture that was cropped or rotated', () => {
  const region = { type: 'Face', name: 'Ann', area: { x: 0.5, y: 0.5, w: 0.1, h: 0.1 } };
  const drawn = [{ ...region, frame: { w: 600, h: 400, unit: 'pixel' } }];

  it.each([
    ['fit the picture they were drawn for', drawn, { width: 600, height: 400 }, false],
    ['are stale where it was cropped', drawn, { width: 500, height: 400 }, true],
    ['are stale where it was rotated', drawn, { width: 400, height: 600 }, true],
    ['say nothing without a frame', [region], { width: 500, height: 400 }, false],
    ['say nothing where the size is not known', drawn, {}, false],
    ['are none', undefined, { width: 500, height: 400 }, false],
  ])('%s', (_about, regions, size, stale) => {
    expect(isStaleRegions(regions, size)).toBe(stale);
  });
});
