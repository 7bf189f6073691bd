import { randomInt } from 'node:crypto';
import type { Writable } from 'node:stream';
import { ExifToolTask } from 'exiftool-vendored';

/** Commands for one process, which has the next ones before the last are answered. */
export interface Series {
  /** The next command; undefined: there is none for now. */
  next(): readonly string[] | undefined;
  /** What some commands printed, from number `at` on (from 0): together, so that who goes on with them can do so too. */
  answered(at: number, outs: readonly string[]): void;
}

/** Where the process that runs a task takes commands; undefined: it has ended. */
type StdinOf = (task: unknown) => Writable | null | undefined;

/** Commands that a process has and has not carried out: it does not stand still while we go on with those before. */
const ahead = 32;
/** Answers told together … */
const together = 16;
/** … fewer at first, when there is nothing else to go on with … */
const fewer = 4;
/** … unless the first of them has waited so long: large files take their time. */
const mostMs = 50;

/**
 * The line that ends the command of this number, or without one. What it says on the error channel is there before:
 * ExifTool flushes them in this order.
 */
const ready = (number: number | '') => new RegExp(`^\\{ready${number}\\}\\r?\\n`, 'm');

/** A read of every channel comes before this: what was in a pipe when it is called is known to us then. */
const afterReading = (then: () => void) => void setImmediate(() => setImmediate(then));

/**
 * One task of the pool for as long as there are commands. They are told apart by the numbers of ExifTool's `-executeN`,
 * which no file can foretell. When one has something to say on its error channel, nothing more is given or answered.
 */
export class SeriesTask extends ExifToolTask<void> {
  override readonly command: string;
  readonly #series: Series;
  readonly #everyTime: readonly string[];
  readonly #stdinOf: StdinOf;
  readonly #first = randomInt(1_000_000_000);
  #given = 0;
  #done = 0;
  /** Are to be told soon … */
  #due = 0;
  /** … and are told. */
  #told = 0;
  #out = '';
  #said = '';
  readonly #outs: string[] = [];
  #late: NodeJS.Timeout | undefined;

  constructor(series: Series, everyTime: readonly string[], stdinOf: StdinOf) {
    super([]);
    this.#series = series;
    this.#everyTime = everyTime;
    this.#stdinOf = stdinOf;
    this.command = this.#more() || ExifToolTask.renderCommand([]);
  }

  /** As many commands as the process may have, as it reads them. One that cannot be given spoils what is not told. */
  #more(): string {
    let text = '';
    try {
      while (this.#said === '' && this.#given - this.#done < ahead) {
        const args = this.#series.next();
        if (args === undefined) break;
        const command = ExifToolTask.renderCommand([...this.#everyTime, ...args]);
        text += command.replace(/-execute\n$/, `-execute${this.#first + this.#given++}\n`);
      }
    } catch (error) {
      this.#said ||= String(error);
    }
    return text;
  }

  #answer(upTo: number): void {
    if (upTo <= this.#told) return;
    const at = this.#told;
    this.#told = upTo;
    this.#series.answered(at, this.#outs.splice(0, upTo - at));
  }

  /**
   * Tells what is done. Where something was said, nobody knows by which of them; and when the process has ended, what
   * it said last is not read any more.
   */
  #tell(): void {
    clearTimeout(this.#late);
    this.#late = undefined;
    const due = (this.#due = this.#done);
    afterReading(() => {
      if (this.#said === '' && this.#stdinOf(this)) this.#answer(due);
    });
  }

  #goOn(): void {
    const more = this.#more();
    const isLast = more === '' && this.#done === this.#given;
    // A command without a number ends the task, and then the last ones are told: whoever closes the pool next would
    // else wait for it.
    const text = isLast ? ExifToolTask.renderCommand([]) : more;
    if (text !== '') this.#stdinOf(this)?.write(text);
    if (isLast) return;
    const fresh = this.#done - this.#due;
    if (fresh >= Math.min(together, this.#due + fewer)) this.#tell();
    else if (fresh > 0) this.#late ??= setTimeout(() => this.#tell(), mostMs);
  }

  override onStdout(chunk: string | Buffer): void {
    this.#out += chunk.toString();
    const before = this.#done;
    for (let mark = this.#mark(); mark; mark = this.#mark()) {
      const out = this.#out.slice(0, mark.index);
      this.#out = this.#out.slice(mark.index + mark[0].length);
      if (this.#done === this.#given) {
        super.onStdout(mark[0]);
        return;
      }
      this.#outs.push(out);
      this.#done += 1;
    }
    if (this.#done === before) return;
    this.resetTimeout();
    this.#goOn();
  }

  #mark(): RegExpExecArray | null {
    return ready(this.#done < this.#given ? this.#first + this.#done : '').exec(this.#out);
  }

  override onStderr(chunk: string | Buffer): void {
    this.#said += ExifToolTask.withoutProgressLines(chunk.toString()).rest;
  }

  protected override parse(): void {
    clearTimeout(this.#late);
    if (this.#said !== '') throw new Error(this.#said);
    this.#answer(this.#done);
  }
}
