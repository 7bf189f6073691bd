// Files that are not there: their tags, what a stat would say, a reader and a writer as the engine has them.
import { type Change, invertChange } from '../../../shared/core/change.ts';
import { encodeChanges } from '../../../shared/core/encode.ts';
import { interpret } from '../../../shared/core/interpret.ts';
import type { Problem } from '../../../shared/core/problem.ts';
import type { RawTags, RawValue } from '../../../shared/core/raw-tags.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import { simulateWrites } from '../../../shared/core/simulate.ts';
import type { FieldValues } from '../../../shared/core/snapshot.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { Disk } from '../../../shared/engine/disk.ts';
import { fingerprintText } from '../../../shared/engine/files/fingerprint.ts';
import type {
  Journal,
  JournalEntry,
  PhotoWriter,
  RestoreJob,
  WriteJob,
  WriteResult,
} from '../../../shared/engine/metadata/ports.ts';
import type { Fingerprint, MediaFacts, MediaFile, MetadataReader } from '../../../shared/engine/types.ts';

export interface SimFile {
  picture: number;
  raw: RawTags;
  /** Stands for size, times and inode: moves with every write. */
  version: number;
  /** What it said before it was last written. */
  earlier?: RawTags;
}

export interface SimLibrary {
  readonly id: string;
  readonly files: Map<string, SimFile>;
  online: boolean;
  /** Texts longer than this are cut short, as IPTC does. */
  readonly cut: number | undefined;
}

/** The machine stopped here. */
export class Crash extends Error {}

export interface SimDisk extends Disk {
  readonly libraries: Map<string, SimLibrary>;
  readonly reader: MetadataReader;
  readonly writer: PhotoWriter;
  /** As a program would: the file says this from now on. */
  edit(library: string, path: string, changes: readonly Change[]): void;
  /** As a program that saves the file without a change of its own: other bytes, the same said another way. */
  resave(library: string, path: string): void;
  /** As a program that puts a backup in its place: as it was before the last write, or as it came from the camera. */
  putBack(library: string, path: string, earlier: boolean): void;
  valuesOf(library: string, path: string): FieldValues;
  /** Crashes at the n-th coming step of a write. */
  crashIn(steps: number): void;
  /** Called before a write looks at its file: another program may be faster. */
  onWrite: (library: string, path: string) => void;
  /** Called just before a file is replaced, when everything about the write is journalled. */
  onReplace: (library: string, path: string, changes: readonly Change[]) => void;
}

const emptyRaw: RawTags = { stores: [{ store: 'embedded', tags: {}, warnings: [] }] };
const rootOf = (library: string) => `/sim/${library}`;
const options = { format: 'JPEG' };

const cutValue = (value: RawValue, most: number): RawValue => {
  // What fits in one normal form is not cut in another.
  if (typeof value === 'string') return value.normalize('NFC').length > most ? value.slice(0, most) : value;
  if (Array.isArray(value)) return value.map((one) => cutValue(one as RawValue, most));
  return value;
};

/** Only titles and headlines are cut: what a keyword becomes is another keyword. */
const lossy = (raw: RawTags, most: number | undefined): RawTags =>
  most === undefined
    ? raw
    : {
        stores: raw.stores.map((store) => ({
          ...store,
          tags: Object.fromEntries(
            Object.entries(store.tags).map(([tag, value]) => [
              tag,
              /Title|Headline/.test(tag) ? cutValue(value, most) : value,
            ]),
          ),
        })),
      };

const written = (raw: RawTags, changes: readonly Change[], most: number | undefined): RawTags => {
  const store = raw.stores[0];
  const writes = encodeChanges(changes, { store: 'embedded', format: 'JPEG', raw: store });
  return lossy(simulateWrites(raw, 'embedded', writes), most);
};

/** The same texts in another normal form, lists the other way round. */
const respelled = (value: RawValue): RawValue => {
  if (typeof value === 'string') return value.normalize('NFD');
  return Array.isArray(value) ? value.map((one) => respelled(one as RawValue)).reverse() : value;
};

const resaved = (raw: RawTags): RawTags => ({
  stores: raw.stores.map((store) => ({
    ...store,
    tags: Object.fromEntries(Object.entries(store.tags).map(([tag, value]) => [tag, respelled(value)])),
  })),
});

const problem = (code: Problem['code']): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, message: `Simulated: ${code}.` },
});

/** `version` makes every part of a stat another one. */
export const fingerprintOf = ({ version, picture }: SimFile): Fingerprint => ({
  media: {
    dev: '1',
    ino: String(picture + 1000),
    size: 1000 + version,
    mtimeNs: String(version * 7_000_000_007),
    ctimeNs: String(version * 7_000_000_007),
  },
  sidecars: [],
});

export const factsOf = (file: SimFile): MediaFacts => ({
  ...{ format: 'JPEG', mime: 'image/jpeg', width: 60, height: 40 },
  imageHash: { algorithm: 'MD5', value: `picture ${file.picture}` },
});

