// An index, a real reader and libraries in a temp folder: what scanning needs, without the rest of the engine.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WritePolicy } from '../../shared/core/library.ts';
import { type FileRow, fileByPath } from '../../shared/engine/db/files.ts';
import { addLibrary, requireLibrary } from '../../shared/engine/db/libraries.ts';
import { type Index, openIndex } from '../../shared/engine/db/open.ts';
import { listProblems } from '../../shared/engine/db/problems.ts';
import { all } from '../../shared/engine/db/sql.ts';
import { checkRoot } from '../../shared/engine/files/library-root.ts';
import { writeMarker } from '../../shared/engine/files/marker.ts';
import { type ScanOptions, type ScanResult, scanLibrary } from '../../shared/engine/files/scan.ts';
import { contentHash } from '../../shared/engine/metadata/bytes.ts';
import type { MetadataReader } from '../../shared/engine/types.ts';
import { tempFolder } from './pictures.ts';

export interface ScanLab {
  readonly path: string;
  readonly index: Index;
  /** How often each file was read, by relative path. */
  readonly reads: Map<string, number>;
  /** Called before each read; a test may change the disk there. */
  onRead: (path: string) => void | Promise<void>;
  /** Puts the reader's clock back or forward. */
  clock: () => number;
  add(name: string, writes?: WritePolicy, exclude?: readonly string[]): Promise<{ id: string; root: string }>;
  scan(id: string, options?: ScanOptions): Promise<ScanResult>;
  file(id: string, path: string): FileRow;
  /** Paths that are there, in order, with their state where it is not ok. */
  paths(id: string): string[];
  problems(id: string): string[];
  close(): void;
}

export function scanLab(reader: MetadataReader): ScanLab {
  const folder = tempFolder('tagbridge-scan-');
  const index = openIndex(join(folder.path, 'data', 'index.db'));
  const db = index.write;
  const reads = new Map<string, number>();
  const counted: MetadataReader = {
    id: reader.id,
    async read(file, options) {
      reads.set(file.path, (reads.get(file.path) ?? 0) + 1);
      await lab.onRead(file.path);
      return reader.read(file, options);
    },
    close: async () => {},
  };
  const lab: ScanLab = {
    path: folder.path,
    index,
    reads,
    onRead: () => {},
    clock: Date.now,
    async add(name, writes = 'auto', exclude = []) {
      const root = join(folder.path, name);
      mkdirSync(root, { recursive: true });
      const id = randomUUID();
      const checked = await checkRoot(root, []);
      if (writes !== 'none')
        await writeMarker(checked.path, { format: 1, id, created: '2026-01-01T00:00:00Z' });
      addLibrary(db, {
        id,
        name,
        path: checked.path,
        writes,
        sidecar: 'adobe',
        exclude,
        keepMtime: false,
        iptc: 'latin',
        device: checked.device,
        state: 'online',
        stateReason: null,
        addedAt: 1,
        scannedAt: null,
      });
      return { id, root: checked.path };
    },
    // Ten minutes on: what the test wrote a moment ago is not racy.
    scan: (id, options) =>
      scanLibrary(
        { db, reader: counted, clock: () => Math.floor(lab.clock()) + 600_000, contentHash },
        id,
        options,
      ),
    file(id, path) {
      const found = fileByPath(db, id, path);
      if (!found) throw new Error(`${path} is not in the index`);
      return found;
    },
    paths: (id) =>
      all<{ path: string; state: string }>(
        db,
        `SELECT path, state FROM file WHERE library = ? AND state <> 'missing' ORDER BY path`,
        [id],
      ).map(({ path, state }) => (state === 'ok' ? path : `${path} (${state})`)),
    problems: (id) =>
      listProblems(db, { library: requireLibrary(db, id).id }).items.map(
        ({ path, code }) => `${path}: ${code}`,
      ),
    close() {
      index.close();
      folder.remove();
    },
  };
  return lab;
}
