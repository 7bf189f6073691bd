import type { ConflictKind } from '../core/conflict.ts';
import type { FamilyKind } from '../core/family.ts';
import type { IptcText, LibraryState, SidecarNaming, WritePolicy } from '../core/library.ts';
import type { ProblemCode } from '../core/problem.ts';
import type { MergeNote } from '../core/reconcile.ts';
import type { FieldName } from '../core/registry.ts';
import type { Source } from '../core/snapshot.ts';
import type { MaybeValue, Value } from '../core/value.ts';
import type { MediaFacts } from './media-facts.ts';
import type { Needs, PlanKind } from './plan-views.ts';

export type { BridgeView } from './bridge-view.ts';
export type { ChangeRow, Needs, PlanKind, PlanNote, PlanOutcome } from './plan-views.ts';

/** Times are milliseconds since the epoch; paths in `path` are relative to their library's root, `/` between names. */

export interface LibraryView {
  id: string;
  name: string;
  /** Absolute path of the root. */
  path: string;
  writes: WritePolicy;
  sidecar: SidecarNaming;
  exclude: string[];
  keepMtime: boolean;
  iptc: IptcText;
  state: LibraryState;
  /** Why it is offline, in a sentence. */
  reason?: string;
  files: number;
  problemCount: number;
  scannedAt?: number;
  watching?: 'events' | 'polling' | 'no';
  /** Why it is polled, in a sentence. */
  watchReason?: string;
}

export interface StatusView {
  libraries: LibraryView[];
  photos: number;
  /** Photos with copies in more than one library. */
  matched: number;
  conflicts: number;
  problemCount: number;
  /** Photos of which some copies differ. */
  differs: number;
  /** Interrupted runs that wait to be resumed or cancelled. */
  openRuns: string[];
}

export interface ScanView {
  libraries: {
    name: string;
    files: number;
    added: number;
    changed: number;
    removed: number;
    problemCount: number;
    seconds: number;
    /** Set when the library could not be scanned; nothing was inferred from it. */
    offline?: string;
  }[];
}

export interface CopyRef {
  file: number;
  library: string;
  path: string;
}

/** One cell of the grid. */
export interface PhotoRow {
  photo: number;
  /** File that stands for the photo: its thumbnail and name. */
  file: number;
  /** Changes with the bytes of that file; for addresses of its picture that may be kept for good. */
  version?: string;
  name: string;
  library: string;
  width?: number;
  height?: number;
  orientation?: number;
  rating?: number;
  label?: string;
  captured?: string;
  copies: number;
  state: 'inStep' | 'differs' | 'conflict' | 'problem' | 'offline' | 'alone';
}

export interface PhotoWindow {
  total: number;
  offset: number;
  rows: PhotoRow[];
}

export interface FoundPhoto {
  photo: number;
  copies: CopyRef[];
  /** Fields on which all copies agree. */
  fields: Record<string, Value>;
  differs: FieldName[];
}

export interface FileView {
  file: number;
  library: string;
  path: string;
  photo: number;
  facts: MediaFacts;
  fields: Partial<Record<FieldName, Value>>;
  sources: Partial<Record<FieldName, Source[]>>;
  disagreements: Partial<Record<FieldName, { source: Source; value: MaybeValue }[]>>;
  /** Fields that hold a text which nobody can decode. */
  unreadable?: FieldName[];
  /** The regions were drawn for a picture of another size: it was cropped or rotated since. */
  staleRegions?: true;
  copies: (CopyRef & {
    fields: Partial<Record<FieldName, Value>>;
    /** Of that copy, as above: not empty, but unknown. */
    unreadable?: FieldName[];
    state: 'ok' | 'problem' | 'missing' | 'offline';
  })[];
  match?: { how: string; confidence: number };
  /** Files of other photos that are the same shot: RAW and JPEG, original and export. */
  family: (CopyRef & { kind?: FamilyKind; why?: string })[];
  /** Files that look like it and are doubtful: they are not taken for family. */
  notFamily?: (CopyRef & { why: string })[];
  problem?: ProblemView;
  writable: boolean;
  /** Why not, when not writable. */
  readOnlyReason?: string;
}

