import { readFile, rename, rm } from 'node:fs/promises';
import type { TagWrite } from '../../core/encode.ts';
import { ExifToolStopped, type Printed } from './exiftool.ts';
import { nameArg } from './name-arg.ts';
import { Refused } from './replace.ts';
import { exactArgs, writeArgs } from './write-args.ts';

/** One new file to be made: from the old one, or (a sidecar) from nothing. Paths are absolute. */
export interface Stage {
  readonly from: string | undefined;
  readonly temp: string;
  readonly writes: readonly TagWrite[];
  readonly fileType: string;
}

/** Runs one ExifTool command. */
export interface Runner {
  run(args: readonly string[]): Promise<Printed>;
}

/** The encoder asks for a new digest where IPTC and XMP say the same after the write. */
const isDigest = ({ tag, values }: TagWrite): boolean =>
  tag === 'Photoshop:IPTCDigest' && values[0] === 'new';

/** JPEG and PSD store the right digest in one pass; TIFF-based files only in a second one, after the block is padded. */
const inOnePass = /^(JPEG|MPO|PSD|PSB|PSDT)$/;

/** What ExifTool said, without its own marks and the name of the file. */
const plainWords = (line: string): string =>
  line
    .replace(/^(Error|Warning): /, '')
    .replace(/^\[minor\] /i, '')
    .replace(/ - \S.*$/, '')
    .trim();

/** What ExifTool says where it is the new file that could not be made, not the old one that has faults. */
const driveFault = /^Error: Error (creating|writing|closing)\b/;

const notMade =
  'The new file could not be written: the drive is full, read-only, or reports an error. The photo was not changed; look after the drive and run it again.';

/** Warnings with which ExifTool leaves the XMP of a file as it was, whatever else it has written (WriteXMP.pl). */
const keptXmp =
  /Duplicate XMP property|Improperly (enclosed XMP property|formed structure)|Error parsing XMP/;

/** ExifTool's own words on why it made nothing, or not all. */
function failure({ out, errors, warnings }: Printed): Refused {
  const kept = warnings.filter((line) => keptXmp.test(line));
  const said = [...errors, ...kept, ...warnings];
  const fault = said.find((line) => driveFault.test(line));
  if (fault !== undefined) return new Refused({ code: 'ioError', message: notMade, detail: fault });
  const minor = kept.length > 0 || said.some((line) => /\[minor\]/i.test(line));
  const why = said[0] === undefined ? '' : ` (${plainWords(said[0])})`;
  const message = minor
    ? `The file has faults that a write could make worse${why}. It was left alone; let the library write sidecars.`
    : `ExifTool cannot write into the file${why}. It was left alone; let the library write sidecars.`;
  const detail = [...new Set(said), out.trim()].filter(Boolean).join('; ');
  return new Refused({ code: 'writeFailed', message, detail });
}

async function make(runner: Runner, args: readonly string[], temp: string, from?: string): Promise<void> {
  const printed = await runner.run([
    ...args,
    '-o',
    nameArg(temp),
    ...(from === undefined ? [] : [nameArg(from)]),
  ]);
  const made = /^\s*1 (image )?files? created/m.test(printed.out);
  // Nothing to change is no fault; nothing changed and a warning is ExifTool's way to say that it cannot.
  const copied = /^\s*1 (image )?files? copied/m.test(printed.out) && printed.warnings.length === 0;
  const whole = printed.errors.length === 0 && !printed.warnings.some((line) => keptXmp.test(line));
  if (!(made || copied) || !whole) throw failure(printed);
}

/** An attribute with a line break or a tab in it: XML programs read a blank there. */
const foldedText = /\s[\w:.-]+=(?:'[^'<]*[\n\t][^'<]*'|"[^"<]*[\n\t][^"<]*")/;

/**
 * A sidecar keeps simple texts as attributes, as most programs write them and some look for; but one that holds
 * line breaks is written with elements, because XML folds the line breaks of attributes.
 */
async function makeSidecar(
  runner: Runner,
  writes: readonly TagWrite[],
  temp: string,
  from: string | undefined,
): Promise<void> {
  const args = [...exactArgs, ...writeArgs(writes)];
  await make(runner, [...args, '-api', 'Compact=Shorthand'], temp, from);
  if (!foldedText.test(await readFile(temp, 'utf8'))) return;
  await rm(temp);
  await make(runner, args, temp, from);
}

/** Has ExifTool write a complete new file to our own temporary name; the old file is only read. */
export async function stage(runner: Runner, { from, temp, writes, fileType }: Stage): Promise<void> {
  if (fileType === 'XMP') return makeSidecar(runner, writes, temp, from);
  const twice = writes.some(isDigest) && !inOnePass.test(fileType);
  const first = twice ? writes.filter((write) => !isDigest(write)) : writes;
  await make(runner, [...exactArgs, ...writeArgs(first)], temp, from);
  if (!twice) return;
  const second = `${temp}.2`;
  await make(runner, [...exactArgs, ...writeArgs(writes.filter(isDigest))], second, temp);
  await rename(second, temp);
}

/** A command that was stopped while it wrote, in words. */
export function stoppedWriting(error: unknown): Refused | undefined {
  if (!(error instanceof ExifToolStopped)) return undefined;
  const code = error.why === 'timeout' ? 'timeout' : error.why === 'output' ? 'tooLarge' : 'writeFailed';
  return new Refused({
    code,
    message: 'ExifTool ended before it was done. The photo was not changed; run it again.',
    detail: error.message,
  });
}
