#!/usr/bin/env node
import { CommanderError } from 'commander';
import { type ExitStatus, exit, failureOf } from './cli/failure.ts';
import { ReaderGone } from './cli/output.ts';
import { createProgram } from './cli/program.ts';
import { printable } from './cli/terminal.ts';
import { readVersion } from './version.ts';

/** Says what went wrong: in words on stderr, and with `--json` as the one document on stdout. */
function tell(error: unknown, json: boolean): ExitStatus {
  const { status, code, message, hint, detail } = failureOf(error);
  const words = [message, hint, detail?.split('\n', 1)[0]].filter((line) => line !== undefined);
  process.stderr.write(`${words.map(printable).join('\n')}\n`);
  if (json) {
    const more = { ...(hint === undefined ? {} : { hint }), ...(detail === undefined ? {} : { detail }) };
    const document = { error: { code, message, ...more } };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  return status;
}

/** commander has already said it, and is content with --help and --version. */
function wrongUsage(error: CommanderError, json: boolean): ExitStatus {
  if (error.exitCode === 0) return exit.done;
  if (json) {
    const message = error.message.replace(/^error: /, '');
    process.stdout.write(`${JSON.stringify({ error: { code: 'USAGE', message } }, null, 2)}\n`);
  }
  return exit.usage;
}

async function main(args: readonly string[]): Promise<ExitStatus> {
  const json = args.includes('--json');
  let status: ExitStatus = exit.done;
  try {
    const program = createProgram(await readVersion(), (ended) => {
      status = ended;
    });
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof ReaderGone) return exit.done;
    return error instanceof CommanderError ? wrongUsage(error, json) : tell(error, json);
  }
}

// A launcher that was killed can pass nothing on: whoever killed it means us. A crash is what we are made for.
if (process.env['TAGBRIDGE_LAUNCHED'] !== undefined) {
  delete process.env['TAGBRIDGE_LAUNCHED'];
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // The line to it keeps nobody waiting.
  process.channel?.unref();
}

// Help is told before there is a session that knows what to do when nobody reads on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));
