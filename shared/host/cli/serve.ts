import { type Command, InvalidArgumentError } from 'commander';
import { dataDir } from '../data-dir.ts';
import {
  readEndpoint,
  removeEndpoint,
  type WebEndpoint,
  webEndpointFile,
  writePrivate,
} from '../endpoint.ts';
import { openBrowser } from '../open-browser.ts';
import { serve as serveWeb, type WebHost } from '../serve.ts';
import { collect, wholeNumber } from './arguments.ts';
import { exit, UsageError } from './failure.ts';
import type { Output } from './output.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';

interface ServeOptions {
  readonly port?: number;
  readonly open?: boolean;
  readonly origin?: string[];
}

/** Scheme, name and port, nothing else. */
export function originOf(text: string, before: readonly string[] = []): string[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new InvalidArgumentError('It must look like https://photos.example or http://nas.local:8080.');
  }
  return collect(url.origin, before);
}

async function host(session: Session, { port, origin }: ServeOptions): Promise<WebHost> {
  try {
    const origins = origin === undefined ? {} : { origins: origin };
    return await serveWeb(session.connection.held!.engine, {
      ...(port === undefined ? {} : { port }),
      ...origins,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new UsageError(`Port ${port} is taken.`, 'Choose another, or leave --port out.');
    if (code === 'EACCES')
      throw new UsageError(`Port ${port} needs an administrator.`, 'Choose one from 1024 on.');
    throw error;
  }
}

/** An engine runs already: its window is what was wanted, where it has one. */
async function pointTo(out: Output, folder: string, open: boolean) {
  const web = await readEndpoint<WebEndpoint>(webEndpointFile(folder));
  if (web === undefined) {
    out.note('Tagbridge already runs on this data folder, without a web page of its own.');
    out.note('End it first, or choose another folder with --data.');
    return exit.failed;
  }
  await out.line(
    { kind: 'serving', url: web.url, port: web.port, already: true },
    `Tagbridge already runs: ${web.url}`,
  );
  if (open) openBrowser(web.url);
  return exit.done;
}

async function serve(session: Session, folder: string, options: ServeOptions) {
  const { connection, out, interrupted } = session;
  if (connection.held === undefined) return pointTo(out, folder, options.open ?? false);
  const web = await host(session, options);
  const { url, port, sessions } = web;
  const file = webEndpointFile(folder);
  try {
    await writePrivate(file, { pid: process.pid, port, url, token: sessions.token });
    await out.line({ kind: 'serving', url, port }, `Tagbridge is at ${url}`);
    out.note('Only this machine and its users can reach it. Ctrl-C ends it.');
    if (options.open) openBrowser(web.onceUrl());
    await new Promise<void>((resolve) => {
      if (interrupted.aborted) resolve();
      interrupted.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await web.close();
    await removeEndpoint(file, sessions.token);
  }
  return exit.done;
}

/** `tagbridge serve` */
export function serveCommand(program: Command, run: Runner): void {
  const command = program
    .command('serve')
    .option('--port <n>', 'a fixed port; any free one when left out', wholeNumber(1, 65_535))
    .option('--open', 'open it in a browser')
    .option('--origin <origin>', 'where a reverse proxy shows it (may be repeated)', originOf)
    .description('the window in a browser on this machine');
  command.action(
    run(
      (session, options: ServeOptions) => serve(session, dataDir(command.optsWithGlobals().data), options),
      {
        watch: true,
      },
    ),
  );
}
