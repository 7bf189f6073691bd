import type { Command } from 'commander';
import type { DoctorCheck } from '../../api/views.ts';
import { dataDir } from '../data-dir.ts';
import { exit, failureOf } from './failure.ts';
import { createOutput, type Output } from './output.ts';
import type { GlobalOptions } from './session.ts';
import { runSession } from './session.ts';
import { printable } from './terminal.ts';

const marks: Readonly<Record<DoctorCheck['state'], string>> = { good: 'ok', warning: 'look', bad: 'BAD' };
const styles = { good: 'green', warning: 'yellow', bad: 'red' } as const;

function checkLines(checks: readonly DoctorCheck[], { terminal }: Output): string[] {
  const names = Math.max(...checks.map(({ check }) => check.length));
  return checks.flatMap(({ check, state, message, remedy }) => [
    `${terminal.style(styles[state], marks[state].padEnd(4))}  ${check.padEnd(names)}  ${printable(message)}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(names + 8)}${printable(remedy)}`]),
  ]);
}

/** The engine's own checks; when no engine can start, why that is. */
async function checksOf(options: GlobalOptions): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [{ check: 'data folder', state: 'good', message: dataDir(options.data) }];
  try {
    await runSession({ ...options, json: true }, async ({ client }) => {
      checks.push(...(await client.doctor()).checks);
      return exit.done;
    });
  } catch (error) {
    const { message, hint } = failureOf(error);
    const system = `${process.versions.node} (${process.platform} ${process.arch})`;
    checks.push({ check: 'node', state: 'good', message: `Node ${system}.` });
    checks.push({ check: 'engine', state: 'bad', message, ...(hint === undefined ? {} : { remedy: hint }) });
  }
  return checks;
}

/** `tagbridge doctor` */
export function doctorCommand(program: Command, ended: (status: 0 | 1) => void): void {
  program
    .command('doctor')
    .description('checks ExifTool, the index, the libraries, the limits of the system')
    .action(async (_options: unknown, command: Command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      const out = createOutput(options.json ?? false);
      const checks = await checksOf(options);
      await out.result({ checks }, () => checkLines(checks, out));
      ended(checks.some(({ state }) => state === 'bad') ? exit.failed : exit.done);
    });
}
