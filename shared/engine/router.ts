import type { Router } from '@orpc/server';
import type { Contract } from '../api/contract.ts';

/** The contract, implemented; a transport's handler takes it and needs no context. */
export type EngineRouter = Router<Contract, Record<never, never>>;
