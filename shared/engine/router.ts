import { createRouterClient, type Router } from '@orpc/server';
import type { TagbridgeClient } from '../api/client.ts';
import type { Contract } from '../api/contract.ts';
import { bridgesRouter } from './router/bridges.ts';
import { conflictsRouter } from './router/conflicts.ts';
import { historyRouter } from './router/history.ts';
import { librariesRouter } from './router/libraries.ts';
import { miscRouter } from './router/misc.ts';
import { os } from './router/os.ts';
import { photosRouter } from './router/photos.ts';
import { plansRouter } from './router/plans.ts';
import { problemsRouter } from './router/problems.ts';
import type { Services } from './services.ts';

/** The contract, implemented; a transport's handler takes it and needs no context. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type
export type EngineRouter = Router<Contract, Record<never, never>>;

/** The contract over an engine's services: one small file per namespace, each handler one call. */
export const createRouter = (services: Services): EngineRouter =>
  os.router({
    libraries: librariesRouter(services),
    photos: photosRouter(services),
    plans: plansRouter(services),
    conflicts: conflictsRouter(services),
    problems: problemsRouter(services),
    history: historyRouter(services),
    bridges: bridgesRouter(services),
    ...miscRouter(services),
  });

/** The contract without a transport. */
export const inProcessClient = (router: EngineRouter): TagbridgeClient =>
  createRouterClient(router, { context: {} });
