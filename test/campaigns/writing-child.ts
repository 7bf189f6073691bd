// A process that writes photos on command and can be killed, or made to fail, at any of its system calls. It warms up
// before it says that it is ready, so that what is traced from then on is the write alone.
// Commands come as JSON lines; each is answered by one JSON line. The journal is a file of JSON lines, each synced, as
// the index does it with synchronous=FULL.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Fingerprint, JournalEntry, MediaFile } from '../../shared/engine/metadata/ports.ts';
import { createExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { createPhotoWriter } from '../../shared/engine/metadata/writer.ts';

export type Command =
  /** Reads the file as a plan would, before the write. */
  | { readonly do: 'look'; readonly file: MediaFile }
  | {
      readonly do: 'write';
      readonly file: MediaFile;
      readonly changes: JournalEntry['changes'];
      readonly journal: string;
    }
  | {
      readonly do: 'restore';
      readonly file: MediaFile;
      readonly entry: JournalEntry;
      readonly journal: string;
    }
  | { readonly do: 'recover'; readonly entry: JournalEntry; readonly state: 'intent' | 'prepared' };

export interface Noted {
  readonly state: 'intent' | 'prepared' | 'done';
  readonly entry: JournalEntry;
}

const reader = createExifToolReader({ processes: 1 });
const writer = createPhotoWriter({ reader, settleMs: 0, lockPatienceMs: 2_000 });
let fingerprint: Fingerprint | undefined;

/** The index throws errors of its own kind, which are no file's; so does this. */
function note(path: string, noted: Noted): void {
  try {
    const fd = openSync(path, 'a');
    try {
      writeSync(fd, `${JSON.stringify(noted)}\n`);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw new Error(`journal: ${String(error)}`, { cause: error });
  }
}

const journalTo = (path: string) => ({
  intent: (entry: JournalEntry) => note(path, { state: 'intent', entry }),
  prepared: (entry: JournalEntry) => note(path, { state: 'prepared', entry }),
});

async function carryOut(command: Command): Promise<unknown> {
  if (command.do === 'recover') return writer.recover(command.entry, command.state);
  const { file } = command;
  if (command.do === 'look') {
    const read = await reader.read(file, { hash: true });
    if (!read.ok) return read;
    fingerprint = read.fingerprint;
    return { ok: true };
  }
  const journal = journalTo(command.journal);
  const result =
    command.do === 'write'
      ? await writer.write({
          file,
          fingerprint: fingerprint!,
          changes: command.changes,
          undoKey: 'run',
          journal,
        })
      : await writer.restore({ file, entry: command.entry, undoKey: 'undo', journal });
  if (!result.ok) return result;
  note(command.journal, { state: 'done', entry: result.entry });
  return { ok: true };
}

/** An error put into this very call is none of the writer's. */
function say(line: unknown): void {
  const text = `${JSON.stringify(line)}\n`;
  try {
    writeSync(1, text);
  } catch {
    writeSync(1, text);
  }
}

if (process.argv[2] !== 'cold') await reader.exiftool.version();
say({ ready: process.pid });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await carryOut(JSON.parse(line) as Command));
  } catch (error) {
    say({ ok: false, thrown: error instanceof Error ? error.stack : String(error) });
  }
}
await writer.close();
await reader.close();
