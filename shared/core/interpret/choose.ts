import { formatTime, parseTime, type TimeParts, uniteTimes } from '../equal/time.ts';
import type { FieldDef } from '../field.ts';
import type { FieldName } from '../registry.ts';
import type { Value } from '../value.ts';
import { agrees } from './agree.ts';
import { alwaysFromFile, decidesAlone, type FileView, type StoreView } from './context.ts';
import { isEdited } from './marks.ts';
import type { Candidate } from './view.ts';

type Row = FieldDef & { readonly name: FieldName };

/** A store's opinions of one field; `stale` ones were overruled by a later edit of the same file (`carry`). */
export interface StoreOpinions {
  readonly store: StoreView;
  readonly live: readonly Candidate[];
  readonly stale: readonly Candidate[];
}

const isIptc = ({ source }: Candidate): boolean => source.tag.startsWith('IPTC:');

/**
 * The first usable opinion of one store. IPTC wins where its digest says that a program without XMP edited it
 * (fields.md §1.1), unless what it says is only a shortened form of the rest.
 */
const first = (def: Row, { store, live }: StoreOpinions): Candidate | undefined => {
  const iptc = live.find(isIptc);
  const others = live.filter((side) => !isIptc(side));
  if (iptc === undefined || store.digest !== 'edited') return longer(def, live);
  const cut = others.some((side) => agrees(def, iptc, side.value));
  return cut ? longer(def, live) : iptc;
};

/** The first, or the one it is a shortened form of. */
const longer = (def: Row, live: readonly Candidate[]): Candidate | undefined => {
  const [top, ...others] = live;
  if (top === undefined || !isIptc(top)) return top;
  return others.find((side) => agrees(def, top, side.value)) ?? top;
};

/** darktable writes 0 stars for every picture it has imported, whatever the file said (fields.md §4). */
const isNoOpinion = (def: Row, { store }: StoreOpinions, value: Value): boolean =>
  def.name === 'rating' &&
  value === 0 &&
  store.raw.store !== 'embedded' &&
  store.view.hasGroup('XMP-darktable');

/** Beside a sidecar that decides alone only what was edited since then is heard. */
const editedOnly = (one: StoreOpinions): StoreOpinions => ({
  ...one,
  live: one.live.filter(({ source }) => isEdited(one.store.raw, source.tag)),
});

/** The winning opinion across the stores of a file; undefined where the field is empty. */
export const choose = (
  def: Row,
  file: FileView,
  opinions: readonly StoreOpinions[],
): Candidate | undefined => {
  let weak: Candidate | undefined;
  let decided = false;
  for (const one of opinions) {
    const found = first(def, decided ? editedOnly(one) : one);
    if (found !== undefined && !isNoOpinion(def, one, found.value)) return found;
    weak ??= found;
    decided ||= decidesAlone(one.store, file) && !alwaysFromFile.has(def.name);
  }
  return weak;
};

/** The chosen time with the sub-seconds and zone that other stores know of it. */
export const richestTime = (chosen: string, others: readonly string[]): string => {
  const start = parseTime(chosen);
  if (start === undefined) return chosen;
  let best: TimeParts = start;
  for (const other of others) {
    const parts = parseTime(other);
    if (parts === undefined) continue;
    const united: TimeParts | undefined =
      parts.wall.startsWith(best.wall) && parts.wall !== best.wall ? parts : uniteTimes(best, parts);
    best = united ?? best;
  }
  return formatTime(best);
};
