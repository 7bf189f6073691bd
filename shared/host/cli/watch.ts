import type { Command } from 'commander';
import type { EngineEvent } from '../../api/events.ts';
import { exit } from './failure.ts';
import { progressText } from './progress.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { printable } from './terminal.ts';
import { createLibraryNews } from './watch-news.ts';
import { clockTime, count } from './words.ts';

/** What an event means, in a line; undefined for those that only move a picture on a screen. */
export function eventText(event: EngineEvent): string | undefined {
  switch (event.kind) {
    case 'photos':
      return event.photos === 'many'
        ? 'many photos changed'
        : `${count(event.photos.length, 'photo')} changed`;
    case 'conflicts':
      return event.total === 0
        ? 'no conflicts any more'
        : `${count(event.total, 'conflict')} open: tagbridge conflicts`;
    case 'problems':
      return event.total === 0
        ? 'no problems any more'
        : `${count(event.total, 'problem')}: tagbridge problems`;
    case 'history':
      return 'a run was written to the history: tagbridge history';
    case 'jobEnded':
      return event.outcome === 'failed' ? `failed: ${event.message ?? 'no reason was given'}` : undefined;
    case 'libraries':
    case 'bridges':
    case 'settings':
    case 'job':
      return undefined;
  }
}

/** Totals are told when they change, not each time they are counted. */
function news(): (event: EngineEvent) => string | undefined {
  const told = new Map<string, number>();
  return (event) => {
    if (event.kind !== 'conflicts' && event.kind !== 'problems') return eventText(event);
    const same = (told.get(event.kind) ?? 0) === event.total;
    told.set(event.kind, event.total);
    return same ? undefined : eventText(event);
  };
}

async function watch(session: Session) {
  const { client, connection, out, interrupted } = session;
  const gone = connection.gone ?? new AbortController().signal;
  const signal = AbortSignal.any([interrupted, gone]);
  const libraries = await client.libraries.list();
  const [textOf, standing] = [news(), createLibraryNews()];
  out.note(`Watching ${count(libraries.length, 'library')}. Ctrl-C ends it.`);
  const tell = async () => {
    for (const text of await standing.ask(client)) out.note(`${clockTime(Date.now())}  ${printable(text)}`);
  };
  try {
    for (const { name, paused } of await client.bridges.list())
      if (paused) out.note(`Bridge ${printable(name)} is paused. ${printable(paused.reason)}`);
    await tell();
    for await (const event of await client.events(undefined, { signal })) {
      if (event.kind === 'job' && !out.json) out.live(progressText(event.job));
      if (event.kind === 'libraries') await tell();
      const text = textOf(event);
      if (out.json || text !== undefined) await out.line(event, `${clockTime(Date.now())}  ${text}`);
      if (signal.aborted) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (!gone.aborted) return exit.done;
  out.note('The Tagbridge that watched has ended.');
  return exit.failed;
}

/** `tagbridge watch` */
export function watchCommand(program: Command, run: Runner): void {
  program
    .command('watch')
    .description('keep running: watch, reconcile, sync the bridges that are automatic')
    .action(run((session) => watch(session), { watch: true }));
}
