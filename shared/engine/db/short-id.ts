import { randomInt } from 'node:crypto';

/** Without letters and digits that are read as each other. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/** A short id that a person can type: `prefix` and seven characters, about 27 thousand million of them. */
export const shortId = (prefix: string): string =>
  prefix + Array.from({ length: 7 }, () => alphabet[randomInt(alphabet.length)]).join('');
