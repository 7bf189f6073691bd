import type { TagbridgeClient } from '../api/client.ts';
import type { Problem } from '../core/problem.ts';
import type { WatchesOptions } from './library-watches.ts';
import type { Measure } from './metadata/phases.ts';
import type { EngineRouter } from './router.ts';

export interface EngineDeps {
  /** The data folder: index, settings, thumbnails. Made when it is missing; locked while the engine lives. */
  readonly dataDir: string;
  /** Watch the library folders and scan what changed. Off by default. */
  readonly watch?: boolean;
  /** How folders are watched, where it is not the usual way; for tests. */
  readonly watchOptions?: WatchesOptions['watch'];
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  /** One line for a person; by default nowhere. */
  readonly log?: (line: string) => void;
  readonly exiftoolProcesses?: number;
  /** How long another program may take to finish writing into a replaced file; two seconds. */
  readonly settleMs?: number;
  /** Told how long each part of a write takes; a benchmark's. */
  readonly measure?: Measure;
}

export interface Image {
  readonly bytes: Buffer;
  readonly mime: string;
}

export interface Engine {
  /** The contract in process: no transport between. Errors carry `code`, `message` and `data` of TagbridgeError. */
  readonly client: TagbridgeClient;
  /** For a transport's handler; needs no context. */
  readonly router: EngineRouter;
  /** `size` in pixels of the longer edge. */
  thumbnail(file: number, size: number, signal?: AbortSignal): Promise<Image | Problem>;
  /** Cancels what runs, waits for it, and lets go of the data folder. */
  close(): Promise<void>;
}

export { createEngine } from './compose.ts';
