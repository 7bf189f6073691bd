// What tests of the writer need: a library folder, a reader and a writer that are closed again, a journal that notes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../shared/core/change.ts';
import type {
  JournalEntry,
  MediaFile,
  PhotoWriter,
  WriteResult,
} from '../../shared/engine/metadata/ports.ts';
import { createExifToolReader, type ExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { createPhotoWriter, type PhotoWriterOptions } from '../../shared/engine/metadata/writer.ts';
import { tempFolder } from './pictures.ts';

export interface Bench {
  readonly root: string;
  readonly reader: ExifToolReader;
  readonly writer: Required<PhotoWriter>;
  readonly journal: {
    state: 'none' | 'intent' | 'prepared';
    entry?: JournalEntry;
    intent(e: JournalEntry): void;
    prepared(e: JournalEntry): void;
  };
  file(path: string, more?: Partial<MediaFile>): MediaFile;
  /** Reads, then writes the changes to what was read. */
  write(file: MediaFile, changes: readonly Change[]): Promise<WriteResult>;
  close(): Promise<void>;
}

export function openBench(options: Partial<PhotoWriterOptions> = {}): Bench {
  const folder = tempFolder();
  const reader = options.reader ?? createExifToolReader({ processes: 1 });
  const writer = createPhotoWriter({ settleMs: 50, ...options, reader });
  const journal: Bench['journal'] = {
    state: 'none',
    intent(entry) {
      journal.state = 'intent';
      journal.entry = entry;
    },
    prepared(entry) {
      journal.state = 'prepared';
      journal.entry = entry;
    },
  };
  return {
    root: folder.path,
    reader,
    writer,
    journal,
    file: (path, more = {}) => ({
      root: folder.path,
      path,
      writes: 'auto',
      sidecar: 'adobe',
      keepMtime: false,
      ...more,
    }),
    async write(file, changes) {
      const read = await reader.read(file, { hash: true });
      if (!read.ok) return read;
      const { raw, facts, fingerprint } = read;
      return writer.write({ file, fingerprint, changes, known: { raw, facts }, undoKey: 'run', journal });
    },
    async close() {
      await writer.settled();
      await writer.close();
      await reader.close();
      folder.remove();
    },
  };
}

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file below a folder with the hash of its bytes, `.tagbridge` included when asked for. */
export function treeOf(root: string, own = false): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const wanted = names.filter((name) => own || !name.startsWith('.tagbridge/'));
  return Object.fromEntries(wanted.toSorted().map((name) => [name, sha256(join(root, name))]));
}

/** Temporary files that a finished write must not leave. */
export const strays = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.startsWith('.tagbridge/tmp/') || /(^|\/)\.tagbridge-/.test(name) || name.includes('_exiftool_tmp'),
  );