export function createSimDisk(): SimDisk {
  const libraries = new Map<string, SimLibrary>();
  /** The tags of every version that a write of ours replaced. */
  const kept = new Map<number, RawTags>();
  /** Versions of ours that came into place, edited since or not. */
  const placed = new Set<string>();
  let versions = 0;
  let crashAt: number | undefined;

  const step = () => {
    if (crashAt === undefined) return;
    crashAt -= 1;
    if (crashAt > 0) return;
    crashAt = undefined;
    throw new Crash('The machine stopped.');
  };
  const libraryOf = (root: string) => libraries.get(root.slice('/sim/'.length))!;
  const fileOf = ({ root, path }: Pick<MediaFile, 'root' | 'path'>): SimFile | undefined => {
    const library = libraryOf(root);
    return library.online ? library.files.get(path) : undefined;
  };
  const replace = (file: SimFile, raw: RawTags, version = ++versions): void => {
    file.earlier = file.raw;
    file.raw = raw;
    file.version = version;
  };
  const put = (library: SimLibrary, path: string, changes: readonly Change[], version?: number): void => {
    const file = library.files.get(path)!;
    replace(file, written(file.raw, changes, library.cut), version);
  };
  const answer = (file: SimFile) => ({
    raw: file.raw,
    facts: factsOf(file),
    fingerprint: fingerprintOf(file),
  });

  /** What stands in the way of a write, or the file. */
  const found = (at: MediaFile, isAsExpected: (file: SimFile) => boolean) => {
    const library = libraryOf(at.root);
    const file = fileOf(at);
    if (!file) return problem(library.online ? 'vanished' : 'offline');
    return isAsExpected(file) ? { ok: true as const, library, file } : problem('changedSince');
  };

  /** Journals, replaces, reads back; may stop at every step. */
  async function carryOut(
    { root, path }: MediaFile,
    file: SimFile,
    changes: readonly Change[],
    journal: Journal,
    prepared: RawTags,
    make: (version: number) => void,
  ): Promise<WriteResult> {
    const [before, after] = [file.version, ++versions];
    kept.set(before, file.raw);
    const target = { store: 'embedded', path, action: 'replace' } as const;
    const hashes = { beforeHash: String(before), afterHash: String(after) };
    const entry: JournalEntry = { root, path, changes, targets: [{ ...target, ...hashes }] };
    step();
    await journal.intent(entry);
    step();
    await journal.prepared({ ...entry, readBack: interpret(prepared, undefined, options).values });
    step();
    make(after);
    placed.add(String(after));
    step();
    const { media } = fingerprintOf(file);
    const readBack = interpret(file.raw, undefined, options).values;
    const done = { ...entry, targets: [{ ...target, ...hashes, after: media }] };
    return { ok: true, unchanged: false, entry: done, ...answer(file), readBack };
  }

  async function write(job: WriteJob): Promise<WriteResult> {
    const { root, path } = job.file;
    disk.onWrite(root.slice('/sim/'.length), path);
    const planned = fingerprintText(job.fingerprint);
    const place = found(job.file, (file) => fingerprintText(fingerprintOf(file)) === planned);
    if (!place.ok) return place;
    const { library, file } = place;
    const next = written(file.raw, job.changes, library.cut);
    return carryOut(job.file, file, job.changes, job.journal, next, (version) => {
      disk.onReplace(library.id, path, job.changes);
      put(library, path, job.changes, version);
    });
  }

  /** The tags from before an earlier write come back, where they are still that write's own. */
  async function restore({ file: at, entry, journal }: RestoreJob): Promise<WriteResult> {
    const [target] = entry.targets;
    const place = found(at, (file) => String(file.version) === target?.afterHash);
    if (!place.ok) return place;
    const raw = kept.get(Number(target!.beforeHash))!;
    const back = entry.changes.map(invertChange);
    return carryOut(at, place.file, back, journal, raw, (version) => replace(place.file, raw, version));
  }

  const disk: SimDisk = {
    libraries,
    onWrite: () => undefined,
    onReplace: () => undefined,
    crashIn: (steps) => void (crashAt = steps),
    async fingerprint(path) {
      const [, , library = '', ...rest] = path.split('/');
      const file = fileOf({ root: rootOf(library), path: rest.join('/') });
      if (!file) throw Object.assign(new Error('Not there.'), { code: 'ENOENT' });
      return fingerprintOf(file);
    },
    check: async (_, { id }) =>
      libraries.get(id)!.online ? { online: true, device: '1:1' } : { online: false, reason: 'It is away.' },
    edit: (library, path, changes) => put(libraries.get(library)!, path, changes),
    resave(library, path) {
      const file = libraries.get(library)!.files.get(path)!;
      replace(file, resaved(file.raw));
    },
    putBack(library, path, earlier) {
      const file = libraries.get(library)!.files.get(path)!;
      replace(file, earlier ? (file.earlier ?? file.raw) : emptyRaw);
    },
    valuesOf: (library, path) =>
      interpret(libraries.get(library)!.files.get(path)!.raw, undefined, options).values,
    reader: {
      id: 'simulated',
      async read(media) {
        const file = fileOf(media);
        return file ? { ok: true, ...answer(file) } : problem('vanished');
      },
      close: async () => undefined,
    },
    writer: {
      write,
      restore,
      async recover({ targets }, state) {
        const isDone = state === 'prepared' && placed.has(targets[0]!.afterHash!);
        return { outcome: isDone ? 'finished' : 'rolledBack' };
      },
      close: async () => undefined,
    },
  };
  return disk;
}

/** A file as it comes from a camera. */
export const blankFile = (picture: number): SimFile => ({ picture, raw: emptyRaw, version: 0 });

export const change = (field: FieldName, before: MaybeValue, after: MaybeValue): Change => ({
  field,
  before,
  after,
});
