import type { FieldName } from './registry.ts';

export type { FieldName };

/** The shape of a field's value. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'choice'
  | 'langAlt'
  | 'set'
  | 'keywords'
  | 'list'
  | 'time'
  | 'gps'
  | 'struct'
  | 'structList';

/** Which truth table of reliability.md §6 merges the field. */
export type MergeKind = 'scalar' | 'set' | 'keywords' | 'list' | 'unit' | 'langAlt' | 'structList';

/** How the window edits the field. */
export type Editor =
  | 'keywords'
  | 'stars'
  | 'label'
  | 'flag'
  | 'line'
  | 'text'
  | 'list'
  | 'time'
  | 'gps'
  | 'choice'
  | 'struct'
  | 'none';

/** Where the window groups the field in the inspector. */
export type FieldGroup =
  | 'organise'
  | 'describe'
  | 'rights'
  | 'place'
  | 'time'
  | 'people'
  | 'workflow'
  | 'technical';

/** One row of the registry: everything the rest of the program needs to know of a field. */
export interface FieldDef {
  readonly name: string;
  readonly kind: FieldKind;
  readonly merge: MergeKind;
  readonly label: string;
  readonly help: string;
  readonly group: FieldGroup;
  readonly editor: Editor;
  /** Tags in read order (`Group1:Tag`); first usable wins after the IPTC rule of fields.md §1.1. */
  readonly read: readonly string[];
  /** Tags written together. Container and mirror conditions are applied by `encode`. */
  readonly write: readonly string[];
  /** Further tags that a delete must clear so that no program resurrects the value. */
  readonly clear: readonly string[];
  /** Tags of other uses, cleared where they repeat the old value: digiKam copies captions into a JPEG's comment. */
  readonly clearCopies?: readonly string[];
  /** Byte limit of the IPTC-IIM dataset, where there is one. */
  readonly iimBytes?: number;
  /** Values of a `choice`, in the order the window shows them. */
  readonly choices?: readonly string[];
  /** Left out of a push without `--fields`, and offered as "never leaves". */
  readonly sensitive?: boolean;
  /** Shown, never written (a view, or technical). */
  readonly readOnly?: boolean;
}
