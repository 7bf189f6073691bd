import { deflateSync, inflateSync } from 'node:zlib';

/** A JSON column's value. The index is our own: what is in it is trusted to have the shape that was put in. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
export const toJson = (value: unknown): string => JSON.stringify(value);

/** The same for a column that may be NULL. */
export const fromJsonOr = <T, D>(text: string | null | undefined, otherwise: D): T | D =>
  text == null ? otherwise : (JSON.parse(text) as T);

/** Large JSON, deflated at the fastest level: raw tags are long and repetitive. */
export const pack = (value: unknown): Buffer => deflateSync(Buffer.from(JSON.stringify(value)), { level: 1 });
export const unpack = <T>(bytes: Uint8Array): T => JSON.parse(inflateSync(bytes).toString()) as T;
