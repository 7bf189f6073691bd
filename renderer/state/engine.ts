import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { Shell } from '../../shared/api/shell.ts';
import type { Connection } from '../connect.ts';

let connection: Connection | undefined;

/** Called once, before the first render (and by tests with a fake). */
export const provide = (given: Connection): void => {
  connection = given;
};

const held = (): Connection => {
  if (!connection) throw new Error('provide() comes before the first question to the engine');
  return connection;
};

/** The engine's contract. */
export const engine = (): TagbridgeClient => held().client;
/** What the host around the window can do. */
export const shell = (): Shell => held().shell;

/** A fresh id, to follow and cancel the work that a call starts. */
export const newJob = (): string => crypto.randomUUID();
