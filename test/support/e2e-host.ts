// The built program as a user starts it: a process of its own that serves the window.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root } from '../../scripts/lib/tree.mjs';

const program = join(root, 'out', 'main', 'cli.js');

export interface HostFolders {
  /** The engine's data folder. */
  data: string;
  /** Stands in for the user's home, so that samples and folder choosers stay inside the test. */
  home: string;
}

export interface RunningHost {
  /** The address with its token, as printed. */
  url: string;
  port: number;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>;
}

/** The environment of a program whose user is the test. */
export const homeEnv = ({ data, home }: HostFolders): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  HOME: home,
  USERPROFILE: home,
  TAGBRIDGE_DATA: data,
  NO_COLOR: '1',
});

interface Serving {
  kind: string;
  url: string;
  port: number;
}

/** The line that says where it is; throws what it printed when it ends before. */
function serving(child: ChildProcess): Promise<Serving> {
  let [out, errors] = ['', ''];
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (errors += part));
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      out += part;
      const said = out
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.includes('"serving"'));
      if (said[0] !== undefined) resolve(JSON.parse(said[0]) as Serving);
    });
    child.on('error', reject);
    child.on('exit', (status) => reject(new Error(`serve ended with ${status}: ${out}${errors}`)));
  });
}

/** Starts `tagbridge serve`; resolves when it answers. */
export async function startHost(folders: HostFolders, port?: number): Promise<RunningHost> {
  if (!existsSync(program)) throw new Error('The program is not built. Run: npm run build');
  mkdirSync(folders.home, { recursive: true });
  const args = ['serve', '--data', folders.data, '--json', ...(port ? ['--port', String(port)] : [])];
  const child = spawn(projectNode(), [program, ...args], {
    cwd: folders.home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: homeEnv(folders),
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await gone;
  };
  const { url, port: at } = await serving(child);
  return { url, port: at, stop: end('SIGTERM'), kill: end('SIGKILL') };
}

/** Runs one command of the program beside a running host, as a user would in a terminal. Throws what it said when it fails. */
export async function command(folders: HostFolders, ...args: string[]): Promise<void> {
  const child = spawn(projectNode(), [program, ...args, '--data', folders.data], {
    cwd: folders.home,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: homeEnv(folders),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  const status = await new Promise((resolve) => child.once('close', resolve));
  // 3: done, but something waits for a person.
  if (status !== 0 && status !== 3) throw new Error(`tagbridge ${args.join(' ')}: ${status}\n${said}`);
}
