// The real darktable, as one more opinion: it imports a picture (and its sidecar) into a library of its own, which is
// then read. Where darktable-cli is not installed, tests that ask it say so and are skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';

export const hasDarktable = spawnSync('darktable-cli', ['--version'], { stdio: 'ignore' }).status === 0;

/** What darktable shows of one picture. */
export interface Shown {
  readonly rejected: boolean;
  readonly stars: number;
  /** darktable's numbers: 0 red, 1 yellow, 2 green, 3 blue, 4 purple. */
  readonly labels: number[];
  readonly tags: string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly alt: number | null;
  /** Steps of editing by name. */
  readonly history: string[];
}

/** darktable's `metadata.h`. */
const texts = ['creator', 'publisher', 'title', 'description', 'rights', 'notes', 'version'];

/** Imports the picture at `path` into a new library under `home` and reads what darktable made of it. */
export function darktableShows(path: string, home: string): Shown {
  mkdirSync(home, { recursive: true });
  const library = join(home, 'library.db');
  execFileSync(
    'darktable-cli',
    [
      ...[path, join(home, 'out.jpg'), '--core', '--configdir', home],
      ...['--library', library, '--disable-opencl'],
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: home }, timeout: 120_000 },
  );
  const db = new Database(library, { readonly: true });
  try {
    db.prepare('attach ? as data').run(join(home, 'data.db'));
    const image = db
      .prepare(
        `select i.id, i.flags, i.latitude lat, i.longitude lon, i.altitude alt from images i
         join film_rolls f on f.id = i.film_id where i.filename = ? and f.folder = ?`,
      )
      .get(basename(path), dirname(path)) as { id: number; flags: number } & Pick<
      Shown,
      'lat' | 'lon' | 'alt'
    >;
    const all = <T>(sql: string) => db.prepare(sql).pluck().all(image.id) as T[];
    const said = db.prepare('select key, value from meta_data where id = ?').all(image.id) as {
      key: number;
      value: string;
    }[];
    return {
      rejected: (image.flags & 8) !== 0,
      stars: image.flags & 7,
      labels: all<number>('select color from color_labels where imgid = ? order by 1'),
      tags: all<string>(
        `select t.name from tagged_images x join data.tags t on t.id = x.tagid
         where x.imgid = ? and t.name not like 'darktable|%' order by 1`,
      ),
      texts: Object.fromEntries(said.map(({ key, value }) => [texts[key] ?? String(key), value])),
      lat: image.lat,
      lon: image.lon,
      alt: image.alt,
      history: all<string>('select operation from history where imgid = ? order by num'),
    };
  } finally {
    db.close();
  }
}
