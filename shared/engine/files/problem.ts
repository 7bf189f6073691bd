import type { Problem, ProblemCode } from '../../core/problem.ts';
import { errnoOf } from '../errno.ts';

export { errnoOf };

const codes: { readonly [errno: string]: ProblemCode } = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  ESTALE: 'offline',
  ENODEV: 'offline',
  ENXIO: 'offline',
  EHOSTDOWN: 'offline',
  ENAMETOOLONG: 'badName',
  ELOOP: 'symbolicLink',
};

/** Why a folder could not be listed; nothing is inferred of what is below it. */
export const folderProblem = (error: unknown): Problem => ({
  code: codes[errnoOf(error)] ?? 'ioError',
  message:
    errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM'
      ? 'This folder may not be read. What is known of the files below it is kept as it was; allow reading and scan again.'
      : 'This folder could not be read. What is known of the files below it is kept as it was; scan again.',
  detail: error instanceof Error ? error.message : String(error),
});

/** Why a file could not even be looked at. */
export const statProblem = (error: unknown): Problem => ({
  code: codes[errnoOf(error)] ?? 'ioError',
  message: 'The system could not say what this file is. It was left alone; scan again.',
  detail: error instanceof Error ? error.message : String(error),
});

export const badNameProblem: Problem = {
  code: 'badName',
  message:
    'The name is not valid UTF-8, so no program can be told of it safely. Rename the file, then scan again.',
};

export const linkProblem: Problem = {
  code: 'symbolicLink',
  message:
    'This is a symbolic link. Links are not followed and never written; add the folder it leads to instead.',
};
