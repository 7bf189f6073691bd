// One round of a soak: programs edit, things go wrong meanwhile, and then every file must hold what the model allows.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from '../support/merge/dice.ts';
import { type Copies, type Edit, type Field, type Library, outcomes, shownAs, type Values } from './model.ts';
import type { Programs } from './programs.ts';
import { drawPictures, libraries, type Stage } from './stage.ts';
import type { Watcher } from './watcher.ts';

export interface Soak {
  readonly stage: Stage;
  readonly watcher: Watcher;
  readonly programs: Programs;
  readonly dice: Dice;
  /** What every picture's copies held when they last came to rest. */
  readonly known: Map<number, Copies>;
  /** `picture field` of what waits for a person. */
  readonly open: Set<string>;
  /** Pictures with a copy that ExifTool refuses to write: nobody edits them. */
  readonly stuck: ReadonlySet<number>;
  /** Everything that programs ever wrote, by `library picture field`. */
  readonly written: Map<string, Set<string>>;
  readonly counts: { edits: number; pulls: number; jumps: number; conflicts: number; raced: number };
  readonly say: (text: string) => void;
}

/** What may go wrong in a round. */
export interface Trouble {
  readonly kills: boolean;
  readonly drives: boolean;
  readonly jumps: boolean;
}

const fullPath = ({ drives, path }: Stage, library: Library, picture: number): string | undefined => {
  const below = path(library, picture);
  return below === undefined ? undefined : join(drives[library].backing, below);
};

/** Reads the copies of some pictures, past the engine and past pulled drives. */
export async function readCopies(soak: Pick<Soak, 'stage' | 'programs'>, pictures: readonly number[]) {
  const places = pictures.flatMap((picture) =>
    libraries.flatMap((library) => {
      const path = fullPath(soak.stage, library, picture);
      return path === undefined ? [] : [{ picture, library, path }];
    }),
  );
  const read = await soak.programs.read(places.map(({ path }) => path));
  const copies = new Map<number, { [library in Library]?: Values }>();
  for (const { picture, library, path } of places) {
    const values = read.get(path);
    copies.set(picture, { ...copies.get(picture), ...(values ? { [library]: values } : {}) });
  }
  return copies;
}

/** Edits of one picture: of one copy, of two at nearly the same time, or of what stays where it is. */
function draw(soak: Soak, picture: number, n: number): Edit[] {
  const { dice, stage, known, open, stuck } = soak;
  if (stuck.has(picture)) return [];
  const there = libraries.filter((library) => stage.path(library, picture) !== undefined);
  const givers = there.filter((library) => library !== 'c');
  const edit = (library: Library, field: Field, value: string): Edit => ({ picture, library, field, value });
  const field = dice.pick(['title', 'headline', 'description', 'rating', 'keywords', 'keywords'] as const);
  if (open.has(`${picture} ${field}`)) return [];
  const held = known.get(picture)?.a?.keywords ?? [];
  const value = (library: Library) => {
    if (field === 'rating') return String(1 + dice.roll(5));
    if (field !== 'keywords') return `${field} ${n} ${library} é`;
    return held.length > 3 ? `-${dice.pick(held)}` : `+k${n}${library}`;
  };
  if (there.includes('c') && dice.roll(8) === 0) return [edit('c', 'headline', `own ${n}`)];
  if (givers.length < 2 || dice.roll(3) > 0) {
    const library = dice.pick(givers);
    return [edit(library, field, value(library))];
  }
  const [one, other] = dice.roll(2) === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const);
  const second = field === 'keywords' ? `+k${n}${other}` : value(other);
  return [edit(one, field, value(one)), edit(other, field, second)];
}

