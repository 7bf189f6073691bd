import { basename, dirname, join } from 'node:path';
import { sidecarNames } from '../core/formats.ts';
import type { Problem } from '../core/problem.ts';
import { isThere } from './stat.ts';

/** The name is here, the bytes are not: opening the file would fetch them. */
export const placeholderProblem: Problem = {
  code: 'placeholder',
  message: 'The file is in the cloud only. It is left alone; have it kept on this computer, then scan again.',
};

/** Windows keeps what is smaller in the folder's own table, without a block. */
const smallBytes = 4096;

/**
 * Whether a file has a size and no block on this disk. Node shows neither macOS's dataless flag (TN3150) nor Windows's
 * FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, but of both the system reports no allocated bytes. Elsewhere that says nothing
 * (file systems keep small files in their tables, network ones know no blocks).
 */
export function isPlaceholder(
  { blocks, size }: { readonly blocks: number; readonly size: number },
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (blocks !== 0) return false;
  if (platform === 'darwin') return size > 0;
  return platform === 'win32' && size > smallBytes;
}

/** Whether a sidecar of the file at `path` (absolute) is an iCloud stub. */
export function hasSidecarAway(path: string): boolean {
  const names = Object.values(sidecarNames(basename(path), 'adobe'));
  return names.some((name) => isThere(join(dirname(path), `.${name}.icloud`)));
}

/** The name of the file that an iCloud stub (`.NAME.icloud`, before macOS 14) stands for; undefined for other names. */
export const standsFor = (name: string): string | undefined => /^\.(.+)\.icloud$/.exec(name)?.[1];
