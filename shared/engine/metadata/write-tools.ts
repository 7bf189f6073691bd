import type { AttributeCopier } from './attribute-copier.ts';
import type { Exchanger } from './exchanger.ts';
import type { ExifToolReader } from './reader.ts';

/** What every write is carried out with. */
export interface WriteTools {
  /** Its ExifTool processes write too. */
  readonly reader: ExifToolReader;
  readonly attributes: AttributeCopier;
  readonly exchanger: Exchanger;
}
