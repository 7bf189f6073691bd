import type { MaybeValue } from '../core/value.ts';

/** A value that lost to another one. It is kept for good and can be taken again. */
export interface LostValue {
  value: MaybeValue;
  /** Where it was; absent when that library is gone. */
  library?: string;
  /** When it lost, ms since the epoch. */
  at: number;
  /** The run that wrote over it, where there was one. */
  run?: string;
}
