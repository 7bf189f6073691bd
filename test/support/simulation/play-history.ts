// The stage while a history is played on it: what programs and people do, written down and watched.
import { TagbridgeError } from '../../../shared/api/errors.ts';
import type { Change } from '../../../shared/core/change.ts';
import { requireBridge } from '../../../shared/engine/db/bridges.ts';
import { column } from '../../../shared/engine/db/sql.ts';
import { type Dice, diceOf } from '../merge/dice.ts';
import { blankFile, Crash, change } from './disk.ts';
import { type SimEngine, type SimOptions, simEngine } from './engine.ts';
import { fail } from './fail.ts';
import type { SimIndex } from './index.ts';
import { baseOf, fileOf, hubOf, photoOf } from './known.ts';
import { newRecord, type Record } from './record.ts';
import { filesOf } from './rest.ts';
import { hasField, hasRule, roleIn } from './rules.ts';
import { type Stage, type StageLibrary, stageOf } from './stage.ts';
import { keywordsOf, newValue, type Same, type SimField, sameWords, simFields } from './values.ts';
import { judgeSaved, takesAway, type Watch, watchWrite } from './watch-writes.ts';
import { goOn, judgeSince } from './while-down.ts';

export interface HistoryOptions extends SimOptions {
  /** Of a hundred events, those nobody hears of; then only full scans and planning find out. */
  readonly dropped?: number;
  /** Only what comes to the same end whatever is heard of: no races, nothing decided from what was seen. */
  readonly calm?: boolean;
  /** In a calm history: runs crash, and are gone on with. */
  readonly crashes?: boolean;
  /** Between a crash and the next start programs go on. Where nothing is said: in one history of five. */
  readonly whileDown?: boolean;
  /** Of so many histories one is followed by trials at rest; 1 where nothing is said. */
  readonly trialEvery?: number;
  /** What the libraries are called. */
  readonly names?: readonly string[];
}

export interface Where {
  readonly library: StageLibrary;
  readonly path: string;
  readonly picture: number;
}

const pathOf = (picture: number, copy = '') => `p${picture}${copy}.jpg`;

export class Play {
  readonly sim: SimEngine;
  readonly stage: Stage;
  /** What programs and people do. */
  readonly dice: Dice;
  /** What goes wrong. */
  readonly fate: Dice;
  /** What programs do between a crash and the next start; a stream of its own, so that all else stays as it is. */
  private readonly down: Dice | undefined;
  readonly record: Record;
  readonly same: Same;
  readonly lines: string[] = [];
  readonly counts = { crashes: 0, writes: 0, refusals: 0, trials: 0 };
  private readonly options: HistoryOptions;
  private readonly watch: Watch;
  /** Files that lost something in automatic syncs, by bridge. */
  private readonly losing = new Map<string, number>();
  private automatic: string | undefined;
  private isCalm = false;

  constructor(index: SimIndex, seed: number, options: HistoryOptions) {
    this.options = options;
    this.dice = diceOf(seed);
    this.fate = diceOf(seed ^ 0x5f_ad_e5);
    const goesOn = options.whileDown ?? (options.calm !== true && seed % 5 === 4);
    this.down = goesOn ? diceOf(seed ^ 0x0d_0e_ad) : undefined;
    const heard = options.dropped === undefined;
    this.stage = stageOf(this.dice, options.names ?? ['a', 'b', 'c', 'd', 'e'], heard);
    this.same = sameWords(this.stage.bridges.flatMap(({ rules }) => rules));
    this.record = newRecord(this.same);
    this.sim = simEngine(index.db, () => index.clear(), this.stage, options);
    this.watch = { sim: this.sim, record: this.record, same: this.same, raced: false, stale: new Set() };
    this.sim.disk.onWrite = (library, path) => this.race(library, path);
    this.sim.disk.onReplace = (library, path, changes) => this.onReplace(library, path, changes);
    for (const { files } of this.sim.disk.libraries.values())
      for (let picture = 1; picture <= this.stage.photos; picture++)
        files.set(pathOf(picture), blankFile(picture));
    const first = this.sim.disk.libraries.get(this.stage.libraries[0]!.name)!;
    for (let picture = 1; picture <= this.stage.twice; picture++)
      first.files.set(pathOf(picture, ' copy'), blankFile(picture));
  }

