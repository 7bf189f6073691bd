import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** 256 bits, printable in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How to reach the engine that holds a data folder. Only its user can read the file. */
export interface Endpoint {
  readonly pid: number;
  /** Path of the Unix domain socket, or name of the pipe on Windows. */
  readonly socket: string;
  readonly token: string;
}

/** Where the window of a running web host is. */
export interface WebEndpoint {
  readonly pid: number;
  readonly port: number;
  /** With its token. */
  readonly url: string;
  readonly token: string;
}

export const endpointFile = (dataDir: string): string => join(dataDir, 'engine.json');
export const webEndpointFile = (dataDir: string): string => join(dataDir, 'serve.json');

/** Writes the file whole and readable by its user alone. */
export async function writePrivate(file: string, content: object): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}

/** Makes the data folder, closed to other users when it is new. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** What a file says, or undefined when it is not there or says something else. */
export async function readEndpoint<T extends Endpoint | WebEndpoint>(file: string): Promise<T | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    const whole =
      typeof found === 'object' &&
      found !== null &&
      'pid' in found &&
      'token' in found &&
      typeof found.token === 'string';
    return whole ? (found as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file if it is still ours. */
export async function removeEndpoint(file: string, token: string): Promise<void> {
  if ((await readEndpoint(file))?.token === token) await rm(file, { force: true });
}
