import type { ConflictView, ExplainView } from '../../../shared/api/views.ts';
import { sameValue } from '../../../shared/core/equal.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import { fieldDef, fields } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';

/** One thing a copy says; inside one file there may be several, one a store. */
export interface Opinion {
  readonly value: MaybeValue;
  readonly base?: MaybeValue | undefined;
  readonly changed: boolean;
  readonly readable: boolean;
  /** Named where one file says several things. */
  readonly store?: string | undefined;
  /** Position among the conflict's sides, where it can be taken. */
  readonly side?: number | undefined;
}

export interface Column {
  readonly key: string;
  readonly library: string;
  readonly path: string;
  /** Program and time that last wrote the file, where known. */
  readonly program?: string | undefined;
  readonly at?: number | undefined;
}

/** One field of the photo: what was last agreed and what each copy says, by column. */
export interface Row {
  readonly key: string;
  readonly field: FieldDef;
  readonly conflict?: ConflictView | undefined;
  readonly bridge: string;
  readonly hub?: MaybeValue | undefined;
  readonly opinions: ReadonlyMap<string, readonly Opinion[]>;
  /** What a sync would do by itself, where nothing needs deciding. */
  readonly why?: string | undefined;
}

const columnKey = (copy: { library: string; path: string }) => `${copy.library}:${copy.path}`;

/** The photo's copies, by library and path, whoever mentions them. */
export function columnsOf(conflicts: readonly ConflictView[], explain: ExplainView | undefined): Column[] {
  const all = new Map<string, Column>();
  const copies: Omit<Column, 'key'>[] = [
    ...conflicts.flatMap(({ sides }) => sides),
    ...(explain?.fields.flatMap((field) => field.copies) ?? []),
  ];
  for (const { library, path, program, at } of copies) {
    const key = columnKey({ library, path });
    if (!all.has(key)) all.set(key, { key, library, path, program, at });
  }
  return [...all.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function group<T extends { library: string; path: string }>(
  copies: readonly T[],
  opinion: (copy: T, at: number) => Opinion,
) {
  const cells = new Map<string, Opinion[]>();
  copies.forEach((copy, at) => {
    const key = columnKey(copy);
    cells.set(key, [...(cells.get(key) ?? []), opinion(copy, at)]);
  });
  return cells;
}

/** Which tag of which store says it: `IPTC:Headline`, `XMP-dc:Title in the sidecar`. */
const placeIn = (store: string, tag = ''): string =>
  store === 'embedded' ? tag : [tag, 'in the sidecar'].filter(Boolean).join(' ');

const conflictRow = (conflict: ConflictView): Row => ({
  key: `conflict ${conflict.id}`,
  field: fieldDef(conflict.field),
  conflict,
  bridge: conflict.bridge,
  hub: conflict.hub,
  opinions: group(conflict.sides, ({ value, base, changed, store, tag }, side) => ({
    value,
    base,
    changed,
    readable: true,
    side,
    ...(conflict.kind === 'inFile' ? { store: placeIn(store, tag) } : {}),
  })),
});

type Explained = ExplainView['fields'][number];

const explainedRow = (explained: Explained): Row => ({
  key: `field ${explained.field} ${explained.bridge}`,
  field: fieldDef(explained.field),
  bridge: explained.bridge,
  hub: explained.hub,
  opinions: group(explained.copies, ({ value, base, changed, readable }) => ({
    value,
    base,
    changed,
    readable,
  })),
  why: explained.outcome === 'nothing' ? undefined : explained.why,
});

const differs = (explained: Explained): boolean => {
  const field = fieldDef(explained.field);
  const [first, ...rest] = explained.copies.filter(({ readable }) => readable);
  return rest.some((copy) => !sameValue(field, first?.value ?? null, copy.value));
};
const holdsSomething = (explained: Explained): boolean =>
  explained.copies.some(({ value }) => value !== null);

const place = new Map(fields.map(({ name }, at) => [name as string, at]));
const inOrder = (a: Row, b: Row) => (place.get(a.field.name) ?? 0) - (place.get(b.field.name) ?? 0);

/** Rows of the matrix: the fields to decide first, then those that differ, or with `all` every field that holds something. */
export function rowsOf(
  conflicts: readonly ConflictView[],
  explain: ExplainView | undefined,
  all: boolean,
): Row[] {
  const asked = new Set(conflicts.map(({ field }) => field));
  const others = (explain?.fields ?? []).filter(
    (explained) => !asked.has(explained.field) && (all ? holdsSomething(explained) : differs(explained)),
  );
  return [...conflicts.map(conflictRow).sort(inOrder), ...others.map(explainedRow).sort(inOrder)];
}
