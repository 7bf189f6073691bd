import { basename } from 'node:path';
import type { Change } from '../../core/change.ts';
import { type EncodeTarget, encodeChanges, encodeSidecar, type TagWrite } from '../../core/encode.ts';
import { sameValue } from '../../core/equal.ts';
import { extensionOf, type Format, formatOfType, sidecarNames, writeStores } from '../../core/formats.ts';
import { interpret } from '../../core/interpret.ts';
import type { IptcText } from '../../core/library.ts';
import type { RawTags, StoreKind } from '../../core/raw-tags.ts';
import { fieldDef } from '../../core/registry.ts';
import { simulateWrites } from '../../core/simulate.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import type { MaybeValue } from '../../core/value.ts';
import type { MediaFacts } from '../types.ts';
import { beside } from './dump.ts';
import { pathOf } from './place.ts';
import type { WriteJob } from './ports.ts';
import { Refused } from './replace.ts';

/** What is written into one store. `path` is absolute; a `create` has no file there yet. */
export interface StorePlan {
  readonly store: StoreKind;
  readonly path: string;
  readonly action: 'replace' | 'create';
  readonly writes: readonly TagWrite[];
}

export interface FilePlan {
  readonly format: Format;
  /** Only stores whose tags change. */
  readonly stores: readonly StorePlan[];
  /** What reading every store back must give. */
  readonly expected: RawTags;
  /** How IPTC is encoded in this library where a file does not say. */
  readonly iptc?: IptcText | undefined;
}

type Planned = Pick<WriteJob, 'file' | 'changes' | 'last'>;

/** What is known of the file that is planned for. */
interface Subject {
  readonly raw: RawTags;
  readonly facts: MediaFacts;
  readonly extension: string;
  readonly changes: readonly Change[];
  /** What was read of it before. */
  readonly last: RawTags | undefined;
}

/** The values the file has once the changes are made. */
function valuesAfter({ raw, facts, changes, last }: Subject): FieldValues {
  const after: Record<string, MaybeValue> = { ...interpret(raw, last, { format: facts.format }).values };
  for (const { field, after: value } of changes) after[field] = value;
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
}

function targetOf({ facts, extension, raw }: Subject, store: StoreKind): EncodeTarget {
  const { format, width, height } = facts;
  const size = width === undefined || height === undefined ? {} : { size: { width, height } };
  const own = raw.stores.find((one) => one.store === store);
  return { store, format, extension, raw: own, ...size };
}

/** True where reading the file gives the changed fields as `wanted` gives them. */
function holds(subject: Subject, expected: RawTags, wanted: RawTags): boolean {
  const options = { format: subject.facts.format };
  const [is, shall] = [expected, wanted].map((raw) => interpret(raw, undefined, options).values);
  return subject.changes.every(({ field }) =>
    sameValue(fieldDef(field), is![field] ?? null, shall![field] ?? null),
  );
}

/**
 * The tags for one store. A missing sidecar is made complete: with all that the file itself says, or other programs
 * would take what is absent for deleted (fields.md §4). One that is there becomes complete when a change would not
 * hold otherwise: what is removed from it alone would be read from the file itself again.
 */
function encodeStore(subject: Subject, store: StoreKind, expected: RawTags, alone: boolean): TagWrite[] {
  const target = targetOf(subject, store);
  const complete = () => encodeSidecar(valuesAfter(subject), subject.changes, target);
  if (target.raw === undefined) return complete();
  const lean = encodeChanges(subject.changes, target);
  if (!alone) return lean;
  const whole = complete();
  const after = (writes: readonly TagWrite[]) => simulateWrites(expected, store, writes);
  return holds(subject, after(lean), after(whole)) ? lean : whole;
}

/** Which stores of a file are written, and with which tags. Throws `Refused`. */
export function planStores(
  job: Planned,
  raw: RawTags,
  facts: MediaFacts,
  places: ReadonlyMap<StoreKind, string>,
): FilePlan {
  const { file } = job;
  const format = formatOfType(facts.format);
  if (format === undefined) {
    throw new Refused({ code: 'unsupported', message: `${facts.format} files are not written.` });
  }
  const provable = facts.imageHash !== undefined;
  const stores = writeStores(format, file.writes, file.sidecar, [...places.keys()], provable);
  if ('code' in stores) throw new Refused(stores);
  const path = pathOf(file);
  const names = sidecarNames(basename(path), file.sidecar);
  const { changes, last } = job;
  const subject: Subject = { raw, facts, extension: extensionOf(path), changes, last };
  const alone = !stores.includes('embedded');
  let expected = raw;
  const plans: StorePlan[] = [];
  for (const store of stores) {
    const there = places.get(store);
    const writes = encodeStore(subject, store, expected, alone);
    if (writes.length === 0) continue;
    const at = there ?? beside(path, names[store === 'embedded' ? 'sidecarFull' : store]);
    plans.push({ store, path: at, action: there === undefined ? 'create' : 'replace', writes });
    expected = simulateWrites(expected, store, writes);
  }
  return { format, stores: plans, expected, iptc: file.iptc };
}
