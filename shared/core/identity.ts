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
  readonly shot?: { readonly serial: string; readonly captured: string; readonly number: string } | undefined;
  readonly documentId?: string | undefined;
  /** File name without its folder; time taken and size in bytes: the last rung, all three or none. */
  readonly name?: string | undefined;
  readonly captured?: string | undefined;
  readonly size?: number | undefined;
}

/** How a file came to its photo, and how sure that is: 1 for what cannot be chance. */
export const CONFIDENCE = {
  hash: 1,
  content: 1,
  linked: 1,
  edited: 0.9,
  shot: 0.9,
  document: 0.8,
  name: 0.5,
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

const present = (...parts: readonly (string | undefined)[]): boolean =>
  parts.every((part) => part !== undefined && part.trim() !== '');

const stem = (name: string): string => name.replace(/\.[^.]*$/, '').toLowerCase();

/**
 * The key of a family: RAW and JPEG of one shot, original and export. Tried in order, each rung only with all its
 * parts: the camera's serial, time and number; the document id; name, time and size. A family is not a set of copies.
 */
export const familyIdentity = (facts: IdentityFacts): IdentityKey | null => {
  const { shot, documentId, name, captured, size } = facts;
  if (shot && present(shot.serial, shot.captured, shot.number)) {
    return keyOn(
      'shot',
      `shot:${JSON.stringify([shot.serial.trim(), shot.captured.trim(), shot.number.trim()])}`,
    );
  }
  if (documentId && present(documentId)) return keyOn('document', `document:${documentId.trim()}`);
  if (name && captured && size && present(stem(name), captured)) {
    return keyOn('name', `name:${JSON.stringify([stem(name), captured.trim(), size])}`);
  }
  return null;
};