async function apply(soak: Soak, { picture, library, field, value }: Edit): Promise<void> {
  const { programs, stage, dice, written, counts } = soak;
  const path = fullPath(stage, library, picture)!;
  const by = dice.roll(3) === 0 ? 'exiv2' : 'exiftool';
  // The file may just be taken by another program: as a person would, one tries again.
  for (let tries = 0; tries < 5; tries++) {
    if (await programs.edit(path, field, value, by)) break;
    if (tries === 4) throw new Error(`${by} could not write ${path}`);
    await wait(200);
  }
  counts.edits += 1;
  const key = `${library} ${picture} ${field}`;
  written.set(key, new Set([...(written.get(key) ?? []), value]));
}

type Misfortune = keyof Trouble;

const misfortunes: { readonly [kind in Misfortune]: (soak: Soak) => Promise<void> } = {
  async kills({ watcher, dice }) {
    await watcher.kill();
    await wait(dice.roll(4_000));
    await watcher.client();
  },
  async drives({ stage, dice, counts }) {
    const drive = stage.drives[dice.pick(['b', 'c'] as const)];
    if (!drive.pull(dice.roll(2) === 0)) return;
    counts.pulls += 1;
    await wait(1_000 + dice.roll(6_000));
    drive.plug();
  },
  async jumps({ watcher, dice, counts }) {
    counts.jumps += 1;
    watcher.jump(dice.pick([-86_400, 0, 3_600, 315_360_000]));
  },
};

/** Up to two things go wrong, at any time of the round. */
async function suffer(soak: Soak, trouble: Trouble, seconds: number): Promise<void> {
  const kinds = (Object.keys(misfortunes) as Misfortune[]).filter((kind) => trouble[kind]);
  for (let n = soak.dice.roll(3); n > 0 && kinds.length > 0; n--) {
    await wait(soak.dice.roll(Math.max(1, seconds * 500)));
    await misfortunes[soak.dice.pick(kinds)](soak);
  }
}

interface Expected {
  readonly picture: number;
  readonly field: Field;
  readonly edits: readonly Edit[];
}

/** The one outcome that the files hold; undefined: none of those that the model allows. */
function heldOutcome(
  soak: Soak,
  now: Copies,
  { picture, field, edits }: Expected,
  open: ReadonlySet<string>,
) {
  return outcomes(soak.known.get(picture)!, field, edits).find(
    ({ values, conflict }) =>
      open.has(`${picture} ${field}`) === conflict &&
      libraries.every(
        (library) => now[library] === undefined || shownAs(now[library], field) === values[library],
      ),
  );
}

/** Pictures by `library/path`. */
const byPlace = (stage: Stage): Map<string, number> =>
  new Map(
    [...Array(stage.pictures).keys()].flatMap((picture) =>
      libraries.map((library) => [`${library}/${stage.path(library, picture)}`, picture] as const),
    ),
  );

/** Pictures of which a copy has a problem. */
export async function troubled({ watcher, stage }: Pick<Soak, 'watcher' | 'stage'>): Promise<Set<number>> {
  const pictures = byPlace(stage);
  const { items } = await (await watcher.client()).problems.list({ limit: 1000 });
  return new Set(items.map(({ library, path }) => pictures.get(`${library}/${path}`)!));
}

/** `picture field` of every conflict between copies that the engine lists. */
export async function listedConflicts({ watcher, stage }: Soak): Promise<Set<string>> {
  const client = await watcher.client();
  const pictures = byPlace(stage);
  const { items } = await client.conflicts.list({ limit: 1000 });
  return new Set(
    items
      .filter(({ kind, bridge }) => kind === 'copies' && bridge !== 'all')
      .map(({ sides, field }) => `${pictures.get(`${sides[0]!.library}/${sides[0]!.path}`)} ${field}`),
  );
}

const fields: readonly Field[] = ['title', 'headline', 'description', 'rating', 'keywords'];

