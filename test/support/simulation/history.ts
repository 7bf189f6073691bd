// One history: libraries, programs, crashes and drives, all from one number, judged as it goes.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/core/equal/json.ts';
import { sameValue } from '../../../shared/core/equal.ts';
import { type FieldName, fieldDef } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { all, cell, type WritableDb } from '../../../shared/engine/db/sql.ts';
import { type Dice, diceOf } from '../merge/dice.ts';
import { blankFile, Crash, change } from './disk.ts';
import { type SimEngine, type SimMember, simEngine } from './engine.ts';

const fields = ['title', 'headline', 'rating', 'keywords'] as const;
type SimField = (typeof fields)[number];
const scalars: readonly SimField[] = ['title', 'headline', 'rating'];

const words = ['Ant', 'Bee', 'Cat and dog', 'Eel in the deep blue sea'];
const keywords = ['birds', 'animals|birds|heron', 'lake', 'paris', 'Paris'];

export interface HistoryOptions {
  /** Of a hundred events, those nobody hears of; then only full scans and planning find out. */
  readonly dropped?: number;
  /** No crashes, no races: what is left is the same whatever is heard of. */
  readonly calm?: boolean;
}

export interface History {
  /** Of all that happened: equal for the same seed. */
  readonly trace: string;
  /** What every file says in the end. */
  readonly end: string;
  readonly conflicts: number;
  readonly crashes: number;
  readonly writes: number;
}

const fail = (invariant: number, what: string): never => {
  throw new Error(`invariant ${invariant}: ${what}`);
};

function membersOf(dice: Dice): SimMember[] {
  return Array.from({ length: 2 + dice.roll(4) }, (_, at) => ({
    name: 'abcde'[at]!,
    // The first two give and take, so that there is something to merge.
    role: at < 2 ? 'both' : dice.pick(['both', 'both', 'source', 'target'] as const),
    cut: dice.roll(5) === 0 ? 8 : undefined,
  }));
}

function newValue(dice: Dice, field: SimField, before: MaybeValue): MaybeValue {
  if (field === 'rating') return dice.pick([null, 1, 3, 5]);
  if (field === 'title') return dice.roll(6) === 0 ? null : { 'x-default': dice.pick(words) };
  if (field === 'headline') return dice.roll(6) === 0 ? null : dice.pick(words);
  const held = Array.isArray(before) ? (before as string[]) : [];
  const word = dice.pick(keywords);
  const after = held.includes(word) ? held.filter((one) => one !== word) : [...held, word];
  return after.length > 0 ? after : null;
}

class Simulation {
  readonly sim: SimEngine;
  private readonly dice: Dice;
  private readonly options: HistoryOptions;
  private readonly members: SimMember[];
  private readonly lines: string[] = [];
  /** Values that a program gave, or that were decided, by picture and field: nothing else may ever appear. */
  private readonly said = new Map<string, Set<string>>();
  /** Keywords that a program took away, by picture. */
  private readonly removed = new Map<number, Set<string>>();
  private readonly added = new Map<number, Set<string>>();
  crashes = 0;
  writes = 0;

  constructor(db: WritableDb, seed: number, options: HistoryOptions) {
    this.dice = diceOf(seed);
    this.options = options;
    this.members = membersOf(this.dice);
    this.sim = simEngine(db, this.members, []);
    this.sim.disk.onWrite = (library, path, changes) => this.onWrite(library, path, changes);
    const photos = 1 + this.dice.roll(3);
    for (const { name } of this.members) {
      for (let picture = 1; picture <= photos; picture++)
        this.sim.disk.libraries.get(name)!.files.set(`p${picture}.jpg`, blankFile(picture));
    }
  }

  private note(...what: unknown[]): void {
    this.lines.push(JSON.stringify(what));
  }

  private file(): { library: string; path: string } | undefined {
    const library = this.dice.pick(this.members).name;
    const paths = [...this.sim.disk.libraries.get(library)!.files.keys()].sort();
    return paths.length > 0 ? { library, path: this.dice.pick(paths) } : undefined;
  }

  /** A program changes a field; unplugged drives are edited elsewhere. */
  private edit(place = this.file()): void {
    if (!place) return;
    const { library, path } = place;
    const field = this.dice.pick(fields);
    const { disk } = this.sim;
    const before = disk.valuesOf(library, path)[field] ?? null;
    disk.edit(library, path, [change(field, before, newValue(this.dice, field, before))]);
    const after = disk.valuesOf(library, path)[field] ?? null;
    const { picture } = disk.libraries.get(library)!.files.get(path)!;
    this.say(picture, field, after);
    if (field === 'keywords') this.count(picture, before, after);
    this.note('edit', library, path, field, after);
    if (this.dice.roll(100) >= (this.options.dropped ?? 20)) this.sim.scan(library);
  }

