import type { MaybeValue } from '../../../shared/core/value.ts';
import { must } from './judge.ts';

type Who = { readonly file: number; readonly role: string };

/**
 * What people did, kept apart from what the merge knows: judged over a whole history, absences, crashes and lossy
 * formats included. A set's elements: whoever was added and never removed is there in the end (11); whoever was
 * removed after every copy had been in step with it is not (12). Texts: what a person wrote and nobody overwrote
 * knowingly is in some copy or in the hub (13).
 */
export interface Ledger {
  started(who: Who, elements: readonly string[]): void;
  edited(who: Who, before: readonly string[], after: readonly string[]): void;
  /** The copy took part in a sync that decided the field. */
  synced(who: Who): void;
  wrote(value: MaybeValue, shown: MaybeValue): void;
  /** A person decided among the copies that were there: what was on offer is no longer owed. */
  decided(current: readonly string[], there: readonly Who[]): void;
  judgeTexts(held: readonly (MaybeValue | undefined)[]): void;
  judgeElements(end: readonly string[]): void;
  copy(): Ledger;
}

interface Book {
  readonly added: Set<string>;
  readonly removed: Set<string>;
  /** Removed with every copy's addition already in step. */
  readonly clean: Set<string>;
  /** `file element` pairs that no sync has seen. */
  readonly unseen: Set<string>;
  readonly live: Set<string>;
}

const above = (path: string): string[] => {
  const levels = path.split('|');
  return levels.slice(1).map((_, at) => levels.slice(0, at + 1).join('|'));
};

/** Every name an element may go by: keywords are renamed. */
type Names = (element: string) => readonly string[];

const ledgerOf = (book: Book, names: Names): Ledger => {
  const { added, removed, clean, unseen, live } = book;
  const isUnseen = (element: string) => [...unseen].some((entry) => entry.endsWith(` ${element}`));
  const add = (who: Who, element: string) => {
    // A target's own elements do not travel: nobody is owed them.
    if (who.role === 'target') return;
    added.add(element);
    for (const name of names(element)) clean.delete(name);
    unseen.add(`${who.file} ${element}`);
  };
  const synced = (who: Who) => {
    for (const entry of [...unseen]) if (entry.startsWith(`${who.file} `)) unseen.delete(entry);
  };
  return {
    started: (who, elements) => {
      for (const element of elements) add(who, element);
    },
    edited: (who, before, after) => {
      for (const element of after.filter((one) => !before.includes(one))) add(who, element);
      for (const element of before.filter((one) => !after.includes(one))) {
        for (const path of [element, ...above(element)]) removed.add(path);
        // Taking away what was never in step says nothing of what other copies hold.
        if (unseen.delete(`${who.file} ${element}`)) continue;
        if (who.role !== 'target' && !isUnseen(element)) clean.add(element);
      }
    },
    synced,
    wrote: (value, shown) => {
      live.delete(String(shown));
      if (String(value).startsWith('é')) live.add(String(value));
    },
    decided: (current, there) => {
      for (const set of [added, removed, clean, live]) set.clear();
      // Who was away has not been heard.
      for (const who of there) synced(who);
      for (const element of current) removed.add(element);
    },
    judgeTexts: (held) => {
      for (const text of live)
        must(
          held.some((value) => value === text),
          13,
          `${text} was written and is nowhere`,
        );
    },
    judgeElements: (end) => {
      for (const element of [...added].filter((one) => !names(one).some((name) => removed.has(name)))) {
        const holds = (name: string) => end.some((other) => `${other}|`.startsWith(`${name}|`));
        const there = names(element).some(holds);
        must(there, 11, `${element} was added, never removed, and is gone`);
      }
      for (const element of clean) must(!end.includes(element), 12, `${element} was removed and came back`);
    },
    copy: () => ledgerOf(structuredCloneSets(book), names),
  };
};

const structuredCloneSets = ({ added, removed, clean, unseen, live }: Book): Book => ({
  added: new Set(added),
  removed: new Set(removed),
  clean: new Set(clean),
  unseen: new Set(unseen),
  live: new Set(live),
});

export const newLedger = (names: Names): Ledger =>
  ledgerOf(
    { added: new Set(), removed: new Set(), clean: new Set(), unseen: new Set(), live: new Set() },
    names,
  );
