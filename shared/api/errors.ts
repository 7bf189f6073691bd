import { z } from 'zod';

/**
 * Errors of an operation (a Problem is about one file and is no error). `usage`: the request makes no sense, exit 2.
 * Everything else: exit 1. `hint` says what to do next.
 */
export const errorCodes = [
  'USAGE',
  'NOT_FOUND',
  'OFFLINE',
  'REFUSED',
  'BUSY',
  'CANCELLED',
  'INDEX_NEWER',
  'INDEX_CORRUPT',
  'TOOL_MISSING',
  'FAILED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** `about`: the part of the request that is wrong, by its name in the input, where that can be told. */
export const errorData = z.object({
  hint: z.string().optional(),
  detail: z.string().optional(),
  about: z.string().optional(),
});
export type ErrorData = z.infer<typeof errorData>;

/** The one error shape: thrown by the engine, declared in the contract, printed by every host. */
export class TagbridgeError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  constructor(code: ErrorCode, message: string, data: ErrorData = {}) {
    super(message);
    this.name = 'TagbridgeError';
    this.code = code;
    this.data = data;
  }
}

/** For the contract's `.errors()`: every procedure may fail in these ways. */
export const declaredErrors = Object.fromEntries(
  errorCodes.map((code) => [code, { data: errorData }]),
) as Record<ErrorCode, { data: typeof errorData }>;
