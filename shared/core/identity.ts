/** What tells which picture a file holds. Parts that are not known are absent. */
export interface IdentityFacts {
  /** Format by content: JPEG, TIFF, DNG … */
  readonly format: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Hash of the image data alone; absent where the format has none or there was no data to hash. */
  readonly imageHash?: { readonly algorithm: string; readonly value: string } | undefined;
  /** SHA-256 of the whole file when first seen, for formats without an image hash. */
  readonly contentHash?: string | undefined;
}

/** How a file came to its photo, and how sure that is: 1 for what cannot be chance. */
export const CONFIDENCE = {
  hash: 1,
  content: 1,
  linked: 1,
  edited: 0.9,
} as const;

export type Rung = keyof typeof CONFIDENCE;

/** A key by which files belong together, the rung of the ladder it is on, and how sure that is. */
export interface IdentityKey {
  readonly key: string;
  readonly rung: Rung;
  readonly confidence: number;
}

const keyOn = (rung: Rung, key: string): IdentityKey => ({ key, rung, confidence: CONFIDENCE[rung] });

const pixels = ({ width, height }: IdentityFacts): string => `${width ?? '?'}x${height ?? '?'}`;

/**
 * The key that makes files copies of one photo: equal image data, format and pixel size; for formats without an
 * image hash equal bytes when first seen. Null: nothing to go by, the file is alone (the hash of no data is none).
 */
export const photoIdentity = (facts: IdentityFacts): IdentityKey | null => {
  const { format, imageHash, contentHash } = facts;
  if (imageHash && imageHash.value !== '') {
    const { algorithm, value } = imageHash;
    return keyOn('hash', `hash:${format}:${pixels(facts)}:${algorithm}:${value.toLowerCase()}`);
  }
  return contentHash ? keyOn('content', `content:${contentHash.toLowerCase()}`) : null;
};
