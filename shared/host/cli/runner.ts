import type { Command as Commander } from 'commander';
import type { EngineDeps } from '../../engine/engine.ts';
import type { ExitStatus } from './failure.ts';
import { type GlobalOptions, runSession, type Session } from './session.ts';

/** A command's own part: what commander parsed, in its order, after the session. */
// biome-ignore lint/suspicious/noExplicitAny: commander hands over arguments and options untyped.
type Work = (session: Session, ...parsed: any[]) => Promise<ExitStatus | undefined>;

/** Makes a commander action that reaches an engine, does the work, and notes the exit status. */
export type Runner = (
  work: Work,
  deps?: Omit<EngineDeps, 'dataDir'>,
) => (this: Commander, ...parsed: unknown[]) => Promise<void>;

/** The runner of one invocation; `ended` hears the status. */
export const createRunner =
  (ended: (status: ExitStatus) => void): Runner =>
  (work, deps) =>
    async function action(this: Commander, ...parsed) {
      const globals: GlobalOptions = this.optsWithGlobals();
      // The last is the command itself; the options before it are handed on as a plain object.
      ended(await runSession(globals, (session) => work(session, ...parsed.slice(0, -1)), deps));
    };
