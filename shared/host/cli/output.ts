import { once } from 'node:events';
import { shorten, type Terminal, terminalOf } from './terminal.ts';

/** What a command says. With `--json` only `document` (or `line`) reaches stdout. */
export interface Output {
  readonly json: boolean;
  readonly terminal: Terminal;
  /** The result: one JSON document, or the lines that `words` makes of it. */
  result(document: unknown, words: () => readonly string[]): Promise<void>;
  /** One object of a stream (`watch`, `serve`), or its words. */
  line(object: unknown, words: string): Promise<void>;
  /** Raw text for stdout, for long documents that are written in parts. Waits while the reader is slow. */
  write(text: string): Promise<void>;
  /** To stderr, for a person. */
  note(text: string): void;
  /** A line on stderr that the next one replaces; nothing where stderr is no terminal. */
  live(text: string): void;
}

/** The reader of our stdout went away (`| head`): the rest is of no use to anyone. */
export class ReaderGone extends Error {}

export function createOutput(json: boolean): Output {
  const terminal = terminalOf(process.stdout);
  const errors = terminalOf(process.stderr);
  let gone = false;
  let shown = false;
  const forget = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  };
  process.stdout.on('error', forget);
  process.stderr.on('error', forget);

  const clear = () => {
    if (shown) process.stderr.write('\r\u001b[2K');
    shown = false;
  };
  const write = async (text: string) => {
    clear();
    if (gone) throw new ReaderGone();
    if (!process.stdout.write(text)) await Promise.race([once(process.stdout, 'drain'), closed()]);
  };
  return {
    json,
    terminal,
    write,
    async result(document, words) {
      await write(
        json
          ? `${JSON.stringify(document, null, 2)}\n`
          : words()
              .map((line) => `${line}\n`)
              .join(''),
      );
    },
    line: (object, words) => write(json ? `${JSON.stringify(object)}\n` : `${words}\n`),
    note(text) {
      clear();
      process.stderr.write(`${text}\n`);
    },
    live(text) {
      if (!errors.live) return;
      process.stderr.write(`\r\u001b[2K${shorten(text, errors.width - 1)}`);
      shown = text !== '';
    },
  };
}

const closed = () =>
  new Promise<void>((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.once('close', () => resolve());
  });
