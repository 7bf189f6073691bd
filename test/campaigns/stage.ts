// The photos that kills and errors happen to, and what is said of them afterwards.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../shared/core/change.ts';
import type { JournalEntry, MediaFile } from '../../shared/engine/metadata/ports.ts';
import { createExifToolReader, type ExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { createPhotoWriter } from '../../shared/engine/metadata/writer.ts';
import { exiftool, makePicture, tempFolder } from '../support/pictures.ts';
import { strays, treeOf } from '../support/writing.ts';
import { type Driven, drive } from './driven.ts';
import type { Noted } from './writing-child.ts';

/** What is written: two files that change as one, a sidecar that is made, and taking either back. */
export const acts = ['pair', 'create', 'undoPair', 'undoCreate'] as const;
export type Act = (typeof acts)[number];

const changes: Change[] = [{ field: 'title', before: null, after: { 'x-default': 'after' } }];

export interface Stage {
  readonly reader: ExifToolReader;
  readonly root: string;
  readonly journal: string;
  readonly log: string;
  /** The next child that is warm; another one warms up meanwhile. */
  child(): Promise<Driven>;
  /** Puts the photos back as they were and does what comes before the act (for an undo: the write). */
  set(act: Act, child: Driven): Promise<void>;
  /** Has the child do the act; undefined when it died. */
  perform(act: Act, child: Driven): Promise<unknown>;
  noted(): Noted | undefined;
  /** What the next start does, in this process. */
  recover(): Promise<string>;
  /** What is wrong once recovery is done; empty when the photo is wholly old or wholly new and nothing is left over. */
  wrong(): string[];
  /** Whether the photo is as the act found it, as it meant it, or neither. */
  state(): 'old' | 'new' | 'neither';
  close(): Promise<void>;
}

const names = ['a.jpg', 'a.jpg.xmp', 'b.dng'];
const isUndo = (act: Act): boolean => act.startsWith('undo');

const fileOf = (root: string, act: Act): MediaFile => ({
  root,
  path: act.toLowerCase().includes('pair') ? 'a.jpg' : 'b.dng',
  writes: act.toLowerCase().includes('pair') ? 'auto' : 'sidecar',
  sidecar: 'adobe',
  keepMtime: false,
});

/** Each complete line; a torn last one was never synced. */
function linesOf(path: string): Noted[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Noted];
    } catch {
      return [];
    }
  });
}

export async function openStage(): Promise<Stage> {
  const folder = tempFolder('tagbridge-campaign-');
  const keep = join(folder.path, 'keep');
  const root = join(folder.path, 'library');
  const journal = join(folder.path, 'journal');
  mkdirSync(keep);
  await makePicture(join(keep, 'a.jpg'), 1, ['-XMP-dc:Title=before', '-IFD0:Make=Maker']);
  await exiftool('-q', '-XMP-dc:Title=before', '-o', join(keep, 'a.jpg.xmp'));
  await makePicture(join(keep, 'b.dng'), 2);
  const reader = createExifToolReader({ processes: 1 });
  const openWriter = () => createPhotoWriter({ reader, settleMs: 0, lockPatienceMs: 5_000 });
  let warming: Promise<Driven> | undefined;
  let before: Record<string, string> = {};
  let undone: JournalEntry | undefined;

  const noted = (): Noted | undefined => linesOf(journal).at(-1);
  const isNew = (tree: Record<string, string>): boolean =>
    noted()?.entry.targets.every(({ path, action, afterHash }) =>
      action === 'delete' ? tree[path] === undefined : afterHash !== undefined && tree[path] === afterHash,
    ) ?? false;

  const stage: Stage = {
    reader,
    root,
    journal,
    log: join(folder.path, 'strace'),
    async child() {
      const ready = await (warming ?? drive('writing-child.ts'));
      warming = drive('writing-child.ts');
      return ready;
    },
    async set(act, child) {
      rmSync(root, { recursive: true, force: true });
      mkdirSync(root);
      rmSync(journal, { force: true });
      for (const name of names) copyFileSync(join(keep, name), join(root, name));
      const file = fileOf(root, act);
      if (isUndo(act)) {
        const read = await reader.read(file, { hash: true });
        if (!read.ok) throw new Error(read.problem.message);
        const writer = openWriter();
        const silent = { intent: () => {}, prepared: () => {} };
        const done = await writer.write({
          file,
          fingerprint: read.fingerprint,
          changes,
          undoKey: 'run',
          journal: silent,
        });
        await writer.close();
        if (!done.ok) throw new Error(done.problem.message);
        undone = done.entry;
      } else await child.ask({ do: 'look', file });
      before = treeOf(root);
    },
    perform(act, child) {
      const file = fileOf(root, act);
      return isUndo(act)
        ? child.ask({ do: 'restore', file, entry: undone, journal })
        : child.ask({ do: 'write', file, changes, journal });
    },
    noted,
    async recover() {
      const last = noted();
      if (last === undefined || last.state === 'done') return 'nothing';
      const writer = openWriter();
      try {
        const first = await writer.recover(last.entry, last.state);
        const again = await writer.recover(last.entry, last.state);
        if (again.outcome !== first.outcome) return `first ${first.outcome}, then ${again.outcome}`;
        return first.outcome === 'stuck' ? `stuck: ${JSON.stringify(first.problem)}` : first.outcome;
      } finally {
        await writer.close();
      }
    },
    state() {
      const tree = treeOf(root);
      if (JSON.stringify(tree) === JSON.stringify(before)) return 'old';
      const rest = Object.entries(tree).filter(
        ([path]) => !noted()?.entry.targets.some((target) => target.path === path),
      );
      return isNew(tree) && rest.every(([path, hash]) => before[path] === hash) ? 'new' : 'neither';
    },
    wrong() {
      const found: string[] = [];
      const state = stage.state();
      if (state === 'neither') found.push(`neither old nor new: ${JSON.stringify(treeOf(root))}`);
      // Undo copies lie beside the photo where `.tagbridge` could not be used: those that belong to a write stay.
      const kept = new Set(state === 'new' ? noted()?.entry.targets.map(({ undo }) => undo) : []);
      const left = strays(root).filter((name) => !kept.has(name));
      if (left.length > 0) found.push(`left behind: ${left.join(', ')}`);
      return found;
    },
    async close() {
      await (await warming)?.kill();
      await reader.close();
      folder.remove();
    },
  };
  return stage;
}
