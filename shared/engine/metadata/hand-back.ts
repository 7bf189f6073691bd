import { renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { statOrNothing } from '../stat.ts';
import type { Exchanger } from './exchanger.ts';
import { hashAt } from './hash-at.ts';
import type { Swap } from './replace.ts';

/**
 * After a crash: where the step that replaced a photo brought out another program's version, which nobody could put
 * back any more, it gets its place again. Old bytes that were kept are that version's own past, and go.
 */
export async function handBack({ path, temp, undo, target }: Swap, exchanger: Exchanger): Promise<void> {
  if (target.action === 'delete') return handBackRemoved(path, undo, target.beforeHash);
  if (target.action !== 'replace' || temp === undefined) return;
  const [now, out] = [await hashAt(path), await hashAt(temp)];
  if (now !== target.afterHash || out === undefined || out === target.beforeHash || out === now) return;
  if (undo !== undefined) await rm(undo, { force: true });
  if (!(await exchanger.exchange(temp, path).catch(() => false)) && (await hashAt(path)) === now)
    renameSync(temp, path);
}

/** The same for a file that was taken away: it went to the undo name. */
async function handBackRemoved(
  path: string,
  undo: string | undefined,
  beforeHash: string | undefined,
): Promise<void> {
  if (undo === undefined || statOrNothing(path) !== undefined) return;
  const out = await hashAt(undo);
  if (out !== undefined && out !== beforeHash) renameSync(undo, path);
}
