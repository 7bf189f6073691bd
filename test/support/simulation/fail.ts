/** Ends a history: it broke an invariant of reliability.md §2.1, named by its number. */
export const fail = (invariant: number, what: string): never => {
  throw new Error(`invariant ${invariant}: ${what}`);
};