  readonly note = (...what: unknown[]): void => void this.lines.push(JSON.stringify(what));

  somewhere(): Where {
    return this.dice.pick(filesOf(this));
  }

  /** The pictures of some photos, or of all. */
  pictures(photos?: readonly number[]): number[] {
    const all = filesOf(this);
    const mine = photos
      ? all.filter(({ library, path }) => photos.includes(photoOf(this.sim.db, library.name, path)!))
      : all;
    return [...new Set(mine.map(({ picture }) => picture))];
  }

  decidedByRun(run: string): void {
    const photos = column<number>(
      this.sim.db,
      `SELECT photo FROM plan_item WHERE plan = (SELECT plan FROM run WHERE id = ?1)
       UNION SELECT photo FROM plan_decision WHERE plan = (SELECT plan FROM run WHERE id = ?1)`,
      [run],
    );
    for (const picture of this.pictures(photos)) this.record.decided(picture);
  }

  /**
   * Whether all copies, bases and hubs had a keyword as this copy had it, and every bridge listens to this library, so
   * that taking it away is all there is to merge.
   */
  private isInStep({ library, path, picture }: Where, words: readonly string[], word: string): boolean {
    const { db, disk } = this.sim;
    const mine = (value: Parameters<typeof keywordsOf>[0]) =>
      keywordsOf(value)
        .filter((one) => this.same(one) === this.same(word))
        .sort()
        .join('\n');
    const expected = mine([...words]);
    const bridges = this.sim.bridges.filter((bridge) => hasField(bridge, 'keywords'));
    if (bridges.some((bridge) => hasRule(bridge, 'keywords', 'vocabulary', 'mirror'))) return false;
    if (!bridges.every((bridge) => ['both', 'source'].includes(roleIn(bridge, library.name)!))) return false;
    const photo = photoOf(db, library.name, path);
    if (photo === undefined) return false;
    const copies = filesOf(this).filter((file) => file.picture === picture);
    const held = copies.every(({ library: { name }, path: at }) => {
      const own = name === library.name && at === path;
      return own || mine(disk.valuesOf(name, at).keywords ?? null) === expected;
    });
    return (
      held &&
      bridges.every(
        (bridge) =>
          mine(hubOf(db, bridge.id, photo, 'keywords') ?? null) === expected &&
          copies
            .filter((copy) => bridge.members.some((member) => member.library === copy.library.name))
            .every((copy) => {
              const file = fileOf(db, copy.library.name, copy.path);
              return file !== undefined && mine(baseOf(db, bridge.id, file, 'keywords') ?? null) === expected;
            }),
      )
    );
  }

  /** Does something as a program does, which may change these fields, and writes down what came of it. */
  changes(at: Where, fields: readonly SimField[], work: () => void): void {
    const { library, path, picture } = at;
    const valuesNow = () => this.sim.disk.valuesOf(library.name, path);
    const was = valuesNow();
    work();
    const is = valuesNow();
    const had = keywordsOf(was.keywords ?? null);
    for (const field of fields)
      this.record.edited(
        { picture, file: `${library.name}/${path}`, field },
        was[field] ?? null,
        is[field] ?? null,
        (word) => this.isInStep(at, had, word),
      );
  }

  /** A program changes a field; drives that are away are edited elsewhere. */
  edits(at: Where, dice: Dice): void {
    const { library, path } = at;
    const field = dice.pick(simFields);
    const { disk } = this.sim;
    const before = disk.valuesOf(library.name, path)[field] ?? null;
    const wish = change(field, before, newValue(dice, field, before, library.mark));
    this.changes(at, [field], () => disk.edit(library.name, path, [wish]));
    this.note('edit', library.name, path, field, disk.valuesOf(library.name, path)[field] ?? null);
  }

  /** The same, and the engine may hear of it. */
  program(at: Where, dice = this.dice): void {
    this.edits(at, dice);
    const { library } = at;
    if (this.fate.roll(100) >= (this.options.dropped ?? 20)) this.sim.scan(library.name);
  }

