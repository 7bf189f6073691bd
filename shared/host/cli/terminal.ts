import { stripVTControlCharacters, styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'yellow' | 'red' | 'green';

/** Where words go, and what it can show. */
export interface Terminal {
  /** Columns to fill; no end where the output is no terminal: who reads it there wants all of it. */
  readonly width: number;
  readonly live: boolean;
  style(style: Style, text: string): string;
}

/** `styleText` itself leaves colours out for NO_COLOR and where the stream is no terminal. */
export function terminalOf(stream: NodeJS.WriteStream): Terminal {
  return {
    width: stream.isTTY ? Math.max(40, stream.columns ?? 100) : Number.POSITIVE_INFINITY,
    live: stream.isTTY,
    style: (style, text) => styleText(style, text, { stream }),
  };
}

/** Names and captions come from files: what could steer a terminal is shown, not obeyed. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n|\r|\n/g, '⏎')
    .replaceAll('\t', ' ')
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (c) => `\\u{${c.charCodeAt(0).toString(16)}}`,
    );
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u;
const plain = /^[\u0020-\u007e]*$/;

/** Columns a text takes, styles not counted. */
export function textWidth(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (plain.test(bare)) return bare.length;
  let width = 0;
  for (const { segment } of segmenter.segment(bare)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** The text in at most `width` columns, its end (or, for paths, its middle) left out. Only for text without styles. */
export function shorten(text: string, width: number, where: 'end' | 'middle' = 'end'): string {
  if (textWidth(text) <= width) return text;
  if (width <= 1) return '…'.slice(0, width);
  const parts = Array.from(segmenter.segment(text), ({ segment }) => segment);
  const room = width - 1;
  const head = take(parts, where === 'end' ? room : Math.floor(room / 3));
  if (where === 'end') return `${head}…`;
  const tail = take(parts.toReversed(), room - textWidth(head), true);
  return `${head}…${tail}`;
}

function take(parts: readonly string[], width: number, fromEnd = false): string {
  let taken = '';
  let used = 0;
  for (const part of parts) {
    used += textWidth(part);
    if (used > width) break;
    taken = fromEnd ? part + taken : taken + part;
  }
  return taken;
}
