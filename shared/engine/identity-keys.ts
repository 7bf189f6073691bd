import type { MediaFacts } from './types.ts';

/** What makes a file a copy of a photo; null: nothing does, it stands alone. */
export interface PictureKey {
  readonly key: string;
  readonly kind: 'hash' | 'content';
}

/** Equal key, same picture: equal image data, format and pixels, else equal bytes when first seen. */
export function pictureKey(facts: MediaFacts): PictureKey | null {
  const { imageHash, contentHash, format, width, height } = facts;
  if (imageHash !== undefined)
    return {
      key: `hash:${format}:${width ?? '?'}x${height ?? '?'}:${imageHash.algorithm}:${imageHash.value}`,
      kind: 'hash',
    };
  return contentHash === undefined ? null : { key: `content:${contentHash}`, kind: 'content' };
}

const stem = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).normalize('NFC').toLowerCase();
};

/**
 * The first rung of the ladder below copies of which all parts are known: one shot of one camera, one document,
 * else name and capture time. Files that share it are a family.
 */
export function familyKey(name: string, facts: MediaFacts, captured: string | null): string | null {
  const { shot, documentId } = facts;
  if (shot !== undefined) return `shot:${shot.serial}|${shot.captured}|${shot.number}`;
  if (documentId !== undefined) return `document:${documentId}`;
  return captured === null ? null : `name:${stem(name)}|${captured}`;
}
