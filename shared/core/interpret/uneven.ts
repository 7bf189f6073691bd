import { type FieldName, fieldDef } from '../registry.ts';
import { agrees } from './agree.ts';
import type { Read } from './lost.ts';
import { isStale } from './marks.ts';

/** Whether all that does not say the value was overruled by an edit elsewhere in the file. */
function isDecided(field: FieldName, { raw, snapshot }: Read): boolean {
  const value = snapshot.values[field];
  return (snapshot.disagreements[field] ?? []).every(({ source, value: said }) => {
    if (value !== undefined && said !== null && agrees(fieldDef(field), { source, value: said }, value))
      return true;
    const store = raw.stores.find((one) => one.store === source.store);
    return store !== undefined && isStale(store, source.tag);
  });
}

/**
 * Fields that an edit left uneven: a program wrote some of the places in which the file keeps them and not the others.
 * What counts is known, so that nobody has to be asked; but programs that read the other places see what was before,
 * and may bring it back. Keywords are a union of their places, but for those that an edit took away: they are uneven
 * when the file agreed with itself before. They stay so until the file agrees with itself again.
 */
export const unevenFields = (now: Read, before: Read): FieldName[] =>
  (Object.keys(now.snapshot.disagreements) as FieldName[]).filter((field) =>
    field === 'keywords'
      ? before.snapshot.disagreements.keywords === undefined || before.snapshot.uneven?.includes('keywords')
      : isDecided(field, now),
  );
