import { describe, expect, it } from 'vitest';
import {
  fitsName,
  formatOfExtension,
  formatOfType,
  formats,
  isMediaName,
  ownsShortName,
  type SidecarOwner,
  sidecarNames,
  sidecarOwner,
  typeByName,
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

  it('is found under other names only where another format has them', () => {
    for (const { name, alsoNamed = [] } of formats)
      for (const extension of alsoNamed) {
        expect(formatOfExtension(extension)?.name, `${name} as .${extension}`).toBeDefined();
        expect(formatOfExtension(extension)?.name).not.toBe(name);
      }
  });

  it.each([
    ['BTF', 'btf', 'a BigTIFF', true],
    ['BTF', 'tif', 'a BigTIFF called as any TIFF', true],
    ['JXL Codestream', 'jxl', 'a JPEG XL without a container', true],
    ['TIFF', 'btf', 'a TIFF called as a BigTIFF', false],
    ['JPEG', 'png', 'a JPEG called PNG', false],
    ['JPEG', 'jpe', 'any name of the format', true],
  ])('%s in a .%s (%s): %s', (type, extension, _, fits) => {
    expect(fitsName(formatOfType(type)!, extension)).toBe(fits);
  });

  it.each([
    ['ZIP', 'docx', 'DOCX', 'ExifTool without its unpacker sees only the wrapping'],
    ['ZIP', 'odp', 'ODP', 'the same for OpenDocument'],
    ['FPX', 'ppt', 'PPT', 'an old Office file whose kind is not told'],
    ['ZIP', 'jpg', 'ZIP', 'a ZIP called JPEG stays one'],
    ['JPEG', 'docx', 'JPEG', 'what is no wrapping is what it is'],
    ['XLSX', 'docx', 'XLSX', 'a table called a text stays one'],
  ])('a %s called .%s is a %s: %s', (type, extension, meant) => {
    expect(typeByName(type, extension)).toBe(meant);
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

describe('who may have IMG.xmp', () => {
  it.each([
    ['IMG.CR2', ['IMG.CR2', 'IMG.JPG'], true, 'the only RAW'],
    ['IMG.CR2', ['IMG.CR2', 'IMG.DNG'], true, 'the original beside its DNG'],
    ['IMG.DNG', ['IMG.CR2', 'IMG.DNG'], false, 'the DNG beside its original'],
    ['IMG.CR2', ['IMG.CR2', 'IMG.NEF'], false, 'one of two cameras that counted alike'],
    ['IMG.DNG', ['IMG.DNG', 'IMG_2.CR2'], true, 'another stem is none of its business'],
  ])('%s in %j: %s (%s)', (name, files, own) => expect(ownsShortName(name, files)).toBe(own));
});

describe('a picture in the file that cannot be found', () => {
  it.each([
    ['MOV', 'auto', [], ['sidecarFull']],
    ['JPEG', 'auto', [], ['sidecarFull']],
    ['DNG', 'auto', [], ['sidecar']],
    ['MOV', 'embedded', [], ['embedded']],
    ['MOV', 'auto', ['sidecarFull'], ['sidecarFull']],
  ] as const)('%s under %s beside %j', (type, policy, existing, wanted) => {
    expect(writeStores(formatOfType(type)!, policy, 'adobe', existing, false)).toEqual(wanted);
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
  ['BTF', 'auto', 'adobe', [], ['sidecarFull']],
  ['BTF', 'embedded', 'adobe', [], 'unsupported'],
  ['JXL Codestream', 'auto', 'adobe', [], ['sidecarFull']],
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
