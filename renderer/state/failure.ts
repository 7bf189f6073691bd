/** What went wrong with an operation, ready for the screen. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly detail?: string;
  /** The part of the request it is about, where the engine can tell. */
  readonly about?: string;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads an error thrown by the client, whatever the transport made of it. */
export function failureOf(error: unknown): Failure {
  const { code, message, data } = (error ?? {}) as { code?: unknown; message?: unknown; data?: unknown };
  const { hint, detail, about } = (data ?? {}) as { hint?: unknown; detail?: unknown; about?: unknown };
  const [hintText, detailText, aboutText] = [textOf(hint), textOf(detail), textOf(about)];
  return {
    code: textOf(code) ?? 'FAILED',
    message: textOf(message) ?? 'Something went wrong, and the engine did not say what.',
    ...(hintText ? { hint: hintText } : {}),
    ...(detailText ? { detail: detailText } : {}),
    ...(aboutText ? { about: aboutText } : {}),
  };
}
