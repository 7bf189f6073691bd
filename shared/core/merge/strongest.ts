import type { Reason } from './types.ts';

const RANK: readonly Reason[] = ['moved', 'filled', 'merged', 'takesHub', 'agree', 'inStep', 'empty'];

/** Of the reasons of many elements, the one worth telling. */
export const strongest = (reasons: readonly Reason[]): Reason =>
  RANK.find((reason) => reasons.includes(reason)) ?? 'inStep';