  /** Does something that sets a value in a library, and writes down which copies took it. */
  async noticing(
    library: StageLibrary,
    field: SimField,
    value: Change['after'],
    work: () => Promise<void>,
  ): Promise<void> {
    const { files } = this.sim.disk.libraries.get(library.name)!;
    const look = () =>
      filesOf(this)
        .filter((file) => file.library === library)
        .map((at) => ({ ...at, is: this.sim.disk.valuesOf(library.name, at.path)[field] ?? null }));
    // By the file itself: it may have another name afterwards.
    const before = new Map(look().map(({ path, is }) => [files.get(path), is]));
    await work();
    for (const { path, picture, is } of look()) {
      const [place, was] = [
        { picture, file: `${library.name}/${path}`, field },
        before.get(files.get(path))!,
      ];
      this.record.edited(place, was, is, () => false);
      // Said, though a format may have cut it or a crash left it unwritten.
      if (field !== 'keywords') this.record.edited(place, was, value, () => false);
    }
  }

  private fileAt(library: string, path: string): Where {
    return filesOf(this).find((file) => file.library.name === library && file.path === path)!;
  }

  private onReplace(library: string, path: string, changes: readonly Change[]): void {
    this.counts.writes += 1;
    this.note('write', library, path, ...changes.flatMap(({ field, after }) => [field, after]));
    const { picture } = this.fileAt(library, path);
    watchWrite(this.watch, { library, path, picture, changes });
    if (this.automatic !== undefined && takesAway(changes, this.same))
      this.losing.set(this.automatic, (this.losing.get(this.automatic) ?? 0) + 1);
  }

  /** Another program is faster, now and then. */
  private race(library: string, path: string): void {
    const isThere = this.sim.disk.libraries.get(library)!.files.has(path);
    if (this.options.calm || this.isCalm || this.fate.roll(12) !== 0 || !isThere) return;
    this.watch.raced = true;
    this.program(this.fileAt(library, path), this.fate);
  }

  /** Something of the engine's that may crash, or be refused; after a crash it starts anew. */
  async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    this.watch.raced = false;
    const mayCrash = this.options.crashes ?? !this.options.calm;
    // Where programs go on while it is down, that happens often.
    if (mayCrash && this.fate.roll(5) < (this.down ? 3 : 1)) this.sim.disk.crashIn(1 + this.fate.roll(12));
    try {
      const done = (await work()) as { planned?: number; written?: number; conflicts?: number } | undefined;
      this.note(what, done?.planned, done?.written, done?.conflicts);
    } catch (error) {
      if (error instanceof TagbridgeError) {
        this.counts.refusals += 1;
        this.note(what, error.code);
      } else if (error instanceof Crash) await this.restart();
      else throw error;
    }
    this.sim.disk.crashIn(Number.POSITIVE_INFINITY);
  }

  private async restart(): Promise<void> {
    this.counts.crashes += 1;
    this.note('crash');
    this.sim.disk.crashIn(Number.POSITIVE_INFINITY);
    const resumes = this.options.crashes === true || this.fate.roll(2) === 0;
    const since = this.down ? goOn(this, this.down) : [];
    this.watch.stale = new Set(since.map(({ library, path }) => `${library.name}/${path}`));
    // What a run goes on with was planned before that.
    if (since.length > 0) this.expectLate();
    await this.sim.restart(resumes);
    // Recovering what was recovered does nothing (30).
    if (this.fate.roll(2) === 0) await this.sim.restart(resumes);
    this.watch.stale = new Set();
    if (this.down?.roll(2) === 0) await judgeSince(this, since);
  }

  /** A bridge by itself: however many syncs it does, it takes no more away than the brake lets through (25). */
  async byItself(bridge: string, photos: ReadonlySet<number> | 'all'): Promise<void> {
    this.automatic = bridge;
    await this.attempt(`${bridge} by itself`, () => this.sim.byItself(bridge, photos));
    this.automatic = undefined;
    const { id, paused } = requireBridge(this.sim.db, bridge);
    if (paused?.plan !== undefined) judgeSaved(this.watch, id, paused.plan);
    const lost = this.losing.get(bridge) ?? 0;
    if (this.stage.brake !== undefined && lost > this.stage.brake)
      fail(25, `${bridge} took something away from ${lost} files by itself`);
  }

  /** What comes next was planned before something else happened. */
  expectLate(): void {
    this.watch.raced = true;
  }

  /** From here on nobody interferes. */
  calm(): void {
    this.isCalm = true;
    this.watch.raced = false;
  }
}
