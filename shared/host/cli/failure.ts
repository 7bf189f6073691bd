/** Exit status of the command line; stable. */
export const exit = { done: 0, failed: 1, usage: 2, waits: 3 } as const;
export type ExitStatus = (typeof exit)[keyof typeof exit];

/** The command makes no sense as it was typed: exit 2. `hint` says what is right. */
export class UsageError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** What is told of an operation that ended: on stderr in words, and with `--json` as `{ error }` on stdout. */
export interface Failure {
  readonly status: ExitStatus;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The program's or system's own words, for a report. */
  readonly detail?: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Errors come from this process, from a transport, or from the system; only their members tell. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) {
    return { status: exit.usage, code: 'USAGE', message: error.message, ...hint(error.hint) };
  }
  const { code, message, data } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    message?: unknown;
    data?: { hint?: unknown; detail?: unknown } | null;
  };
  const name = textOf(code) ?? 'FAILED';
  return {
    status: name === 'USAGE' || name === 'BAD_REQUEST' ? exit.usage : exit.failed,
    code: name,
    message: textOf(message) ?? String(error),
    ...hint(textOf(data?.hint)),
    ...detail(textOf(data?.detail)),
  };
}

const hint = (text: string | undefined): { hint?: string } => (text === undefined ? {} : { hint: text });

const detail = (text: string | undefined): { detail?: string } =>
  text === undefined ? {} : { detail: text };
