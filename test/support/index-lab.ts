// An index filled by hand: files with values, without pictures on disk.
import { join } from 'node:path';
import type { FieldName } from '../../shared/core/registry.ts';
import type { FieldValues } from '../../shared/core/snapshot.ts';
import { type FileRow, fileById, insertFile, placeOf, storeReading } from '../../shared/engine/db/files.ts';
import { addLibrary } from '../../shared/engine/db/libraries.ts';
import { openIndex } from '../../shared/engine/db/open.ts';
import { transaction, type WritableDb } from '../../shared/engine/db/sql.ts';
import { assignPhoto } from '../../shared/engine/identity.ts';
import { refreshPhotos } from '../../shared/engine/photo-summary.ts';
import type { MediaFacts } from '../../shared/engine/types.ts';
import { tempFolder } from './pictures.ts';

export interface Put {
  readonly library?: string;
  readonly path: string;
  /** What the picture's hash is made of; files with the same are copies. Null: nothing can be hashed. */
  readonly picture?: string | null;
  readonly values?: FieldValues;
  /** Fields that hold a text which nobody can decode. */
  readonly unreadable?: readonly FieldName[];
  readonly facts?: Partial<MediaFacts>;
  readonly size?: number;
}

export interface IndexLab {
  readonly db: WritableDb;
  /** Puts files into the index as a scan would; gives their ids. */
  put(...files: Put[]): number[];
  /** As if the file were read again. */
  again(id: number, change: Omit<Put, 'path' | 'library'>): void;
  file(id: number): FileRow;
  close(): void;
}

let inode = 0;

/** `libraries` are both names and ids. */
export function indexLab(...libraries: string[]): IndexLab {
  const folder = tempFolder('tagbridge-rows-');
  const index = openIndex(join(folder.path, 'index.db'));
  const db = index.write;
  for (const [at, name] of libraries.entries())
    addLibrary(db, {
      ...{ id: name, name, path: join(folder.path, name), writes: 'auto', sidecar: 'adobe', exclude: [] },
      ...{
        keepMtime: false,
        iptc: 'latin',
        device: null,
        state: 'online',
        stateReason: null,
        addedAt: at,
        scannedAt: null,
      },
    });

  function read(id: number, path: string, put: Omit<Put, 'path'>): number[] {
    const picture = put.picture === undefined ? path : put.picture;
    const facts: MediaFacts = {
      ...{ format: 'JPEG', mime: 'image/jpeg', width: 60, height: 40 },
      ...(picture === null ? {} : { imageHash: { algorithm: 'MD5', value: picture } }),
      ...put.facts,
    };
    const { values = {}, unreadable } = put;
    const snapshot = { values, sources: {}, disagreements: {}, ...(unreadable ? { unreadable } : {}) };
    storeReading(db, id, path, {
      ...{
        fingerprint: '{"sidecars":[]}',
        inode: String(++inode),
        size: put.size ?? 1000,
        mtime: Date.UTC(2020, 0, 1),
      },
      ...{ raw: { stores: [] }, facts, snapshot },
      ...{ reader: 'by hand', readAt: 1 },
    });
    return assignPhoto(db, id, facts);
  }

  return {
    db,
    put: (...files) =>
      transaction(db, () =>
        files.map((put) => {
          const place = placeOf(put.library ?? libraries[0]!, put.path);
          const id = insertFile(db, place, { fingerprint: '{"sidecars":[]}', inode: '0', size: 1, mtime: 1 });
          refreshPhotos(db, read(id, put.path, put));
          return id;
        }),
      ),
    again(id, change) {
      const { path } = fileById(db, id)!;
      transaction(db, () => refreshPhotos(db, read(id, path, change)));
    },
    file: (id) => fileById(db, id)!,
    close() {
      index.close();
      folder.remove();
    },
  };
}
