import { readFileSync, realpathSync } from 'node:fs';

/** Mounts are asked for again after this; one that came since shows as an error of the rename, and nothing is lost. */
const freshMs = 50;
let known: { readonly at: number; readonly points: readonly string[] } | undefined;

/** A blank, a tab, a line break and a backslash are written as three octal digits (proc(5)). */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Where something is mounted; nothing where the system does not say (other than Linux). */
function mountPoints(): readonly string[] {
  if (process.platform !== 'linux') return [];
  if (known !== undefined && performance.now() - known.at < freshMs) return known.points;
  let points: string[] = [];
  try {
    // Names are bytes; `latin1` keeps them comparable.
    const lines = readFileSync('/proc/self/mountinfo', 'latin1').split('\n');
    points = lines.flatMap((line) => line.split(' ', 5)[4] ?? []).map(unescaped);
  } catch {
    // Without /proc: the device numbers must do.
  }
  known = { at: performance.now(), points };
  return points;
}

/**
 * Whether something is mounted between a folder and one above it (both absolute): names on the two sides cannot be
 * renamed or linked to each other, even where both are of one device (a bind mount).
 */
export function isMountedBetween(above: string, folder: string): boolean {
  const points = mountPoints();
  if (points.length === 0) return false;
  const bytes = (path: string) => Buffer.from(realpathSync.native(path)).toString('latin1');
  const [from, to] = [bytes(above), bytes(folder)];
  return points.some(
    (point) => point.startsWith(`${from === '/' ? '' : from}/`) && `${to}/`.startsWith(`${point}/`),
  );
}
