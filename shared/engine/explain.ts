import type { ExplainView } from '../api/views.ts';
import { sameValue } from '../core/equal.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import type { InFileSide } from '../core/snapshot.ts';
import type { FileRow } from './db/files.ts';
import type { LibraryRow } from './db/libraries.ts';
import { requireLibrary } from './db/libraries.ts';
import type { ReadableDb } from './db/sql.ts';
import { type ActiveBridge, everyBridge } from './sync/active-bridge.ts';
import { judgePhoto, type Verdict } from './sync/decide.ts';
import { gatherPhotos } from './sync/gather.ts';
import { baseOf, hubOf, type PhotoState } from './sync/photo-state.ts';
import { inFilter } from './sync/refresh-conflicts.ts';

type Explained = ExplainView['fields'][number];

function outcomeOf({ outcome }: Verdict): Explained['outcome'] {
  if (outcome.conflict) return outcome.conflict.kind === 'undone' ? 'held' : 'conflict';
  if (outcome.writes.length > 0) return 'write';
  return outcome.hub !== undefined || outcome.bases.length > 0 ? 'adopt' : 'nothing';
}

function explained(state: PhotoState, bridge: ActiveBridge, verdict: Verdict): Explained {
  const { field, outcome } = verdict;
  const hub = hubOf(state, bridge.id, field);
  const place = (file: number) => {
    const copy = state.copies.find((one) => one.file.id === file)!;
    return { library: copy.library.name, path: copy.file.path };
  };
  return {
    field,
    bridge: bridge.name,
    ...(hub === undefined ? {} : { hub }),
    copies: verdict.copies.map((copy) => {
      const base = baseOf(state, bridge.id, copy.file.id, field);
      const value = copy.values.get(field) ?? null;
      return {
        ...place(copy.file.id),
        value,
        ...(base === undefined ? {} : { base }),
        changed: base === undefined ? value !== null : !sameValue(fieldDef(field), base, value),
        readable: copy.readable,
      };
    }),
    outcome: outcomeOf(verdict),
    why: outcome.why,
    ...(outcome.notes ? { notes: outcome.notes } : {}),
    writes: outcome.writes.map(({ file, after }) => ({ ...place(file), after })),
  };
}

function insideOf({ snapshot }: FileRow): NonNullable<ExplainView['inFile']> {
  const all = Object.entries(snapshot?.disagreements ?? {}) as [FieldName, readonly InFileSide[]][];
  return all.map(([field, sides]) => ({
    field,
    value: snapshot?.values[field] ?? null,
    sides: sides.map(({ source, value }) => ({ ...source, value })),
  }));
}

/** Base, hub and each copy of every field, and what a sync would do and why. Changes nothing. */
export function explainFile(db: ReadableDb, file: FileRow): ExplainView {
  const library: LibraryRow = requireLibrary(db, file.library);
  const state = file.photo === null ? undefined : gatherPhotos(db, [file.photo])[0];
  const bridges = state ? everyBridge(db).filter((bridge) => inFilter(db, bridge, state.photo)) : [];
  return {
    ...{ file: file.path, library: library.name, photo: file.photo ?? 0 },
    fields: bridges.flatMap((bridge) =>
      judgePhoto(state!, bridge).map((verdict) => explained(state!, bridge, verdict)),
    ),
    inFile: insideOf(file),
  };
}
