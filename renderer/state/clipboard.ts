import { create } from 'zustand';
import type { Editing } from '../../shared/core/edit.ts';
import { type FieldName, fields } from '../../shared/core/registry.ts';
import type { Value } from '../../shared/core/value.ts';

export type CopiedFields = Partial<Record<FieldName, Value>>;

interface Clipboard {
  /** What was copied from a photo, and the name of its file. */
  copied: { readonly values: CopiedFields; readonly from: string } | null;
  /** The fields that were chosen last, offered again. */
  chosen: readonly FieldName[] | null;
  /** The question which fields to copy is open. */
  asking: boolean;
}

/** Metadata on its way from one photo to others. It stays in the window; the system's clipboard is not touched. */
export const useClipboard = create<Clipboard>(() => ({ copied: null, chosen: null, asking: false }));

/** Fields that are one shot's own: offered, but not chosen at first. */
const own = new Set<FieldName>(['captureTime', 'gps', 'regions', 'rating', 'label', 'pick']);

/** The fields of a photo that can be copied, in the order of the registry. */
export const copyable = (values: CopiedFields): FieldName[] =>
  fields.filter(({ name, readOnly }) => !readOnly && values[name] !== undefined).map(({ name }) => name);

/** What is ticked at first: as last time, else all that may well be the same on other photos. */
export const suggested = (there: readonly FieldName[], chosen: readonly FieldName[] | null): FieldName[] =>
  there.filter((name) => (chosen ? chosen.includes(name) : !own.has(name)));

export function copyFields(values: CopiedFields, chosen: readonly FieldName[], from: string): void {
  const copied = Object.fromEntries(
    chosen.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  ) as CopiedFields;
  useClipboard.setState({ copied: { values: copied, from }, chosen, asking: false });
}

/** The edit that a paste makes. Keywords are added to those there are; all else is replaced. */
export function pasteEdit({ keywords, ...values }: CopiedFields): Editing {
  return {
    ...(Array.isArray(keywords) ? { addKeywords: keywords.map(String) } : {}),
    ...(Object.keys(values).length > 0 ? { set: values } : {}),
  };
}
