import { implement } from '@orpc/server';
import { contract } from '../../api/contract.ts';
import { toDeclaredError } from './errors.ts';

/** The contract to implement, errors mapped around every procedure, input checks included. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw toDeclaredError(error);
  }
});
