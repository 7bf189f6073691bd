import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from './contract.ts';

/** What every caller of the engine holds, whatever the transport. */
export type TagbridgeClient = ContractRouterClient<Contract>;
