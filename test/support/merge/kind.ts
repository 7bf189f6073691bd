import type { FieldDef } from '../../../shared/core/field.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { Dice } from './dice.ts';

/** How the model edits, stores and judges one kind of field. Written without the merge's own comparisons. */
export interface Kind {
  readonly field: FieldDef;
  readonly isSet: boolean;
  /** A person's edit of what the copy shows; `n` makes it unlike every other. */
  edit(shown: MaybeValue, n: number, dice: Dice): MaybeValue;
  /** A value many copies may start with. */
  start(dice: Dice): MaybeValue;
  /** What a format keeps that cuts texts after `cut` characters. */
  store(value: MaybeValue, cut: number | undefined): MaybeValue;
  /** The same value in another representation. */
  noise(value: MaybeValue): MaybeValue;
  /** Elements or parts, in one spelling; nothing may come out of a merge that did not go in. */
  parts(value: MaybeValue | undefined): string[];
  /** True where a person's change since the base has something to say. */
  moved(value: MaybeValue, base: MaybeValue | undefined): boolean;
  /** True where the outcome stands for what the copy says. */
  stands(value: MaybeValue, base: MaybeValue | undefined, outcome: MaybeValue): boolean;
  /** The texts by language, where each language is a scalar of its own (reliability.md §6.4). */
  texts?(value: MaybeValue | undefined): { readonly [lang: string]: string };
}

export const clean = (text: string): string => text.normalize('NFC').replace(/\r\n/g, '\n').trim();
export const noisy = (text: string): string => ` ${text.normalize('NFD').replace(/\n/g, '\r\n')} `;
