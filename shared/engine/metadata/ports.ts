import type { Change } from '../../core/change.ts';
import type { Problem } from '../../core/problem.ts';
import type { RawTags } from '../../core/raw-tags.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import type { FileStat, Fingerprint, JournalEntry, MediaFacts, MediaFile } from '../types.ts';

// The shapes of reading and of the journal live in types.ts, where db and files may see them too.
export type {
  FileStat,
  Fingerprint,
  JournalEntry,
  JournalTarget,
  MediaFacts,
  MediaFile,
  MetadataReader,
  ReadOptions,
  ReadResult,
} from '../types.ts';

/** Called by the writer at the points where durability matters; what is given is on disk when the call has ended. */
export interface Journal {
  /** Before any file is created: temp names and undo names are decided, nothing exists yet. */
  intent(entry: JournalEntry): void | Promise<void>;
  /** Temps are complete, verified and synced; the next step replaces. */
  prepared(entry: JournalEntry): void | Promise<void>;
}

export interface WriteJob {
  readonly file: MediaFile;
  /** What the plan saw; anything else is `changedSince`. */
  readonly fingerprint: Fingerprint;
  readonly changes: readonly Change[];
  /** The tags last read from the file, with the marks of what was overruled since: a new sidecar takes none of that. */
  readonly last?: RawTags | undefined;
  /**
   * What the file holds, where the index knows that for certain: read from a file with just this fingerprint, without
   * the marks of what was overruled. The write is then proven from the bytes where they can prove it.
   */
  readonly known?: { readonly raw: RawTags; readonly facts: MediaFacts } | undefined;
  /** Where the bytes before are kept: a folder name under the undo place, usually the run's id. */
  readonly undoKey: string;
  readonly journal: Journal;
  readonly signal?: AbortSignal;
}

export type WriteResult =
  | {
      readonly ok: true;
      readonly unchanged: boolean;
      readonly entry: JournalEntry;
      readonly raw: RawTags;
      readonly facts: MediaFacts;
      readonly fingerprint: Fingerprint;
      /** What each changed field reads back as (a format may truncate). */
      readonly readBack: FieldValues;
      /** What proved the new file; absent where none was made, or bytes of before came back. */
      readonly provenBy?: 'bytes' | 'exiftool';
    }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** The new bytes are in place, but reading them failed: the journal stays open until somebody has read them. */
      readonly replaced?: true;
      /** What the write had begun could not be taken away again: the journal stays open, and recovery does that. */
      readonly open?: true;
    };

export interface RestoreJob {
  readonly file: MediaFile;
  /** The entry of the write that is taken back. */
  readonly entry: JournalEntry;
  readonly undoKey: string;
  readonly journal: Journal;
}

export type RecoverResult = {
  readonly outcome: 'finished' | 'rolledBack' | 'stuck';
  readonly problem?: Problem;
  /** Files that hold the bytes they held before; an undo link that was made and removed gave them another ctime. */
  readonly standing?: readonly { readonly before: FileStat; readonly now: FileStat }[];
};

/** Another program wrote into the old file after it was replaced. Its bytes are in the undo copy. */
export interface LateEdit {
  readonly root: string;
  readonly path: string;
  /** Where its version was kept, relative to the root. */
  readonly undo: string;
  readonly problem: Problem;
}

/** How long, and up to how many bytes a library, the bytes from before a write are kept. */
export interface UndoPolicy {
  readonly days: number;
  readonly bytes: number;
}

export interface Pruned {
  readonly files: number;
  readonly bytes: number;
  /** Of those that lie beside photos, the ones that are not there any more. */
  readonly gone: readonly string[];
}

/** The only module that writes photo files. */
export interface PhotoWriter {
  /** Something is about to be written: gets ready for it. Returns at once. */
  warm?(): void;
  write(job: WriteJob): Promise<WriteResult>;
  /** Bring back the bytes an earlier write replaced; refuses with `changedSince` when the bytes are not its own. */
  restore(job: RestoreJob): Promise<WriteResult>;
  /** After a crash: finish or roll back one journalled write. Idempotent. */
  recover(entry: JournalEntry, state: 'intent' | 'prepared'): Promise<RecoverResult>;
  /**
   * Waits until edits that another program made through an open handle would have shown (about two seconds after the
   * last write), and hands out those found, each once. Asked at the end of a run.
   */
  settled?(): Promise<readonly LateEdit[]>;
  /** Removes undo copies beyond the policy from a library. `beside`: those that lie outside its own folder. */
  prune?(root: string, policy: UndoPolicy, beside: readonly string[]): Promise<Pruned>;
  close(): Promise<void>;
}
