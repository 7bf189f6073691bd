import type { Rule, Trigger } from '../core/bridge.ts';
import type { FamilyKind } from '../core/family.ts';
import type { Role } from '../core/library.ts';
import type { FieldName } from '../core/registry.ts';

/** A bridge as it is set up, and how it stands. Libraries by name; times are milliseconds since the epoch. */
export interface BridgeView {
  id: string;
  name: string;
  members: { library: string; role: Role }[];
  fields: FieldName[] | null;
  filter: string | null;
  rules: Rule[];
  trigger: Trigger;
  /** Photos of one shot that are kept in step like copies; absent or empty: none. */
  families?: FamilyKind[];
  /** `reason`: a sentence, without what to do. `plan`: what a person has to allow before it goes on, since `at`. */
  paused: { until?: number; reason: string; plan?: string; at?: number } | null;
  consented: boolean;
  health: {
    state: 'inStep' | 'waiting' | 'conflicts' | 'offline' | 'paused' | 'running' | 'never';
    waiting: number;
    conflicts: number;
    /** Conflicts that came up since the engine started, but for those a person's own undo left. */
    raised?: number;
    offline: string[];
    /** Photos of which the bridge would do more, or ask more, were a library there that is offline, by its name. */
    waitingFor?: { library: string; photos: number }[];
    /** Conflicts that come of a sync that was undone: they are among `conflicts`. */
    undone?: number;
    /** Files that the next sync would write and that cannot be written, by library; absent where there are none. */
    unwritable?: { library: string; files: number }[];
    /** Files read anew by chance, by day, and those that held something else than was known. */
    drift?: { day: string; checked: number; drifted: number }[];
    lastRun?: { run: string; at: number; written: number; problems: number; undone?: string };
    /** When its schedule comes next and is kept: never while it is paused, or before its first sync is allowed. */
    nextRun?: number;
    /** When the quiet hours end, while they last. */
    quietUntil?: number;
  };
}