  private say(picture: number, field: SimField, value: MaybeValue): void {
    const key = `${picture} ${field}`;
    if (!this.said.has(key)) this.said.set(key, new Set(['null']));
    this.said.get(key)!.add(canonicalJson(value));
  }

  private count(picture: number, before: MaybeValue, after: MaybeValue): void {
    const [had, has] = [before, after].map((value) => (Array.isArray(value) ? (value as string[]) : []));
    const into = (map: Map<number, Set<string>>, list: readonly string[]) =>
      map.set(picture, new Set([...(map.get(picture) ?? []), ...list]));
    into(
      this.removed,
      had!.filter((word) => !has!.includes(word)),
    );
    into(
      this.added,
      has!.filter((word) => !had!.includes(word)),
    );
  }

  /** What a write may do: never to a source, never to one that is away, nothing in conflict, nothing that is not kept. */
  private onWrite(
    library: string,
    path: string,
    changes: readonly { field: FieldName; before: MaybeValue; after: MaybeValue }[],
  ): void {
    this.writes += 1;
    const { disk, db } = this.sim;
    const member = this.members.find(({ name }) => name === library)!;
    if (member.role === 'source') fail(29, `a source is written: ${library}`);
    const file = cell<number>(db, 'SELECT photo FROM file WHERE library = ? AND path = ?', [library, path])!;
    for (const { field, before, after } of changes) {
      this.note('write', library, path, field, after);
      const kept = all<{ value: string }>(db, 'SELECT value FROM loser WHERE photo = ? AND field = ?', [
        file,
        field,
      ]);
      const known = all<{ value: string }>(
        db,
        `SELECT value FROM hub WHERE photo = ?1 AND field = ?2
         UNION SELECT before FROM (SELECT json_extract(before, '$.hub.value') AS before FROM plan_decision
           WHERE photo = ?1 AND field = ?2) WHERE before IS NOT NULL`,
        [file, field],
      );
      const isKept = (value: MaybeValue) =>
        value === null ||
        [...kept, ...known].some((row) => sameValue(fieldDef(field), parse(row.value), value));
      if (scalars.includes(field as SimField) && !isKept(before))
        fail(13, `${JSON.stringify(before)} in ${library}/${path} is overwritten and kept nowhere`);
    }
    // Another program is faster, now and then.
    if (!this.options.calm && this.dice.roll(12) === 0 && disk.libraries.get(library)!.online)
      this.edit({ library, path });
  }

  private toggle(): void {
    const library = this.sim.disk.libraries.get(this.dice.pick(this.members).name)!;
    library.online = !library.online;
    this.note(library.online ? 'plugged in' : 'pulled', library.id);
    if (this.dice.roll(2) === 0) this.sim.scan(library.id);
  }

  private async sync(): Promise<void> {
    if (!this.options.calm && this.dice.roll(5) === 0) this.sim.disk.crashIn(1 + this.dice.roll(12));
    try {
      const { planned, written, conflicts } = await this.sim.sync();
      this.note('sync', planned, written, conflicts);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes += 1;
      this.note('crash');
      await this.sim.restart(this.dice.roll(2) === 0);
    }
    this.sim.disk.crashIn(Number.POSITIVE_INFINITY);
  }

  /** A file goes and may come back: in another place, or as an older copy. */
  private move(): void {
    const place = this.file();
    const library = place && this.sim.disk.libraries.get(place.library)!;
    if (!place || !library?.online || this.options.calm) return;
    const file = library.files.get(place.path)!;
    library.files.delete(place.path);
    this.sim.scan(library.id);
    library.files.set(place.path, file);
    this.note('away and back', place.library, place.path);
    this.sim.scan(library.id);
  }

  async play(): Promise<void> {
    for (const { name } of this.members) this.sim.scan(name);
    const steps = 6 + this.dice.roll(10);
    for (let step = 0; step < steps; step++) {
      this.sim.tick();
      const what = this.dice.roll(20);
      if (what < 11) this.edit();
      else if (what < 16) await this.sync();
      else if (what < 18) this.toggle();
      else if (what < 19) this.move();
      else this.sim.scan(this.dice.pick(this.members).name);
    }
  }

