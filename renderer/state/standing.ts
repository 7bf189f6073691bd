import type { BridgeView, JobView, StatusView } from '../../shared/api/views.ts';
import { stoppedAtBrake } from '../lib/bridge-health.ts';
import { count, number } from '../lib/words.ts';
import type { ConnectionState } from './connection.ts';
import type { ScreenName } from './navigation.ts';

export type StandingKind =
  | 'away'
  | 'working'
  | 'conflicts'
  | 'stopped'
  | 'problems'
  | 'offline'
  | 'paused'
  | 'differs'
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

const paramsOf = (bridges: readonly BridgeView[]) => (bridges[0] ? { bridge: bridges[0].id } : {});

/** All that waits for a person or for a drive, the most pressing first; empty where nothing does. */
export function needsOf({ status, bridges = [] }: Pick<Whole, 'status' | 'bridges'>): Standing[] {
  if (!status) return [];
  const stopped = bridges.filter(stoppedAtBrake);
  const paused = bridges.filter((bridge) => bridge.paused && !stoppedAtBrake(bridge));
  const away = status.libraries.filter(({ state }) => state === 'offline');
  const { openRuns, conflicts, problemCount, differs } = status;
  const needs: (Standing | false)[] = [
    openRuns.length > 0 && {
      ...{ kind: 'stopped', text: count(openRuns.length, 'interrupted run'), to: 'history' },
    },
    stopped.length > 0 && {
      ...{ kind: 'stopped', text: `${count(stopped.length, 'bridge')} stopped`, to: 'bridges' },
      params: paramsOf(stopped),
    },
    conflicts > 0 && { kind: 'conflicts', text: count(conflicts, 'conflict'), to: 'conflicts' },
    problemCount > 0 && { kind: 'problems', text: count(problemCount, 'problem'), to: 'libraries' },
    away.length > 0 && {
      kind: 'offline',
      text: `${count(away.length, 'library', 'libraries')} offline`,
      to: 'libraries',
    },
    paused.length > 0 && {
      ...{
        kind: 'paused',
        text: `${count(paused.length, 'bridge')} paused`,
        to: 'bridges',
        params: paramsOf(paused),
      },
    },
    differs > 0 && {
      kind: 'differs',
      text: `${count(differs, 'photo')} whose copies differ`,
      to: 'photos',
      params: { q: 'is:differs' },
    },
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
