/**
 * A field's value: JSON without null. Which shape it has follows from the field's `kind` (see `field.ts`):
 * text → string · integer → number · choice → string · langAlt → `{ lang: text }` (BCP 47, `x-default` for the default)
 * · set, list, keywords → string[] · time → ISO 8601 string with as much as is known · gps → `{ lat, lon, alt? }`
 * (degrees, metres) · struct → object · structList → object[].
 */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A value, or `null` where the field is empty. Rating 0 and absent are both empty. */
export type MaybeValue = Value | null;

/** Text per language, keyed by BCP 47 tag; the default is under `x-default`. */
export type LangAlt = { readonly [lang: string]: string };

/** Position in degrees (WGS 84) and, when known, metres above sea level. */
export type Gps = { readonly lat: number; readonly lon: number; readonly alt?: number };
