import { rename } from 'node:fs/promises';
import type { TagWrite } from '../../core/encode.ts';
import type { RawValue } from '../../core/raw-tags.ts';
import { type ExifToolPool, ExifToolStopped, type Printed } from './exiftool.ts';
import type { PrintedTags } from './printed-tags.ts';
import { Refused } from './replace.ts';
import { exactArgs, writeArgs } from './write-args.ts';

/** One new file to be made: from the old one, or (a sidecar) from nothing. Paths are absolute. */
export interface Stage {
  readonly from: string | undefined;
  readonly temp: string;
  readonly writes: readonly TagWrite[];
  /** What the old file holds, to know whether it has an IPTC block and whose word counts. */
  readonly before: PrintedTags | undefined;
  readonly fileType: string;
}

const hasIptc = (tags: PrintedTags): boolean => [...tags.keys()].some((tag) => /^IPTC\d*:/.test(tag));

const lower = (value: RawValue | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '');

/**
 * Whether the digest that marks IPTC and XMP as one is renewed: in a file with IPTC, unless a stored digest shows that
 * another program edited the IPTC alone, which must stay visible (MWG's own rule, fields.md §1.1).
 */
export function renewsDigest({ before, writes }: Pick<Stage, 'before' | 'writes'>): boolean {
  const touches = writes.some(({ tag }) => /^(IPTC|XMP)/.test(tag));
  if (before === undefined || !touches) return false;
  if (!hasIptc(before) && !writes.some(({ tag, values }) => tag.startsWith('IPTC') && values.length > 0))
    return false;
  const stored = lower(before.get('Photoshop:IPTCDigest'));
  return stored === '' || stored === lower(before.get('File:CurrentIPTCDigest'));
}

/** JPEG and PSD store the right digest in one pass; TIFF-based files only in a second one, after the block is padded. */
const inOnePass = /^(JPEG|MPO|PSD|PSB|PSDT)$/;

/** ExifTool's own words on why it made nothing. */
function failure({ out, errors, warnings }: Printed): Refused {
  const detail = [...errors, ...warnings, out.trim()].filter(Boolean).join('; ');
  const minor = /\[minor\]/i.test(detail);
  const message = minor
    ? 'The file has faults that a write could make worse. It was left alone; let the library write sidecars.'
    : 'ExifTool could not write the file. It was left alone.';
  return new Refused({ code: 'writeFailed', message, detail });
}

async function make(pool: ExifToolPool, args: readonly string[], temp: string, from?: string): Promise<void> {
  const printed = await pool.run([...args, '-o', temp, ...(from === undefined ? [] : [from])]);
  const made = /^\s*1 (image )?files? (created|copied)/m.test(printed.out);
  if (!made || printed.errors.length > 0) throw failure(printed);
}

/** Has ExifTool write a complete new file to our own temporary name; the old file is only read. */
export async function stage(pool: ExifToolPool, job: Stage): Promise<void> {
  const { from, temp, writes, fileType } = job;
  const digest = renewsDigest(job);
  const compact = fileType === 'XMP' ? ['-api', 'Compact=Shorthand'] : [];
  const alsoDigest = digest && inOnePass.test(fileType) ? ['-IPTCDigest=new'] : [];
  await make(pool, [...exactArgs, ...compact, ...writeArgs(writes), ...alsoDigest], temp, from);
  if (!digest || inOnePass.test(fileType)) return;
  const second = `${temp}.2`;
  await make(pool, [...exactArgs, '-IPTCDigest=new'], second, temp);
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
