import { TagbridgeError } from '../api/errors.ts';
import type { Engine, EngineDeps } from './engine.ts';

/** Puts the engine together. */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  throw new TagbridgeError('FAILED', `The engine for ${deps.dataDir} is being put together.`);
}
