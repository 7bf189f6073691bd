// Files that are not there: their tags, what a stat would say, a reader and a writer as the engine has them.
import type { Change } from '../../../shared/core/change.ts';
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
import type { PhotoWriter, WriteJob, WriteResult } from '../../../shared/engine/metadata/ports.ts';
import type { Fingerprint, MediaFacts, MediaFile, MetadataReader } from '../../../shared/engine/types.ts';

export interface SimFile {
  picture: number;
  raw: RawTags;
  /** Stands for size, times and inode: moves with every write. */
  version: number;
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
  valuesOf(library: string, path: string): FieldValues;
  /** Crashes at the n-th coming step of a write. */
  crashIn(steps: number): void;
  /** Called before a write looks at its file: another program may be faster. */
  onWrite: (library: string, path: string, changes: readonly Change[]) => void;
}

const emptyRaw: RawTags = { stores: [{ store: 'embedded', tags: {}, warnings: [] }] };
const rootOf = (library: string) => `/sim/${library}`;
const options = { format: 'JPEG' };

const cutValue = (value: RawValue, most: number): RawValue => {
  if (typeof value === 'string') return value.slice(0, most);
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
  const put = (library: SimLibrary, path: string, changes: readonly Change[]): void => {
    const file = library.files.get(path)!;
    file.raw = written(file.raw, changes, library.cut);
    file.version = ++versions;
  };
  const answer = (file: SimFile) => ({
    raw: file.raw,
    facts: factsOf(file),
    fingerprint: fingerprintOf(file),
  });

  async function write(job: WriteJob): Promise<WriteResult> {
    const library = libraryOf(job.file.root);
    disk.onWrite(library.id, job.file.path, job.changes);
    const file = fileOf(job.file);
    if (!file) return problem(library.online ? 'vanished' : 'offline');
    if (fingerprintText(fingerprintOf(file)) !== fingerprintText(job.fingerprint))
      return problem('changedSince');
    const entry = {
      ...{ root: job.file.root, path: job.file.path, changes: job.changes, targets: [] },
      readBack: { before: file.version } as unknown as FieldValues,
    };
    step();
    await job.journal.intent(entry);
    step();
    await job.journal.prepared(entry);
    step();
    put(library, job.file.path, job.changes);
    step();
    const values = interpret(file.raw, undefined, options).values;
    return { ok: true, unchanged: false, entry, ...answer(file), readBack: values };
  }

  const disk: SimDisk = {
    libraries,
    onWrite: () => undefined,
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
      restore: async () => problem('changedSince'),
      async recover({ root, path, readBack }, state) {
        const file = libraryOf(root).files.get(path);
        const before = (readBack as unknown as { before: number }).before;
        return {
          outcome: state === 'prepared' && file && file.version !== before ? 'finished' : 'rolledBack',
        };
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
