// Two or more real libraries of real files in a temp folder, and an engine over them: the stage of the scenarios.

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { ChangeRow, ConflictView, PlanOutcome } from '../../shared/api/views.ts';
import { createEngine, type Engine, type EngineDeps } from '../../shared/engine/engine.ts';
import { exiftool, makePicture, tempFolder } from './pictures.ts';

export interface World {
  readonly root: string;
  readonly client: TagbridgeClient;
  engine: Engine;
  /** Absolute path of a library's file. */
  at(library: string, path: string): string;
  /** Makes a picture in one library and the same picture in others, then tags each copy on its own. */
  picture(copies: Record<string, readonly string[]>, seed: number): Promise<void>;
  /** Tags of a file as ExifTool reads them, apart from the engine. */
  tags(library: string, path: string): Promise<Record<string, unknown>>;
  /** As another program would: writes with ExifTool behind the engine's back. */
  edit(library: string, path: string, ...args: string[]): Promise<void>;
  bytes(library: string, path: string): string;
  add(...libraries: string[]): Promise<void>;
  changes(outcome: PlanOutcome): Promise<ChangeRow[]>;
  conflicts(): Promise<ConflictView[]>;
  /** Ends the engine and starts another on the same data folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `path` of a copy: `library/path/below`. */
const split = (place: string): [string, string] => {
  const cut = place.indexOf('/');
  return [place.slice(0, cut), place.slice(cut + 1)];
};

export async function createWorld(deps: Omit<EngineDeps, 'dataDir'> = {}): Promise<World> {
  const folder = tempFolder('tagbridge-scenario-');
  const dataDir = join(folder.path, 'data');
  // No other program writes late here; scenarios that have one give it its time.
  const start = () => createEngine({ dataDir, settleMs: 100, ...deps });
  const world: World = {
    root: folder.path,
    engine: await start(),
    get client() {
      return world.engine.client;
    },
    at: (library, path) => join(folder.path, library, path),
    async picture(copies, seed) {
      const [first, ...others] = Object.entries(copies);
      const original = world.at(...split(first![0]));
      await makePicture(original, seed);
      for (const [place] of others) {
        const path = world.at(...split(place));
        mkdirSync(dirname(path), { recursive: true });
        cpSync(original, path);
      }
      for (const [place, args] of [first!, ...others])
        if (args.length > 0) await world.edit(...split(place), ...args);
    },
    async tags(library, path) {
      const [read] = JSON.parse(
        await exiftool('-json', '-G1', '-struct', '-api', 'NoPDFList', world.at(library, path)),
      ) as Record<string, unknown>[];
      return read!;
    },
    async edit(library, path, ...args) {
      await exiftool('-q', '-overwrite_original', ...args, world.at(library, path));
    },
    bytes: (library, path) =>
      createHash('sha256')
        .update(readFileSync(world.at(library, path)))
        .digest('hex'),
    async add(...libraries) {
      for (const name of libraries) {
        mkdirSync(join(folder.path, name), { recursive: true });
        await world.client.libraries.add({ path: join(folder.path, name), name });
      }
      await world.client.libraries.scan({});
    },
    async changes(outcome) {
      return (await world.client.plans.changes({ plan: outcome.plan, limit: 1000 })).items;
    },
    async conflicts() {
      return (await world.client.conflicts.list({ limit: 1000 })).items;
    },
    async restart() {
      await world.engine.close();
      world.engine = await start();
    },
    async close() {
      await world.engine.close();
      folder.remove();
    },
  };
  return world;
}