  /** Every drive is there, everything is looked at: the libraries come to rest. */
  async settle(): Promise<void> {
    this.sim.disk.onWrite = () => undefined;
    for (const library of this.sim.disk.libraries.values()) library.online = true;
    for (let round = 0; round < 4; round++) {
      for (const { name } of this.members) this.sim.scan(name);
      const { planned } = await this.sim.sync();
      if (planned === 0) return;
    }
    fail(21, 'the libraries never come to rest');
  }

  private open(): Set<string> {
    const rows = all<{ photo: number; field: string }>(this.sim.db, 'SELECT photo, field FROM conflict');
    return new Set(rows.map(({ photo, field }) => `${photo} ${field}`));
  }

  async judge(): Promise<History> {
    const again = await this.sim.plan();
    if (again.planned > 0) fail(16, 'a second plan is not empty');
    const conflicts = this.open();
    const end: string[] = [];
    const photos = new Map(
      all<{ library: string; path: string; photo: number }>(
        this.sim.db,
        'SELECT library, path, photo FROM file',
      ).map((row) => [`${row.library}/${row.path}`, row.photo]),
    );
    for (const { id, files } of this.sim.disk.libraries.values())
      for (const [path, { picture }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const values = this.sim.disk.valuesOf(id, path);
        for (const field of fields) {
          const value = values[field] ?? null;
          end.push(`${id}/${path} ${field} ${canonicalJson(value)}`);
          this.judgeValue(
            { library: id, path, picture, field, value },
            conflicts,
            photos.get(`${id}/${path}`)!,
          );
        }
      }
    const hash = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');
    const { crashes, writes } = this;
    return {
      trace: hash([...this.lines, ...end]),
      end: end.join('\n'),
      conflicts: conflicts.size,
      crashes,
      writes,
    };
  }

  private judgeValue(
    at: { library: string; path: string; picture: number; field: SimField; value: MaybeValue },
    conflicts: ReadonlySet<string>,
    photo: number,
  ): void {
    const { library, path, picture, field, value } = at;
    const member = this.members.find(({ name }) => name === library)!;
    const where = `${field} of ${library}/${path}`;
    const cut = (text: string) => text.slice(0, member.cut);
    const said = [...(this.said.get(`${picture} ${field}`) ?? ['null'])].map((text) => parse(text));
    if (field !== 'keywords') {
      const shown = said.map((one) => (typeof one === 'string' ? cut(one) : shortened(one, cut)));
      if (!shown.some((one) => sameValue(fieldDef(field), one, value))) fail(14, `${where} was never said`);
    } else if (Array.isArray(value)) {
      for (const word of value as string[])
        if (!this.added.get(picture)?.has(word)) fail(14, `${word} in ${where} was never added`);
    }
    if (conflicts.has(`${photo} ${field}`) || member.role !== 'both') return;
    const hub = cell<string>(this.sim.db, 'SELECT value FROM hub WHERE photo = ? AND field = ?', [
      photo,
      field,
    ]);
    const decided = hub === undefined ? null : parse(hub);
    const shown = typeof decided === 'string' ? cut(decided) : shortened(decided, cut);
    if (!sameValue(fieldDef(field), shown, value))
      fail(15, `${where} is ${JSON.stringify(value)}, decided was ${JSON.stringify(decided)}`);
    if (field !== 'keywords') return;
    const held = (Array.isArray(value) ? value : []) as string[];
    const stays = [...(this.added.get(picture) ?? [])].filter(
      (word) => !this.removed.get(picture)?.has(word),
    );
    const isHeld = (word: string) =>
      held.some((one) => one === word || one.startsWith(`${word}|`) || one.endsWith(`|${word}`));
    const roles = this.members.filter(({ role }) => role === 'target').length;
    if (roles === 0 && !stays.every(isHeld))
      fail(11, `${where} lost ${stays.filter((word) => !isHeld(word)).join(', ')}`);
  }
}

const parse = (text: string): MaybeValue => {
  try {
    return JSON.parse(text) as MaybeValue;
  } catch {
    return text;
  }
};

const shortened = (value: MaybeValue, cut: (text: string) => string): MaybeValue =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? cut(text) : text]),
      )
    : value;

/** Plays and judges one history; throws with the number of the invariant that it breaks. */
export async function playHistory(
  db: WritableDb,
  seed: number,
  options: HistoryOptions = {},
): Promise<History> {
  const simulation = new Simulation(db, seed, options);
  await simulation.play();
  await simulation.settle();
  return simulation.judge();
}
