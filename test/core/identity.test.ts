import { describe, expect, test } from 'vitest';
import { type IdentityFacts, photoIdentity } from '../../shared/core/identity.ts';

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
