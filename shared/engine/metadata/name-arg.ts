const breaksLines = /[\n\r]/;

/**
 * Whether ExifTool can be told of a file at all. Arguments travel one a line; a name with a line break travels as a
 * C string, to which ExifTool adds a backslash before `$` and `@` (fields.md §6.18). `{ready}` ends an answer.
 */
export const isSayable = (path: string): boolean =>
  !path.includes('\0') && !path.includes('{ready') && !(breaksLines.test(path) && /[$@]/.test(path));

/** An absolute path as one argument, whatever its name holds. */
export function nameArg(path: string): string {
  if (!breaksLines.test(path)) return path;
  const text = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `#[CSTR]${text}`;
}
