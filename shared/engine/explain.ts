import type { ExplainView } from '../api/views.ts';
import { sameValue } from '../core/equal.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import { inBridgeWords } from '../core/rules.ts';
import type { InFileSide } from '../core/snapshot.ts';
import type { FileRow } from './db/files.ts';
import type { LibraryRow } from './db/libraries.ts';
import { requireLibrary } from './db/libraries.ts';
import type { ReadableDb } from './db/sql.ts';
import { type ActiveBridge, everyBridge } from './sync/active-bridge.ts';
import { judgePhoto, type Verdict } from './sync/decide.ts';
import { gatherFamilies } from './sync/family-state.ts';
import { inFilter } from './sync/in-filter.ts';
import { hubOf } from './sync/photo-state.ts';

type Explained = ExplainView['fields'][number];

function outcomeOf({ outcome }: Verdict): Explained['outcome'] {
  if (outcome.conflict) return outcome.conflict.kind === 'undone' ? 'held' : 'conflict';
  if (outcome.writes.length > 0) return 'write';
  return outcome.hub !== undefined || outcome.bases.length > 0 ? 'adopt' : 'nothing';
}

function explained(bridge: ActiveBridge, verdict: Verdict): Explained {
  const { field, outcome, states } = verdict;
  const hub = hubOf(states[0]!, bridge.id, field);
  const libraries = new Map(verdict.copies.map((copy) => [copy.file.id, copy.library.id]));
  const libraryOf = (file: number) => libraries.get(file) ?? '';
  const compared = inBridgeWords(verdict.input, bridge.rules, { libraryOf });
  const place = (file: number) => {
    const copy = verdict.copies.find((one) => one.file.id === file)!;
    return { library: copy.library.name, path: copy.file.path };
  };
  return {
    field,
    bridge: bridge.name,
    ...(hub === undefined ? {} : { hub }),
    copies: verdict.copies.map((copy, at) => {
      const [side, said] = [verdict.input.sides[at]!, compared.sides[at]!];
      const isNew = said.base === undefined;
      return {
        ...place(copy.file.id),
        value: side.value,
        ...(side.base === undefined ? {} : { base: side.base }),
        changed: isNew ? said.value !== null : !sameValue(fieldDef(field), said.base, said.value),
        ...(copy.file.snapshot?.lost?.includes(field) ? { lost: true as const } : {}),
        readable: side.readable,
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
  const family = file.photo === null ? [] : gatherFamilies(db, [file.photo]).flat();
  const state = family.find((one) => one.photo === file.photo);
  const bridges = state ? everyBridge(db).filter((bridge) => inFilter(db, bridge, state.photo)) : [];
  return {
    ...{ file: file.path, library: library.name, photo: file.photo ?? 0 },
    fields: bridges.flatMap((bridge) =>
      family
        .flatMap((one) => judgePhoto(one, bridge))
        .filter((verdict) => verdict.states.includes(state!))
        .map((verdict) => explained(bridge, verdict)),
    ),
    inFile: insideOf(file),
  };
}
