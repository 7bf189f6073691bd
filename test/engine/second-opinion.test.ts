// What Tagbridge wrote, as another library reads it: exiv2, which digiKam, darktable and many others are built on.
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iptcText } from '../../shared/core/encode/texts.ts';
import { normalKeywords } from '../../shared/core/equal/keywords.ts';
import { readLangAlt } from '../../shared/core/equal/lang-alt.ts';
import { joinCreators } from '../../shared/core/interpret/creators.ts';
import { leafOf } from '../../shared/core/keyword-paths.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import type { LangAlt, Value } from '../../shared/core/value.ts';
import { exiv2Tags, hasExiv2 } from '../support/exiv2.ts';
import { fieldValue } from '../support/field-values.ts';
import { makePicture } from '../support/pictures.ts';
import { type Bench, openBench } from '../support/writing.ts';

const seed = Number(process.env['TAGBRIDGE_SEED'] ?? 20240501);
const iptc = ['-codedcharacterset=utf8', '-IPTC:City=x'];
const files: readonly (readonly [about: string, name: string, read: string, tags: readonly string[]])[] = [
  ['a JPEG with IPTC', 'a.jpg', 'a.jpg', iptc],
  ['a TIFF with IPTC', 'a.tif', 'a.tif', iptc],
  ['a PNG', 'a.png', 'a.png', []],
  ['a WebP', 'a.webp', 'a.webp', []],
  ['a DNG', 'a.dng', 'a.dng', []],
  ['a sidecar', 'a.gif', 'a.gif.xmp', []],
];

/** Group of ExifTool → prefix of exiv2; the names of the properties are the same but for their first letter. */
const prefixes: { readonly [group: string]: string } = {
  'XMP-dc': 'Xmp.dc',
  'XMP-photoshop': 'Xmp.photoshop',
  'XMP-xmp': 'Xmp.xmp',
  'XMP-iptcCore': 'Xmp.iptc',
  'XMP-iptcExt': 'Xmp.iptcExt',
  'XMP-xmpRights': 'Xmp.xmpRights',
  'XMP-plus': 'Xmp.plus',
  'XMP-lr': 'Xmp.lr',
  'XMP-digiKam': 'Xmp.digiKam',
};
/** IPTC and EXIF mirrors under the names exiv2 gives them. */
const mirrors: { readonly [tag: string]: string } = {
  'IPTC:ObjectName': 'Iptc.Application2.ObjectName',
  'IPTC:Headline': 'Iptc.Application2.Headline',
  'IPTC:Caption-Abstract': 'Iptc.Application2.Caption',
  'IPTC:Writer-Editor': 'Iptc.Application2.Writer',
  'IPTC:By-lineTitle': 'Iptc.Application2.BylineTitle',
  'IPTC:CopyrightNotice': 'Iptc.Application2.Copyright',
  'IPTC:Credit': 'Iptc.Application2.Credit',
  'IPTC:Source': 'Iptc.Application2.Source',
  'IPTC:SpecialInstructions': 'Iptc.Application2.SpecialInstructions',
  'IPTC:OriginalTransmissionReference': 'Iptc.Application2.TransmissionReference',
  'IFD0:ImageDescription': 'Exif.Image.ImageDescription',
  'IFD0:Copyright': 'Exif.Image.Copyright',
};

/** Fields whose XMP is one text or a list of texts as the value says it. */
const plain = fieldNames.filter((name) => {
  const { kind, write, readOnly } = fieldDef(name);
  const special: readonly string[] = ['label', 'pick', 'copyrightStatus', 'countryCode'];
  const simple = ['text', 'choice', 'langAlt', 'set', 'list', 'integer', 'keywords'].includes(kind);
  return simple && readOnly !== true && !special.includes(name) && write[0]!.startsWith('XMP-');
});

const textsOf = (field: FieldName, value: Value): string[] => {
  if (field === 'keywords') return normalKeywords(value as string[]);
  return Array.isArray(value) ? value.map(String) : [String(value)];
};

/** exiv2 prints a list in one line, and languages with their tags. */
const printed = (field: FieldName, value: Value): string => {
  // The code of ExifTool stands for an address.
  if (field === 'dataMining') return `http://ns.useplus.org/ldf/vocab/${String(value)}`;
  if (fieldDef(field).kind !== 'langAlt') return textsOf(field, value).join(', ');
  return Object.entries(readLangAlt(value))
    .map(([lang, text]) => `lang="${lang}" ${text}`)
    .join(', ');
};

const said = (tags: ReadonlyMap<string, string[]>, key: string): string | undefined => {
  const found = [...tags].find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found?.[1].join(', ').trimEnd();
};

/** Sets have no order, languages no case. */
const sorted = (text: string | undefined): string =>
  (text ?? '')
    .replace(/lang="[^"]*"/g, (lang) => lang.toLowerCase())
    .split(', ')
    .sort()
    .join(', ');

const wanted = (field: FieldName, value: Value): [key: string, text: string][] => {
  const def = fieldDef(field);
  const [group, tag] = def.write[0]!.split(':') as [string, string];
  const xmp: [string, string] = [`${prefixes[group]}.${tag}`, printed(field, value)];
  if (field === 'creators') return [xmp, ['Exif.Image.Artist', joinCreators(textsOf(field, value))]];
  if (field === 'keywords')
    return [xmp, ['Xmp.dc.subject', [...new Set(textsOf(field, value).map(leafOf))].join(', ')]];
  const text = def.kind === 'langAlt' ? ((value as LangAlt)['x-default'] ?? Object.values(value)[0]) : value;
  return [
    xmp,
    ...def.write.flatMap((one): [string, string][] => {
      const key = mirrors[one];
      return key ? [[key, key.startsWith('Iptc') ? iptcText(String(text), def.iimBytes) : String(text)]] : [];
    }),
  ];
};

describe.skipIf(!hasExiv2)('exiv2 reads what was meant (skipped where exiv2 is not installed)', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  it.each(files)('%s', async (_about, name, read, tags) => {
    const samples = fc.sample(fc.tuple(...plain.map(fieldValue)), { numRuns: 3, seed });
    for (const values of samples) {
      rmSync(`${bench.root}/${read}`, { force: true });
      await makePicture(`${bench.root}/${name}`, 1, tags);
      const changes = plain.flatMap((field, at) =>
        values[at] === null ? [] : [{ field, before: null, after: values[at]! }],
      );
      const written = await bench.write(bench.file(name), changes);
      expect(written.ok ? '' : JSON.stringify(written.problem)).toBe('');
      const found = exiv2Tags(`${bench.root}/${read}`);
      for (const { field, after } of changes) {
        for (const [key, text] of wanted(field, after)) {
          const is = said(found, key);
          // Mirrors are there only where the format holds them; in a sidecar exiv2 makes its own.
          if (!key.startsWith('Xmp') && (is === undefined || read.endsWith('.xmp'))) continue;
          expect([key, sorted(is)]).toEqual([key, sorted(text)]);
        }
      }
      if (tags.length > 0) expect(said(found, 'Iptc.Application2.Headline')).toBeDefined();
    }
  });
});
