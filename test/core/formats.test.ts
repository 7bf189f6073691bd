import { describe, expect, it } from 'vitest';
import {
  formatOfExtension,
  formatOfType,
  formats,
  isMediaName,
  type SidecarOwner,
  sidecarNames,
  sidecarOwner,
  writeStores,
} from '../../shared/core/formats.ts';
import type { SidecarNaming, WritePolicy } from '../../shared/core/library.ts';
import type { StoreKind } from '../../shared/core/raw-tags.ts';

describe('the table of formats', () => {
  it('has each extension and each FileType once', () => {
    const extensions = formats.flatMap((format) => format.extensions);
    const types = formats.flatMap((format) => format.fileTypes);
    expect(extensions.length).toBe(new Set(extensions).size);
    expect(types.length).toBe(new Set(types).size);
  });

  it('says why where a file is not written inside, and never embeds into what has no image hash under auto', () => {
    for (const format of formats) {
      expect(format.embeds.length > 0 || format.reason !== undefined, format.name).toBe(true);
      if (!format.hashable || format.embeds.length === 0) expect(format.auto, format.name).toBe('sidecar');
    }
  });

  it.each([
    ['IMG_1.JPG', 'JPEG'],
    ['a.b.cr2', 'CR2'],
    ['x.HIF', 'HEIC'],
    ['x.tiff', 'TIFF'],
    ['clip.MOV', 'MOV'],
  ])('%s promises %s', (name, format) => {
    expect(formatOfExtension(name.slice(name.lastIndexOf('.')))?.name).toBe(format);
    expect(isMediaName(name)).toBe(true);
  });

  it.each(['IMG.xmp', 'notes.txt', '.jpg', 'jpg', 'IMG.JPG.pp3'])('%s is no media file', (name) => {
    expect(isMediaName(name)).toBe(false);
  });
});

type Row = readonly [string, WritePolicy, SidecarNaming, StoreKind[], StoreKind[] | string];
const targets: readonly Row[] = [
  ['JPEG', 'auto', 'adobe', [], ['embedded']],
  ['JPEG', 'auto', 'darktable', ['sidecarFull'], ['embedded', 'sidecarFull']],
  ['JPEG', 'sidecar', 'adobe', [], ['sidecarFull']],
  ['JPEG', 'none', 'adobe', [], 'readOnlyLibrary'],
  ['CR2', 'auto', 'adobe', [], ['sidecar']],
  ['CR2', 'auto', 'darktable', [], ['sidecarFull']],
  ['CR2', 'auto', 'darktable', ['sidecar'], ['sidecar']],
  ['CR2', 'auto', 'adobe', ['sidecar', 'sidecarFull'], ['sidecar', 'sidecarFull']],
  ['CR2', 'embedded', 'adobe', ['sidecar'], ['embedded', 'sidecar']],
  ['DNG', 'auto', 'adobe', [], ['embedded']],
  ['DNG', 'auto', 'adobe', ['sidecar'], ['sidecar']],
  ['GIF', 'auto', 'adobe', [], ['sidecarFull']],
  ['PSD', 'auto', 'adobe', [], ['sidecarFull']],
  ['PSD', 'embedded', 'adobe', [], ['embedded']],
  ['BMP', 'embedded', 'adobe', [], 'unsupported'],
  ['3FR', 'auto', 'adobe', [], ['sidecar']],
];

describe('where a change is written', () => {
  it.each(targets)('%s under %s with %s naming and %j', (type, policy, naming, existing, wanted) => {
    const stores = writeStores(formatOfType(type)!, policy, naming, existing);
    expect('code' in stores ? stores.code : stores).toEqual(wanted);
  });

  it.each([
    ['IMG.CR2', 'adobe', 'sidecar'],
    ['IMG.CR2', 'darktable', 'sidecarFull'],
    ['IMG.JPG', 'adobe', 'sidecarFull'],
  ] as const)('a new sidecar of %s under %s naming', (name, naming, preferred) => {
    expect(sidecarNames(name, naming)).toEqual({ sidecar: 'IMG.xmp', sidecarFull: `${name}.xmp`, preferred });
  });
});

const owned = (file: string, store: 'sidecar' | 'sidecarFull'): SidecarOwner => ({
  kind: 'owned',
  file,
  store,
});
const owners: readonly (readonly [string, string, string[], string | undefined, SidecarOwner])[] = [
  ['IMG.xmp of the only RAW', 'IMG.xmp', ['IMG.CR2', 'IMG.JPG'], undefined, owned('IMG.CR2', 'sidecar')],
  ['IMG.xmp of an only JPEG', 'IMG.XMP', ['img.jpg'], undefined, owned('img.jpg', 'sidecar')],
  [
    'a DNG gives way to its original',
    'IMG.xmp',
    ['IMG.DNG', 'IMG.CR2'],
    undefined,
    owned('IMG.CR2', 'sidecar'),
  ],
  ['the owner that the sidecar names', 'IMG.xmp', ['IMG.DNG', 'IMG.CR2'], 'DNG', owned('IMG.DNG', 'sidecar')],
  [
    'two RAW files',
    'IMG.xmp',
    ['IMG.NEF', 'IMG.CR2'],
    undefined,
    { kind: 'ambiguous', files: ['IMG.NEF', 'IMG.CR2'] },
  ],
  [
    'a Live Photo',
    'IMG.xmp',
    ['IMG.HEIC', 'IMG.MOV'],
    undefined,
    { kind: 'ambiguous', files: ['IMG.HEIC', 'IMG.MOV'] },
  ],
  ['the full name', 'IMG.JPG.xmp', ['IMG.CR2', 'IMG.JPG'], undefined, owned('IMG.JPG', 'sidecarFull')],
  ['a darktable version', 'IMG_01.CR2.xmp', ['IMG.CR2'], undefined, { kind: 'version', file: 'IMG.CR2' }],
  [
    'a file that is really called so',
    'IMG_01.CR2.xmp',
    ['IMG.CR2', 'IMG_01.CR2'],
    undefined,
    owned('IMG_01.CR2', 'sidecarFull'),
  ],
  ['a longer name is another picture', 'IMG_1.xmp', ['IMG_1-Edit.tif'], undefined, { kind: 'orphan' }],
];

describe('whose sidecar it is', () => {
  it.each(owners)('%s', (_about, sidecar, files, said, owner) => {
    expect(sidecarOwner(sidecar, files, said)).toEqual(owner);
  });
});
