import type { Problem } from '../../core/problem.ts';
import type { KnownFile } from '../db/known-files.ts';
import type { LibraryRow } from '../db/libraries.ts';
import { recordProblem } from '../db/problems.ts';
import type { ScanDeps, Tally } from './scan-files.ts';
import type { Settling } from './settling.ts';

export interface ScanProgress {
  /** Files looked at, and read where they had changed. */
  readonly done: number;
  /** Null until it is known: a first scan finds out as it goes. */
  readonly total: number | null;
  /** The folder being looked at. */
  readonly folder: string;
}

export interface ScanOptions {
  /** Ends the scan; what is in the index by then stays. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  /**
   * Only these folders (relative): those a watcher named. Their subfolders are looked into where the index does not
   * know them, and missed where they are gone.
   */
  readonly folders?: readonly string[] | undefined;
  /** Files that are tried again though they did not change (relative paths). */
  readonly retry?: ReadonlySet<string> | undefined;
  /** Leaves files alone that are still being written; the result names them. */
  readonly settling?: Settling | undefined;
}

/** The library went offline while it was scanned; the message says why. */
export class Gone extends Error {}

/** What one scan knows while it goes on. */
export interface Scan {
  readonly deps: ScanDeps;
  readonly library: LibraryRow;
  readonly options: ScanOptions;
  readonly tally: Tally;
  /** `st_dev:st_ino` of the root now. */
  readonly device: string;
  /** Codes of the problems known before, by path. */
  readonly known: ReadonlyMap<string, string>;
  /** Files the index knows that were not in their folder, which was listed without error. */
  readonly absent: KnownFile[];
  /** Folders that were listed, with the subfolders each was seen to have. */
  readonly listed: Map<string, ReadonlySet<string>>;
  /** Folders that could not be listed: nothing is inferred of what is in them and below. */
  readonly failed: Set<string>;
  /** Folders asked for that are not there any more. */
  readonly gone: Set<string>;
  /** Folders with files that were left alone, and how long until they may be read, ms. */
  readonly unsettled: Map<string, number>;
  /** Throws `Gone` when the library is not there any more. */
  readonly check: () => Promise<void>;
  readonly step: (folder: string, files: number) => void;
}

export const under = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** Whether a path is one of the folders, or below one. */
export function isBelow(path: string, folders: { has(folder: string): boolean }): boolean {
  for (let at = path; ; at = parentOf(at)) {
    if (folders.has(at)) return true;
    if (at === '') return false;
  }
}

/** Records trouble with a place that has no row of its own. */
export function report({ deps, library, tally }: Scan, path: string, problem: Problem): void {
  recordProblem(deps.db, { library: library.id, path, during: 'scan' }, problem, Math.floor(deps.clock()));
  tally.problems.add(path);
}

export const deviceNumber = (device: string | null): string | undefined => device?.split(':')[0];
