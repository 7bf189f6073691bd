/** Why one file could not be read or written. Codes are stable; messages are for people. */
export type ProblemCode =
  | 'unreadable'
  | 'corrupt'
  | 'empty'
  | 'misnamed'
  | 'tooLarge'
  | 'timeout'
  | 'truncatedList'
  | 'readerFailed'
  | 'unsupported'
  | 'readOnlyFile'
  | 'readOnlyLibrary'
  | 'hardLinked'
  | 'symbolicLink'
  | 'outsideLibrary'
  | 'placeholder'
  | 'unstable'
  | 'badName'
  | 'vanished'
  | 'changedSince'
  | 'offline'
  | 'noPermission'
  | 'diskFull'
  | 'ioError'
  | 'verifyFailed'
  | 'pictureChanged'
  | 'writeFailed'
  | 'ambiguousSidecar'
  | 'lateEdit'
  | 'locked'
  | 'cancelled';

/** One file's trouble; collected per file, never stops a library. */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened, what was not harmed, what to do: one or two sentences. */
  readonly message: string;
  /** The reader's or system's own words, for the curious. */
  readonly detail?: string;
}
