import type { ConflictShape } from '../../../shared/api/views.ts';
import type { ConflictKind } from '../../../shared/core/conflict.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { keywordLeaf } from '../../lib/keywords.ts';
import { valueText } from '../../lib/value-text.ts';

const longest = 36;
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

function sideText(field: ReturnType<typeof fieldDef>, value: MaybeValue | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (field.kind === 'keywords' && Array.isArray(value))
    return short(value.map((path) => keywordLeaf(String(path))).join(', '));
  // A number is read faster than counted stars, and can be read aloud.
  if (field.name === 'rating') return value === -1 ? 'rejected' : String(value);
  return short(valueText(field, value));
}

/** What a shape is about: "4 in archive, 2 in nas". The field is named beside it. */
export function shapeSentence(shape: ConflictShape): string {
  const field = fieldDef(shape.field);
  const names = shape.sides.map(({ library }) => library);
  const known = shape.sides.filter(({ varies }) => !varies);
  if (shape.kind === 'inFile' && known.length === 0) return `differs inside files of ${names.join(' and ')}`;
  if (known.length === 0) return `differs between ${names.join(' and ')}`;
  return shape.sides
    .map((side) =>
      side.varies ? `various in ${side.library}` : `${sideText(field, side.value)} in ${side.library}`,
    )
    .join(', ');
}

/** Why it is a conflict, where that is not the usual "changed in two places". */
export const kindWords: Record<ConflictKind, string | undefined> = {
  copies: undefined,
  inFile: 'Inside one file',
  undone: 'Held after an undo',
};

export const kindHelp: Record<ConflictKind, string> = {
  copies: 'Changed in two places since the copies last agreed, or never agreed.',
  inFile: 'One file says different things in different places: in EXIF, IPTC, XMP or its sidecar.',
  undone: 'A run was undone here. The field is left alone until you decide which value should hold.',
};
