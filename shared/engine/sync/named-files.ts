import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { TagbridgeError } from '../../api/errors.ts';
import { type FileRow, fileById, fileByPath } from '../db/files.ts';
import { listLibraries } from '../db/libraries.ts';
import { problemsOf } from '../db/problems.ts';
import type { ReadableDb } from '../db/sql.ts';

const notFound = (message: string, hint: string) => new TagbridgeError('NOT_FOUND', message, { hint });

/** The path below a library's root, as the index has it. */
const wayFrom = (root: string, path: string): string => relative(root, path).split(sep).join('/');

function inLibraries(db: ReadableDb, path: string): FileRow | undefined {
  for (const library of listLibraries(db)) {
    const way = relative(library.path, path);
    if (way === '' || way.startsWith('..') || isAbsolute(way)) continue;
    return fileByPath(db, library.id, wayFrom(library.path, path));
  }
  return undefined;
}

/** The path as it is below its library's real root, though a folder above was reached by a link. */
async function realPlace(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}

/** A file of the index by id or absolute path; throws `NOT_FOUND`. */
export async function namedFile(db: ReadableDb, ref: number | string): Promise<FileRow> {
  if (typeof ref === 'number') {
    const file = fileById(db, ref);
    if (file) return file;
    throw notFound(`There is no file ${ref}.`, 'It may have been removed meanwhile; look again.');
  }
  const file = inLibraries(db, ref) ?? inLibraries(db, await realPlace(ref));
  if (file) return file;
  const library = listLibraries(db).find((one) => !relative(one.path, ref).startsWith('..'));
  const [problem] = library ? problemsOf(db, library.id, wayFrom(library.path, ref)) : [];
  if (problem) throw notFound(`${ref} cannot be used: ${problem.message}`, 'See: tagbridge problems');
  throw library
    ? notFound(
        `${ref} is not indexed in ${library.name}.`,
        `Find new files with: tagbridge scan ${library.name}`,
      )
    : notFound(`${ref} lies in no library.`, 'Add its folder with: tagbridge library add PATH');
}
