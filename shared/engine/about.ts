import { TagbridgeError } from '../api/errors.ts';

/** Does a piece of work, and says of what is refused there which part of the request it is about. */
export function about<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TagbridgeError)) throw error;
    throw new TagbridgeError(error.code, error.message, { about: part, ...error.data });
  }
}
