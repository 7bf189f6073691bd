import type { AttributeCopier } from './attribute-copier.ts';
import type { Batcher } from './batch.ts';
import type { Chain } from './chain.ts';
import type { Exchanger } from './exchanger.ts';
import type { Measure } from './phases.ts';
import type { ExifToolReader } from './reader.ts';

/** What every write is carried out with. */
export interface WriteTools {
  /** Its ExifTool processes write too … */
  readonly reader: ExifToolReader;
  /** … by this, where several files are written at a time. */
  readonly chain: Chain;
  /** Reads files whole, before and after. */
  readonly dumps: Batcher;
  readonly attributes: AttributeCopier;
  readonly exchanger: Exchanger;
  readonly measure: Measure;
}
