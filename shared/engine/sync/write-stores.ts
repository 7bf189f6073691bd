import { formatOfType, writeStores } from '../../core/formats.ts';
import type { Problem } from '../../core/problem.ts';
import type { StoreKind } from '../../core/raw-tags.ts';
import type { FileRow } from '../db/files.ts';
import type { LibraryRow } from '../db/libraries.ts';

/** The stores that a write of the file goes to, or why there is none under its library's policy. */
export function storesToWrite(library: LibraryRow, file: FileRow): readonly StoreKind[] | Problem {
  const format = file.facts ? formatOfType(file.facts.format) : undefined;
  if (format === undefined)
    return {
      code: 'unsupported',
      message: `${file.facts?.format || 'Such'} files are not written.`,
    };
  const there = file.fingerprint.sidecars.map((sidecar) => sidecar.store);
  const provable = file.facts?.imageHash !== undefined;
  return writeStores(format, library.writes, library.sidecar, there, provable);
}