export interface ExplainView {
  file: string;
  library: string;
  photo: number;
  fields: {
    field: FieldName;
    bridge: string;
    hub?: MaybeValue;
    copies: {
      library: string;
      path: string;
      value: MaybeValue;
      base?: MaybeValue;
      changed: boolean;
      /** Its value went by nobody's decision (a sidecar is gone): it has no say, and takes what was decided. */
      lost?: true;
      readable: boolean;
    }[];
    /** What a sync would do, in a sentence. */
    outcome: 'nothing' | 'write' | 'adopt' | 'conflict' | 'held';
    why: string;
    writes: { library: string; path: string; after: MaybeValue }[];
    notes?: readonly MergeNote[];
  }[];
  /** Fields on which the file disagrees with itself, and what each of its tags says. */
  inFile?: {
    field: FieldName;
    value: MaybeValue;
    sides: { store: string; tag: string; value: MaybeValue }[];
  }[];
}

export interface ConflictView {
  id: number;
  kind: ConflictKind;
  bridge: string;
  photo: number;
  field: FieldName;
  hub?: MaybeValue;
  sides: {
    file: number;
    library: string;
    path: string;
    store: string;
    /** The tag that says so, where one file disagrees with itself. */
    tag?: string;
    value: MaybeValue;
    base?: MaybeValue;
    changed: boolean;
    /** The program that says it last wrote the file, as read from it. */
    program?: string;
    /** When the file was last changed. */
    at?: number;
  }[];
}

/** Conflicts that one decision can resolve: same field, same values in the same libraries. */
export interface ConflictShape {
  shape: string;
  kind: ConflictKind;
  bridge: string;
  field: FieldName;
  /** Value per library, first-named library first. Where values differ from photo to photo, `varies`. */
  sides: { library: string; value?: MaybeValue; varies: boolean }[];
  count: number;
  /** Files to show a strip of thumbnails from, at most 12. */
  sample: { photo: number; file: number }[];
}

export interface ProblemView {
  id: number;
  /** The file, where it is in the index: to show it, or reveal it in the file manager. */
  file?: number;
  library: string;
  path: string;
  during: 'scan' | 'write';
  code: ProblemCode;
  message: string;
  detail?: string;
  at: number;
}

export interface Page<T> {
  total: number;
  items: T[];
  /** Pass as `after` to get the next page; absent on the last. */
  next?: string;
}

export interface RunView {
  run: string;
  plan: string;
  at: number;
  endedAt?: number;
  kind: PlanKind;
  title: string;
  state: 'running' | 'interrupted' | 'done' | 'cancelled';
  written: number;
  skipped: number;
  problems: number;
  /** Run that undid it. */
  undone: string | null;
  /** Ids of the bridges it decided something in. */
  bridges: string[];
  /** What it was to write, and where; libraries as they were called then. */
  fields: FieldName[];
  libraries: string[];
  /** A bridge made it by itself. */
  automatic?: boolean;
  /** What a person had to allow before it ran. */
  needs?: Needs;
}

/** A long piece of work. `value` is 0..1, or null while the total is not known. */
export interface JobView {
  job: string;
  kind: 'scan' | 'plan' | 'run' | 'undo' | 'thumbnails' | 'export' | 'recover';
  title: string;
  /** Ids of the bridges it works for. */
  bridges?: string[];
  detail: string;
  done: number;
  total: number | null;
  value: number | null;
  perSecond: number | null;
  secondsLeft: number | null;
  cancellable: boolean;
}

export interface KeywordNode {
  path: string;
  name: string;
  /** Photos that hold it or one below it. */
  photos: number;
  children: boolean;
}

export interface DoctorCheck {
  check: string;
  state: 'good' | 'warning' | 'bad';
  message: string;
  /** What to do. */
  remedy?: string;
}

export interface FolderList {
  path: string;
  parent: string | null;
  folders: { name: string; path: string }[];
  /** Named starting points: home, drives. */
  places: { name: string; path: string }[];
}
