import { type BridgeNeed, bridgesThatNeed } from '../../shared/api/bridge-needs.ts';
import type { BridgeView, JobView, StatusView } from '../../shared/api/views.ts';
import { count, number } from '../lib/words.ts';
import type { ConnectionState } from './connection.ts';
import type { ScreenName } from './navigation.ts';

export type StandingKind =
  | 'away'
  | 'working'
  | 'conflicts'
  | 'stopped'
  | 'firstSync'
  | 'problems'
  | 'offline'
  | 'paused'
  | 'differs'
  | 'waiting'
  | 'inStep'
  | 'empty';

/** How something stands, in a few words, and the place that tells more. */
export interface Standing {
  readonly kind: StandingKind;
  readonly text: string;
  readonly to: ScreenName;
  readonly params?: Readonly<Record<string, string>>;
}

export interface Whole {
  connection: ConnectionState;
  jobs: readonly JobView[];
  status: StatusView | null;
  bridges: readonly BridgeView[] | undefined;
}

const verbs: Record<JobView['kind'], string> = {
  scan: 'Scanning',
  plan: 'Comparing',
  run: 'Writing',
  undo: 'Undoing',
  thumbnails: 'Drawing',
  export: 'Exporting',
  recover: 'Recovering',
};

/** "Writing 120 of 480", where the number is known. */
export function jobWords({ kind, done, total }: JobView): string {
  const of = total === null ? number(done) : `${number(done)} of ${number(total)}`;
  return total === null && done === 0 ? verbs[kind] : `${verbs[kind]} ${of}`;
}

/** How many bridges it is so of, and a place that shows the first; false where of none. */
function ofBridges(
  bridges: readonly BridgeView[],
  need: BridgeNeed & StandingKind,
  words: (many: number) => string,
): Standing | false {
  const all = bridgesThatNeed(bridges, need);
  if (!all[0]) return false;
  return { kind: need, text: words(all.length), to: 'bridges', params: { bridge: all[0].id } };
}

const firstSyncWords = (many: number) =>
  `${count(many, 'bridge')} ${many === 1 ? 'waits for its' : 'wait for their'} first sync`;

/** What waits of photos: those that differ, else what bridges have for files that are no copies. */
function waitingOf(differs: number, bridges: readonly BridgeView[]): Standing | false {
  if (differs > 0)
    return {
      ...{ kind: 'differs', text: `${count(differs, 'photo')} whose copies differ`, to: 'photos' },
      params: { q: 'is:differs' },
    };
  const changes = bridges.reduce((sum, { health }) => sum + health.waiting, 0);
  return ofBridges(bridges, 'waiting', () => `${count(changes, 'change')} waiting`);
}

/** All that waits for a person or for a drive, the most pressing first; empty where nothing does. */
export function needsOf({ status, bridges = [] }: Pick<Whole, 'status' | 'bridges'>): Standing[] {
  if (!status) return [];
  const away = status.libraries.filter(({ state }) => state === 'offline');
  const { openRuns, conflicts, problemCount, differs } = status;
  const needs: (Standing | false)[] = [
    openRuns.length > 0 && {
      ...{ kind: 'stopped', text: count(openRuns.length, 'interrupted run'), to: 'history' },
    },
    ofBridges(bridges, 'stopped', (many) => `${count(many, 'bridge')} stopped`),
    ofBridges(bridges, 'firstSync', firstSyncWords),
    conflicts > 0 && { kind: 'conflicts', text: count(conflicts, 'conflict'), to: 'conflicts' },
    problemCount > 0 && { kind: 'problems', text: count(problemCount, 'problem'), to: 'libraries' },
    away.length > 0 && {
      kind: 'offline',
      text: `${count(away.length, 'library', 'libraries')} offline`,
      to: 'libraries',
    },
    ofBridges(bridges, 'paused', (many) => `${count(many, 'bridge')} paused`),
    waitingOf(differs, bridges),
  ];
  return needs.filter((need) => need !== false);
}

/** What the title bar says: the engine away, work going on, the most pressing need, or that all is in step. */
export function standingOf(whole: Whole): Standing {
  const { connection, jobs, status } = whole;
  const [job] = jobs;
  if (connection === 'lost' || connection === 'signedOut')
    return { kind: 'away', text: 'No answer', to: 'settings' };
  if (job) return { kind: 'working', text: jobWords(job), to: job.kind === 'scan' ? 'libraries' : 'history' };
  if (!status || status.libraries.length === 0) return { kind: 'empty', text: '', to: 'libraries' };
  return needsOf(whole)[0] ?? { kind: 'inStep', text: 'In step', to: 'bridges' };
}
