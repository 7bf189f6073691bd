import type { SelectionSummary } from '../../../shared/api/selection-summary.ts';
import type { CopyRef, FileView, ProblemView } from '../../../shared/api/views.ts';
import { sameValue } from '../../../shared/core/equal.ts';
import { type FieldName, fields } from '../../../shared/core/registry.ts';
import type { Source } from '../../../shared/core/snapshot.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { count } from '../../lib/words.ts';

/** One value of a field over the selection, and who holds it. */
export interface Held {
  value: MaybeValue;
  files: number;
  /** Names of the copies, when the subject is one photo. */
  where?: string[];
}

export interface FieldState {
  /** The one value, null when all are empty; undefined when they differ. */
  value: MaybeValue | undefined;
  /** The values by name; the engine names the commonest only. */
  held: Held[];
  /** How many different values there are. */
  distinct: number;
  sources?: readonly Source[];
  disagreements?: readonly { source: Source; value: MaybeValue }[];
  /** Names of the copies that hold a text which nobody can decode: not empty, but unknown. */
  unreadable?: readonly string[];
  /** Regions drawn for a picture of another size. */
  stale?: boolean;
}

/** What the inspector is about: one photo with its copies, or many photos. */
export interface Subject {
  photos: readonly number[];
  files: number;
  fields: Partial<Record<FieldName, FieldState>>;
  keywords: { path: string; files: number }[];
  file?: FileView;
  /** No file of it could be read: its fields are not empty, but unknown. */
  unknown?: boolean;
  /** Files of many photos that could not be read, so that they have no say. */
  unreadable?: number;
}

/** Several photos, from what the engine counted. */
export function subjectOfMany(photos: readonly number[], summary: SelectionSummary): Subject {
  const states = Object.entries(summary.fields).map(([name, { distinct, values, value, unreadable }]) => [
    name,
    {
      value: distinct <= 1 ? ((value ?? values[0]?.value ?? null) as MaybeValue) : undefined,
      held: values as Held[],
      distinct,
      ...(unreadable ? { unreadable: [count(unreadable, 'file')] } : {}),
    },
  ]);
  return {
    ...{ photos, files: summary.files, fields: Object.fromEntries(states), keywords: summary.keywords },
    ...(summary.unreadable ? { unreadable: summary.unreadable } : {}),
  };
}

const copyName = (copy: CopyRef, all: readonly CopyRef[]): string =>
  all.filter((other) => other.library === copy.library).length > 1
    ? `${copy.library}: ${copy.path}`
    : copy.library;

/** The file on show and the photo's other copies, it first. */
export function allCopies(file: FileView): FileView['copies'] {
  const { file: id, library, path, fields: values, problem } = file;
  const own = {
    ...{ file: id, library, path, fields: values },
    ...(file.unreadable ? { unreadable: file.unreadable } : {}),
    state: problem?.during === 'scan' ? ('problem' as const) : ('ok' as const),
  };
  return [own, ...file.copies.filter((copy) => copy.file !== id)];
}

/** One photo: its file's values, beside those of its copies that can be read. */
export function subjectOfOne(file: FileView): Subject {
  // A file that could not be written was read all the same; only one that could not be read has no say.
  const copies = allCopies(file).filter(
    (copy) => copy.state !== 'problem' || Object.keys(copy.fields).length > 0,
  );
  const states: Subject['fields'] = {};
  for (const field of fields) {
    const held: Held[] = [];
    const unreadable = copies.filter((copy) => copy.unreadable?.includes(field.name));
    for (const copy of copies) {
      if (unreadable.includes(copy)) continue;
      const value = copy.fields[field.name] ?? null;
      const same = held.find((one) => sameValue(field, one.value, value));
      if (same) same.where?.push(copyName(copy, copies));
      else held.push({ value, files: 0, where: [copyName(copy, copies)] });
    }
    for (const one of held) one.files = one.where?.length ?? 0;
    const own = file.fields[field.name] ?? null;
    const sources = file.sources[field.name];
    const disagreements = file.disagreements[field.name];
    states[field.name] = {
      value: held.length > 1 ? undefined : (held[0]?.value ?? own),
      held: held.length > 0 ? held : [{ value: own, files: 1 }],
      distinct: Math.max(1, held.length),
      ...(sources ? { sources } : {}),
      ...(disagreements ? { disagreements } : {}),
      ...(unreadable.length > 0 ? { unreadable: unreadable.map((copy) => copyName(copy, copies)) } : {}),
      ...(field.name === 'regions' && file.staleRegions ? { stale: true } : {}),
    };
  }
  return {
    photos: [file.photo],
    files: Math.max(1, copies.length),
    fields: states,
    keywords: keywordsOf(file, copies),
    file,
    unknown: copies.length === 0,
  };
}

function keywordsOf(file: FileView, copies: FileView['copies']): Subject['keywords'] {
  const counts = new Map<string, number>();
  for (const { fields: values } of copies.length > 0 ? copies : [file])
    for (const path of (values.keywords as string[] | undefined) ?? [])
      counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].map(([path, files]) => ({ path, files }));
}

const rungs: Record<string, string> = {
  hash: 'the picture data is equal',
  content: 'the whole file was equal when first seen',
  linked: 'linked by hand',
  edited: 'the picture was edited at the same place',
  shot: 'same camera, moment and image number',
  document: 'same document ID',
  name: 'same name, time and size',
};

/** How files were found to be the same picture, in words. */
export const matchWords = ({ how, confidence }: { how: string; confidence: number }): string =>
  `${rungs[how] ?? how}${confidence < 1 ? ` (${Math.round(confidence * 100)} % sure)` : ''}`;

export type { ProblemView };
