import { contentHash } from './bytes.ts';
import { isErrno } from './system-problem.ts';

/** SHA-256 of what is at the path now; undefined where there is nothing. Throws the system's other errors. */
export async function hashAt(path: string): Promise<string | undefined> {
  try {
    return await contentHash(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
