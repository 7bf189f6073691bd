/**
 * Thrown where the bytes are such that nothing can be proven from them alone. It says nothing against the write: the
 * caller lets ExifTool judge instead.
 */
export class Unproven extends Error {}

export function need(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Unproven(why);
}
