/** A field over a selection. Files in which it cannot be read hold no value here, not even none. */
export interface FieldSummary {
  /** The one value that all files hold; absent when they differ. */
  value?: unknown;
  /** How many different values there are, none among them. */
  distinct: number;
  /** The commonest first, no value last. */
  values: { value: unknown; files: number }[];
  /** Files that hold a text which nobody can decode. */
  unreadable?: number;
}

/** What the copies of selected photos have in common. */
export interface SelectionSummary {
  photos: number;
  files: number;
  writable: number;
  /** Files that cannot be read at all: they have no say below. */
  unreadable?: number;
  fields: Record<string, FieldSummary>;
  keywords: { path: string; files: number }[];
}
