// What is read of each format, from the same metadata in all stores that the format has: reviewed by eye, and kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpret } from '../../shared/core/interpret.ts';
import { makeTagged } from '../support/round-trip.ts';
import { type Bench, openBench } from '../support/writing.ts';

const xmp = [
  [
    '-XMP-dc:Title=Dawn',
    '-XMP-dc:Title-de=Morgen',
    '-XMP-dc:Description=A heron\u00a0at the “lake”, 5 & 6 < 7',
  ],
  ['-XMP-lr:HierarchicalSubject=animals|birds|heron', '-XMP-digiKam:TagsList=animals/birds/heron'],
  ['-XMP-dc:Subject=heron', '-XMP-dc:Subject=lake', '-XMP-dc:Creator=Åsa Müller', '-XMP-dc:Rights=© 2024'],
  ['-XMP-xmp:Rating=4', '-XMP-xmp:Label=Rot', '-XMP-xmpDM:Pick=1', '-XMP-xmpRights:Marked=True'],
  ['-XMP-photoshop:City=Zürich', '-XMP-iptcCore:CountryCode=CH', '-XMP-iptcExt:PersonInImage=Anna'],
  ['-XMP-iptcExt:Event=Föhn', '-XMP-iptcCore:Scene=011200', '-XMP-photoshop:TransmissionReference=007'],
].flat();
const exif = [
  ['-IFD0:ImageDescription=From EXIF', '-IFD0:Artist=Åsa Müller', '-IFD0:Copyright=© 2024'],
  ['-ExifIFD:DateTimeOriginal=2024:05:01 10:20:30', '-ExifIFD:SubSecTimeOriginal=12'],
  ['-ExifIFD:OffsetTimeOriginal=+02:00', '-GPS:GPSLatitude=33.8', '-GPS:GPSLatitudeRef=S'],
  ['-GPS:GPSLongitude=151.2', '-GPS:GPSLongitudeRef=E', '-GPS:GPSAltitude=12.5', '-GPS:GPSAltitudeRef#=1'],
].flat();
const iptc = [
  ['-IPTC:CodedCharacterSet=UTF8', '-IPTC:Keywords=heron', '-IPTC:Keywords=lake', '-IPTC:City=Zürich'],
  ['-IPTC:Caption-Abstract=From IPTC', '-IPTC:By-line=Åsa Müller', '-IPTC:Headline=Only in IPTC'],
].flat();
const phone = ['-Keys:GPSCoordinates=48.1 11.5 500', '-Keys:CreationDate=2020:01:02 03:04:05+01:00'];

const formats: readonly (readonly [name: string, tags: readonly string[]])[] = [
  ['jpeg.jpg', [...xmp, ...exif, ...iptc]],
  ['tiff.tif', [...xmp, ...exif, ...iptc]],
  ['dng.dng', [...xmp, ...exif]],
  ['png.png', [...xmp, ...exif]],
  ['webp.webp', [...xmp, ...exif]],
  ['avif.avif', [...xmp, ...exif]],
  ['gif.gif', xmp],
  ['film.mp4', [...xmp, ...phone]],
  ['film.mov', [...xmp, ...phone]],
  ['document.pdf', xmp],
  ['photoshop.psd', [...xmp, ...iptc]],
];

describe('what is read of', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  it.each(formats)('%s', async (name, tags) => {
    await makeTagged(`${bench.root}/${name}`, tags);
    const read = await bench.reader.read(bench.file(name), { hash: false });
    if (!read.ok) throw new Error(read.problem.message);
    const { values, sources, disagreements } = interpret(read.raw);
    const tagsOf = (from: readonly { readonly tag: string }[] = []) => from.map(({ tag }) => tag).join(', ');
    const summary = Object.entries(values).map(([field, value]) => [
      field,
      { value, from: tagsOf(sources[field as keyof typeof sources]) },
    ]);
    const differs = Object.keys(disagreements);
    const text = JSON.stringify(
      { ...Object.fromEntries(summary), ...(differs.length > 0 ? { differs } : {}) },
      null,
      2,
    );
    await expect(`${text}\n`).toMatchFileSnapshot(`../fixtures/summaries/${name}.json`);
  });
});
