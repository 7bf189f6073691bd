// What people did in a history, kept apart from what the engine knows of it.
import { canonicalJson } from '../../../shared/core/equal/json.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { keywordsOf, parse, type Same, type SimField } from './values.ts';

export interface Record {
  /** A program gave a field of a copy another value. `clean`: every copy and base had the word as this copy had. */
  edited(at: Edited, before: MaybeValue, after: MaybeValue, clean: (word: string) => boolean): void;
  /** A program gave the file another name. */
  renamed(from: string, to: string): void;
  /** A person decided for all copies, or took something back: nothing is owed for the picture's keywords any more. */
  decided(picture: number): void;
  /** Every value that anybody gave, nothing included: no other may ever appear (14). */
  said(picture: number, field: SimField): MaybeValue[];
  /** Words that somebody added in the file, and nobody ever removed from a copy (11). */
  owed(picture: number, file: string): string[];
  /** Words that were removed while all copies were in step about them, and not added since (12). */
  gone(picture: number): string[];
  /** Words that somebody removed, in the picture's copies. */
  removed(picture: number): ReadonlySet<string>;
}

export interface Edited {
  readonly picture: number;
  /** `library/path`. */
  readonly file: string;
  readonly field: SimField;
}

/** A map of sets that are there when asked for. */
const setsBy = () => {
  const sets = new Map<string, Set<string>>();
  return (key: string | number): Set<string> => {
    const name = String(key);
    if (!sets.has(name)) sets.set(name, new Set());
    return sets.get(name)!;
  };
};

export function newRecord(same: Same): Record {
  const [said, added, removed, gone] = [setsBy(), setsBy(), setsBy(), setsBy()];
  const decided = new Set<number>();

  return {
    edited({ picture, file, field }, before, after, clean) {
      said(`${picture} ${field}`).add(canonicalJson(after));
      if (field !== 'keywords') return;
      const [had, has] = [keywordsOf(before), keywordsOf(after)];
      const holds = (words: readonly string[], word: string) => words.some((one) => same(one) === same(word));
      for (const word of has.filter((one) => !had.includes(one))) {
        added(file).add(same(word));
        gone(picture).delete(same(word));
      }
      for (const word of had.filter((one) => !has.includes(one))) {
        removed(picture).add(same(word));
        if (!holds(has, word) && clean(word)) gone(picture).add(same(word));
      }
    },
    renamed(from, to) {
      for (const word of added(from)) added(to).add(word);
      added(from).clear();
    },
    decided: (picture) => void decided.add(picture),
    said: (picture, field) => [null, ...[...said(`${picture} ${field}`)].map(parse)],
    owed: (picture, file) =>
      decided.has(picture) ? [] : [...added(file)].filter((word) => !removed(picture).has(word)),
    gone: (picture) => (decided.has(picture) ? [] : [...gone(picture)]),
    removed: (picture) => removed(picture),
  };
}
