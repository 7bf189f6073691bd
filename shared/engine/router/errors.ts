import { ORPCError, ValidationError } from '@orpc/server';
import { TagbridgeError } from '../../api/errors.ts';
import { indexTrouble } from '../db/trouble.ts';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const place = (issue: Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

const sentence = (issues: readonly Issue[]): string =>
  issues.map((issue) => `${place(issue) || 'input'}: ${issue.message}`).join('; ');

const declared = (error: TagbridgeError) =>
  new ORPCError(error.code, { message: error.message, data: error.data, defined: true, cause: error });

/** The one place where what the engine throws becomes what the contract declares. */
export function toDeclaredError(error: unknown): unknown {
  const known = error instanceof TagbridgeError ? error : indexTrouble(error);
  if (known !== undefined) return declared(known);
  if (error instanceof ORPCError && error.cause instanceof ValidationError) {
    return declared(
      new TagbridgeError('USAGE', `The request makes no sense. ${sentence(error.cause.issues)}.`, {
        hint: 'Correct the named part.',
      }),
    );
  }
  if (error instanceof ORPCError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return declared(
    new TagbridgeError('FAILED', `Something went wrong inside Tagbridge: ${message}`, {
      hint: 'Nothing was written that the preview did not show. Try again; "tagbridge doctor" may say more.',
      ...(error instanceof Error && error.stack !== undefined ? { detail: error.stack } : {}),
    }),
  );
}
