// Between a crash and the next start nobody looks, and programs go on: what they did there is their own.
import { sameValue } from '../../../shared/core/equal.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { planItems } from '../../../shared/engine/db/plan-items.ts';
import type { Dice } from '../merge/dice.ts';
import { fail } from './fail.ts';
import { baseOf, fileOf } from './known.ts';
import type { Play, Where } from './play-history.ts';
import { filesOf, type Rest } from './rest.ts';
import { hasField, hasRule, roleIn } from './rules.ts';
import type { StageLibrary } from './stage.ts';
import { isScalar, keywordsOf, type Same, type SimField, shortened, simFields } from './values.ts';

/** A field of a file that was another one before the crash. */
export interface Since {
  readonly library: StageLibrary;
  readonly path: string;
  readonly field: SimField;
  readonly before: MaybeValue;
  readonly after: MaybeValue;
  /** What each bridge took for in step when the machine stopped; `undefined`: nothing yet. */
  readonly bases: readonly (MaybeValue | undefined)[];
}

type Files = ReadonlyMap<object, Where & { readonly values: readonly MaybeValue[] }>;

/** Every file, whatever it is called, and what it says. */
const look = ({ sim, stage }: Play): Files =>
  new Map(
    filesOf({ sim, stage }).map((at) => {
      const values = sim.disk.valuesOf(at.library.name, at.path);
      const file = sim.disk.libraries.get(at.library.name)!.files.get(at.path)!;
      return [file, { ...at, values: simFields.map((field) => values[field] ?? null) }];
    }),
  );

/** A program gives the file another name, or its own again. */
function rename({ sim, record, note }: Play, { library, path }: Where): void {
  const to = path.startsWith('new ') ? path.slice('new '.length) : `new ${path}`;
  const { files } = sim.disk.libraries.get(library.name)!;
  files.set(to, files.get(path)!);
  files.delete(path);
  record.renamed(`${library.name}/${path}`, `${library.name}/${to}`);
  note('renamed', library.name, path, to);
}

/** A program puts the file back as it was before it was last written, by whom ever, or as it came from the camera. */
function putBack(play: Play, at: Where, dice: Dice): void {
  const { library, path } = at;
  play.changes(at, simFields, () => play.sim.disk.putBack(library.name, path, dice.roll(2) === 0));
  play.note('put back', library.name, path);
}

/** Programs do what they like. Returns what is other than before. */
export function goOn(play: Play, dice: Dice): Since[] {
  const before = look(play);
  for (let left = dice.roll(4); left > 0; left--) {
    const at = dice.pick(filesOf(play));
    const what = dice.roll(6);
    if (what === 0) rename(play, at);
    else if (what === 1) putBack(play, at, dice);
    else play.edits(at, dice);
  }
  const bridges = play.sim.bridges;
  return [...look(play)].flatMap(([file, { library, path, values }]) => {
    const was = before.get(file)!;
    const id = fileOf(play.sim.db, library.name, was.path);
    return simFields.flatMap((field, at) => {
      if (JSON.stringify(was.values[at]) === JSON.stringify(values[at])) return [];
      const bases = bridges.map((bridge) =>
        id === undefined ? undefined : baseOf(play.sim.db, bridge.id, id, field),
      );
      return [{ library, path, field, before: was.values[at]!, after: values[at]!, bases }];
    });
  });
}

/** Whatever a copy of the library says of a field is heard in all its bridges, and no rule knows better. */
const isHeard = ({ sim }: Pick<Rest, 'sim'>, library: string, field: SimField): boolean =>
  sim.bridges
    .filter((bridge) => hasField(bridge, field))
    .every(
      (bridge) =>
        roleIn(bridge, library) !== 'target' &&
        !hasRule(bridge, field, 'prefer', 'newest', 'mirror', 'fillBlanks', 'vocabulary'),
    );

const added = (before: MaybeValue, after: MaybeValue, same: Same): string[] => {
  const had = new Set(keywordsOf(before).map(same));
  return keywordsOf(after)
    .map(same)
    .filter((word) => !had.has(word));
};

/** 11, 13: after the start it is news, as at any other time: no sync takes it for something that was decided before. */
export async function judgeSince(rest: Omit<Rest, 'record'>, since: readonly Since[]): Promise<void> {
  const { sim, stage, same } = rest;
  for (const { name } of stage.libraries) sim.scan(name);
  const items = planItems(sim.db, (await sim.plan()).plan, 0, 1000);
  for (const { library, path, field, before, after, bases } of since) {
    const item = items.find(({ file }) => file === fileOf(sim.db, library.name, path));
    const change = item?.changes.find((one) => one.field === field);
    if (!change || !isHeard(rest, library.name, field)) continue;
    const where = `${field} of ${library.name}/${path}`;
    // What was never in step has no say by being empty.
    const isNews = bases.every((base) =>
      base === undefined ? after !== null : !sameValue(fieldDef(field), shortened(base, library.cut), after),
    );
    if (isScalar(field) && isNews)
      fail(13, `${where} was changed while nobody looked, and is to be ${JSON.stringify(change.after)}`);
    if (isScalar(field)) continue;
    const old = new Set(bases.flatMap((base) => keywordsOf(base ?? null)).map(same));
    const stays = new Set(keywordsOf(change.after).map(same));
    for (const word of added(before, after, same))
      if (!stays.has(word) && !old.has(word))
        fail(11, `${word} was added to ${where} while nobody looked, and is to go`);
  }
}
