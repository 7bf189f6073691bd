// Fills an index with rows as if that many photos had been scanned, for tests of what many rows do.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { insertFile, placeOf } from '../../shared/engine/db/files.ts';
import { addLibrary } from '../../shared/engine/db/libraries.ts';
import { openIndex } from '../../shared/engine/db/open.ts';
import { transaction } from '../../shared/engine/db/sql.ts';
import { seenOf } from '../../shared/engine/files/fingerprint.ts';
import { takeReading } from '../../shared/engine/intake.ts';
import { refreshPhotos } from '../../shared/engine/photo-summary.ts';
import type { FileStat } from '../../shared/engine/types.ts';

export interface Seed {
  name: string;
  /** Made when it is missing; the photos themselves are not. */
  root: string;
  files: number;
}

const stat = (at: number): FileStat => ({
  dev: '1',
  ino: String(at + 1),
  size: 100_000 + at,
  mtimeNs: `${1_700_000_000_000_000_000n + BigInt(at)}`,
  ctimeNs: `${1_700_000_000_000_000_000n + BigInt(at)}`,
});

const two = (number: number) => String(number).padStart(2, '0');

function tags(at: number): Record<string, string | string[]> {
  const year = 2000 + (at % 25);
  return {
    'XMP-xmp:Rating': String(at % 6),
    'XMP-dc:Subject': ['seeded', `word${at % 200}`],
    'XMP-dc:Title': `Seeded ${at}`,
    'ExifIFD:DateTimeOriginal': `${year}:${two(1 + (at % 12))}:${two(1 + (at % 28))} 10:${two(at % 60)}:00`,
  };
}

/** Adds a library of made-up photos to the index of a data folder. No engine may hold it. */
export async function seedIndex(dataDir: string, { name, root, files }: Seed): Promise<void> {
  mkdirSync(root, { recursive: true });
  const { write: db, close } = openIndex(join(dataDir, 'index.db'));
  const library = `seed-${name}`;
  try {
    addLibrary(db, {
      id: library,
      name,
      path: root,
      writes: 'auto',
      sidecar: 'adobe',
      exclude: [],
      keepMtime: false,
      iptc: 'latin',
      device: null,
      state: 'online',
      stateReason: null,
      addedAt: 0,
      scannedAt: 1,
    });
    for (let from = 0; from < files; from += 5000) {
      transaction(db, () => {
        const photos = new Set<number>();
        for (let at = from; at < Math.min(files, from + 5000); at++) {
          const place = placeOf(library, `${2000 + (at % 25)}/IMG_${String(at).padStart(6, '0')}.jpg`);
          const media = stat(at);
          const id = insertFile(db, place, seenOf({ media, sidecars: [] }));
          const read = {
            raw: { stores: [{ store: 'embedded' as const, tags: tags(at), warnings: [] }] },
            facts: {
              format: 'JPEG',
              mime: 'image/jpeg',
              width: 6000,
              height: 4000,
              imageHash: { algorithm: 'MD5', value: `${name}${at}` },
            },
            fingerprint: { media, sidecars: [] },
          };
          const by = { reader: 'seed', readAt: 1, hashed: true };
          for (const photo of takeReading(db, { id, library, path: place.path, name: place.name }, read, by)
            .photos) {
            photos.add(photo);
          }
        }
        refreshPhotos(db, photos);
      });
    }
  } finally {
    close();
  }
}
