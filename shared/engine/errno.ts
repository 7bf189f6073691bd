import { constants } from 'node:os';

/** Names of error numbers; libuv does not know all that a system has (EDQUOT, ESTALE on Linux). */
const names: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno).map(([name, number]) => [number, name]),
);

/** The name of a system's error (`ENOENT`), also where Node only says `Unknown system error -122`; else ''. */
export function errnoOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
  return typeof errno === 'number' ? (names.get(Math.abs(errno)) ?? 'EIO') : '';
}