/** Waits until every file of some pictures holds what the model allows; throws with what does not. */
async function comeToRest(soak: Soak, edits: readonly Edit[], patienceMs: number): Promise<void> {
  const pictures = [...new Set(edits.map(({ picture }) => picture))];
  const expected = pictures.flatMap((picture): Expected[] =>
    fields
      .filter((field) => !soak.open.has(`${picture} ${field}`))
      .map((field) => ({
        ...{ picture, field },
        edits: edits.filter((edit) => edit.picture === picture && edit.field === field),
      })),
  );
  const until = performance.now() + patienceMs;
  for (;;) {
    const open = await listedConflicts(soak).catch(() => undefined);
    const copies = await readCopies(soak, pictures);
    const wrong = expected.filter((one) => !open || !heldOutcome(soak, copies.get(one.picture)!, one, open));
    if (wrong.length === 0) {
      for (const one of expected)
        if (heldOutcome(soak, copies.get(one.picture)!, one, open!)!.conflict) {
          soak.open.add(`${one.picture} ${one.field}`);
          soak.counts.conflicts += 1;
        }
      for (const [picture, now] of copies) soak.known.set(picture, now);
      return;
    }
    if (performance.now() > until) {
      const told = wrong.slice(0, 5).map((one) => ({
        ...one,
        was: soak.known.get(one.picture),
        allowed: outcomes(soak.known.get(one.picture)!, one.field, one.edits),
        now: copies.get(one.picture),
        listed: open?.has(`${one.picture} ${one.field}`),
      }));
      throw new Error(
        `${wrong.length} fields are not what the model allows:\n${JSON.stringify(told, null, 1)}`,
      );
    }
    await wait(1_000);
  }
}

/** A person decides about half of what waits. */
async function decide(soak: Soak): Promise<void> {
  const client = await soak.watcher.client();
  const { items } = await client.conflicts.list({ limit: 1000 });
  for (const { id, kind, bridge } of items) {
    if (kind !== 'copies' || bridge === 'all' || soak.dice.roll(2) === 0) continue;
    await client.plans.resolve({ conflicts: [id], take: { prefer: soak.dice.pick(['a', 'b']) } });
  }
}

/** What a person decided is what the copies hold from then on. */
async function takeDecided(soak: Soak): Promise<void> {
  if (soak.open.size === 0) return;
  await decide(soak);
  const until = performance.now() + 60_000;
  for (;;) {
    const listed = await listedConflicts(soak);
    const gone = [...soak.open].filter((key) => !listed.has(key));
    const copies = await readCopies(soak, [...new Set(gone.map((key) => Number(key.split(' ')[0])))]);
    const apart = gone.filter((key) => {
      const [picture, field] = key.split(' ') as [string, Field];
      const { a, b, c } = copies.get(Number(picture))!;
      const follows = c === undefined || !['title', 'rating', 'keywords'].includes(field);
      return shownAs(a, field) !== shownAs(b, field) || !(follows || shownAs(c, field) === shownAs(b, field));
    });
    if (apart.length === 0) {
      for (const key of gone) soak.open.delete(key);
      for (const [picture, now] of copies) soak.known.set(picture, now);
      return;
    }
    if (performance.now() > until) throw new Error(`decided, and still apart: ${apart.join(', ')}`);
    await wait(1_000);
  }
}

let drawn = 0;

export async function playRound(soak: Soak, count: number, trouble: Trouble): Promise<void> {
  const { dice, stage, watcher } = soak;
  const queue = drawPictures(dice, stage.pictures, count).map((picture) => draw(soak, picture, ++drawn));
  const seconds = count / 8;
  const wrong = suffer(soak, trouble, seconds);
  const made: Edit[] = [];
  const later: Promise<void>[] = [];
  const make = async (edit: Edit) => {
    await apply(soak, edit);
    made.push(edit);
  };
  for (const [first, second] of queue) {
    if (!first) continue;
    await make(first);
    if (second) later.push(wait(dice.roll(5_000)).then(() => make(second)));
    await wait(dice.roll(200));
  }
  await Promise.all([wrong, ...later]);
  for (const library of libraries) stage.drives[library].plug();
  await watcher.client();
  await comeToRest(soak, made, 120_000);
  await takeDecided(soak);
}
