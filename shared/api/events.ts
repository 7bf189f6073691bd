import type { JobView } from './views.ts';

/**
 * What the engine tells its clients, one stream each. Events say what to refetch, never the data itself;
 * after a gap or a reconnect the client refetches what it shows. Coalesced to at most ten a second per kind.
 */
export type EngineEvent =
  | { kind: 'libraries' }
  | { kind: 'photos'; photos: number[] | 'many' }
  | { kind: 'conflicts'; total: number }
  | { kind: 'problems'; total: number }
  | { kind: 'history' }
  | { kind: 'bridges' }
  | { kind: 'settings' }
  | { kind: 'job'; job: JobView }
  | { kind: 'jobEnded'; job: string; outcome: 'done' | 'cancelled' | 'failed'; message?: string };
