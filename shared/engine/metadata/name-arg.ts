import { aliasOf } from './alias.ts';

const breaksLines = /[\n\r]/;

/**
 * Whether ExifTool can be told of a name as it is. Arguments travel one a line; a name with a line break travels as a
 * C string, to which ExifTool adds a backslash before `$` and `@` (fields.md §6.18). `{ready}` ends an answer.
 */
export const isSayable = (path: string): boolean =>
  !path.includes('\0') && !path.includes('{ready') && !(breaksLines.test(path) && /[$@]/.test(path));

/** The name under which ExifTool knows a file (absolute path); one that cannot be said is there already. */
export const nameFor = (path: string): string => (isSayable(path) ? path : aliasOf(path));

/** A file as one argument, whatever its name holds. */
export function nameArg(path: string): string {
  const name = nameFor(path);
  if (!breaksLines.test(name)) return name;
  const text = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `#[CSTR]${text}`;
}
