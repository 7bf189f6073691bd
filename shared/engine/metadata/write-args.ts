import type { TagWrite } from '../../core/encode.ts';
import type { RawValue } from '../../core/raw-tags.ts';

/** `Group1:Tag`, also with a language or a wildcard for deletes; never an option, an assignment or an expression. */
const tagName = /^[A-Za-z][A-Za-z0-9-]*:[A-Za-z0-9_*?-]+$/;

/** Characters that `-ec` reads back: it turns `\n`, `\r`, `\t`, `\\` and `\xNN` into what they stand for. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    // ExifTool drops one blank after `=`, and a leading blank of a line.
    .replace(/^ /, '\\x20');

/** Characters that no tag can hold exactly: ExifTool writes them raw into IPTC and as dots into XMP (fields.md §0). */
export const unwritable = (text: string): boolean =>
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed();

const asText = (value: RawValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Throws on a tag or a value that would not arrive exactly as given; the encoder never makes one. */
function argsOf({ tag, values }: TagWrite): string[] {
  if (!tagName.test(tag)) throw new Error(`not a tag: ${JSON.stringify(tag)}`);
  if (values.length === 0) return [`-${tag}=`];
  return values.map((value) => {
    const text = asText(value);
    if (unwritable(text)) throw new Error(`a value of ${tag} holds a control character`);
    if (text === '') throw new Error(`an empty value for ${tag} would delete it`);
    return `-${tag}=${escaped(text)}`;
  });
}

/** The exact recipe of fields.md §6 row 20: values arrive byte for byte, one argument per list item. */
export const exactArgs = ['-ec', '-n', '-api', 'StructFormat=JSON'] as const;

export const writeArgs = (writes: readonly TagWrite[]): string[] => writes.flatMap(argsOf);
