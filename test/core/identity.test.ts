import { describe, expect, test } from 'vitest';
import { familyIdentity, type IdentityFacts, photoIdentity } from '../../shared/core/identity.ts';

const facts: IdentityFacts = {
  format: 'JPEG',
  width: 60,
  height: 40,
  imageHash: { algorithm: 'SHA256', value: 'ABC' },
};
const key = (more: Partial<IdentityFacts>) => photoIdentity({ ...facts, ...more })?.key;

describe('copies of one photo', () => {
  test('equal image data, format and pixel size', () => {
    expect(key({})).toBe('hash:JPEG:60x40:SHA256:abc');
    expect(key({ name: 'other.jpg', documentId: 'x' })).toBe(key({}));
  });

  test.each([
    ['format', { format: 'TIFF' }],
    ['size', { width: 30 }],
    ['image data', { imageHash: { algorithm: 'SHA256', value: 'abd' } }],
    ['kind of hash', { imageHash: { algorithm: 'MD5', value: 'abc' } }],
  ])('another %s is another photo', (_, more) => {
    expect(key(more)).not.toBe(key({}));
  });

  test('the hash of no data is none', () => {
    expect(key({ imageHash: { algorithm: 'SHA256', value: '' } })).toBeUndefined();
  });

  test('without an image hash, equal bytes when first seen; with one, bytes do not matter', () => {
    expect(key({ imageHash: undefined, contentHash: 'FF' })).toBe('content:ff');
    expect(key({ contentHash: 'FF' })).toBe(key({}));
    expect(key({ imageHash: undefined })).toBeUndefined();
  });
});

describe('families', () => {
  const shot = { serial: '42', captured: '2024-05-01T10:20:30.12', number: '7' };
  const name = { name: 'IMG_1.CR2', captured: '2024-05-01T10:20:30', size: 1000 };

  test('the ladder: shot, then document, then name with time and size', () => {
    expect(familyIdentity({ ...facts, ...name, shot, documentId: 'd' })?.rung).toBe('shot');
    expect(familyIdentity({ ...facts, ...name, documentId: 'd' })?.rung).toBe('document');
    expect(familyIdentity({ ...facts, ...name })?.rung).toBe('name');
    expect(familyIdentity(facts)).toBeNull();
  });

  test('each rung needs all its parts', () => {
    expect(familyIdentity({ ...facts, shot: { ...shot, serial: ' ' } })).toBeNull();
    expect(familyIdentity({ ...facts, shot: { ...shot, number: '' }, documentId: ' ' })).toBeNull();
    for (const part of ['name', 'captured', 'size'] as const) {
      expect(familyIdentity({ ...facts, ...name, [part]: undefined })).toBeNull();
    }
  });

  test('RAW and JPEG of one shot are a family; parts cannot run into each other', () => {
    expect(familyIdentity({ ...facts, format: 'CR2', shot })?.key).toBe(
      familyIdentity({ ...facts, shot })?.key,
    );
    const other = { serial: '4', captured: `2${shot.captured}`, number: '7' };
    expect(familyIdentity({ ...facts, shot: other })?.key).not.toBe(familyIdentity({ ...facts, shot })?.key);
  });

  test('a lower rung is less sure', () => {
    const sure = [{ shot }, { documentId: 'd' }, name].map(
      (more) => familyIdentity({ ...facts, ...more })!.confidence,
    );
    expect(sure).toEqual([...sure].sort((a, b) => b - a));
    expect(photoIdentity(facts)!.confidence).toBe(1);
  });
});
