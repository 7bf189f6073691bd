import type { Problem, ProblemCode } from '../../core/problem.ts';
import { errnoOf } from '../errno.ts';

const codes: { readonly [errno: string]: ProblemCode } = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EROFS: 'noPermission',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EBUSY: 'locked',
  ETXTBSY: 'locked',
  ENAMETOOLONG: 'badName',
  ELOOP: 'symbolicLink',
  ESTALE: 'offline',
  ENODEV: 'offline',
  ENXIO: 'offline',
};

const words: { readonly [code in ProblemCode]?: string } = {
  vanished: 'The file is no longer there. Scan the library again.',
  noPermission: 'The system does not allow it. Check the permissions of the file and its folder.',
  diskFull: 'There is not enough room on the disk. Make room and run it again.',
  locked: 'Another program holds the file. Close it there and run it again.',
  badName: 'The name is too long for this file system.',
  symbolicLink: 'A symbolic link leads in a circle.',
  offline: 'The drive or share stopped answering. Connect it and run it again.',
  ioError: 'The system reported an error of the drive. Check the drive.',
};

const readOnlyDrive =
  'The drive is read-only. Make it writable, or let the library be read only: --writes none.';

const otherVolume =
  'Another volume is mounted where the file lies. Run it again; if that does not help, add that volume as a library.';

/** Whether it is an error of the operating system, with a code such as ENOENT. */
export const isSystemError = (error: unknown): boolean => errnoOf(error) !== '';

export const isErrno = (error: unknown, ...names: readonly string[]): boolean =>
  names.includes(errnoOf(error));

/** The system's error as a Problem. `kept` says what was not harmed, where that is not obvious. */
export function systemProblem(error: unknown, kept = ''): Problem {
  const code = codes[errnoOf(error)] ?? 'ioError';
  const said = isErrno(error, 'EROFS') ? readOnlyDrive : isErrno(error, 'EXDEV') ? otherVolume : words[code];
  const message = [said ?? words.ioError, kept].filter(Boolean).join(' ');
  return { code, message, detail: error instanceof Error ? error.message : String(error) };
}
