import type { SceneName } from './scenes.ts';

export type SampleKind = 'jpg' | 'png' | 'tif' | 'webp' | 'dng';

export interface SampleCopy {
  /** Below the library's root. */
  readonly path: string;
  /** ExifTool assignments without the dash. */
  readonly tags: readonly string[];
  /** What stands in a sidecar beside it, `IMG.xmp`. */
  readonly sidecar?: readonly string[];
}

export interface SamplePhoto {
  readonly scene: SceneName;
  readonly kind: SampleKind;
  /** Local time of the shot, EXIF form. */
  readonly taken: string;
  readonly archive?: SampleCopy;
  readonly family?: SampleCopy;
}

const keywords = (...paths: string[]) => [
  ...paths.map((path) => `XMP-lr:HierarchicalSubject=${path}`),
  ...paths.map((path) => `XMP-dc:Subject=${path.split('|').at(-1)}`),
];
const flat = (...words: string[]) => words.map((word) => `XMP-dc:Subject=${word}`);
const iptc = (...tags: string[]) => ['IPTC:CodedCharacterSet=UTF8', ...tags];
const place = (lat: number, lon: number) => [
  `GPS:GPSLatitude=${Math.abs(lat)}`,
  `GPS:GPSLatitudeRef=${lat < 0 ? 'S' : 'N'}`,
  `GPS:GPSLongitude=${Math.abs(lon)}`,
  `GPS:GPSLongitudeRef=${lon < 0 ? 'W' : 'E'}`,
];

/**
 * The same pictures as a careful archive has them and as they ended up in the family folder, apart in the ways that
 * real libraries are: ratings set twice, flat words against keyword trees, captions in IPTC only, a colour label in
 * German, a description in EXIF only, a place on one side.
 */
export const samplePhotos: readonly SamplePhoto[] = [
  {
    scene: 'heron',
    kind: 'jpg',
    taken: '2024:05:12 20:41:07',
    archive: {
      path: '2024/05 Lake Constance/DSC_0412.jpg',
      tags: [
        ...keywords('animals|birds|heron', 'places|Germany|Lake Constance'),
        'XMP-xmp:Rating=5',
        'XMP-dc:Description-x-default=A grey heron waits for fish in the last light.',
      ],
    },
    family: { path: 'Best of 2024/Heron at the lake.jpg', tags: flat('heron', 'holiday') },
  },
  {
    scene: 'regatta',
    kind: 'jpg',
    taken: '2024:05:13 14:02:55',
    archive: {
      path: '2024/05 Lake Constance/DSC_0437.jpg',
      tags: [...keywords('sports|sailing', 'places|Germany|Lake Constance'), ...place(47.6536, 9.4783)],
    },
    family: {
      path: 'Best of 2024/Sailing with Jonas.jpg',
      tags: ['XMP-dc:Title-x-default=Sailing with Jonas', 'XMP-xmp:Rating=4', ...flat('summer')],
    },
  },
  {
    scene: 'summit',
    kind: 'jpg',
    taken: '2024:07:20 06:12:31',
    archive: {
      path: '2024/07 Alps/DSC_0981.jpg',
      tags: [...keywords('landscape|mountains', 'places|Austria|Tyrol'), 'XMP-xmp:Rating=3'],
    },
    family: { path: 'Holidays/Alps/Sunrise.jpg', tags: [...flat('mountains'), 'XMP-xmp:Rating=5'] },
  },
  {
    scene: 'forest',
    kind: 'jpg',
    taken: '2024:07:21 08:30:12',
    archive: {
      path: '2024/07 Alps/DSC_1015.jpg',
      tags: iptc(
        'IPTC:Caption-Abstract=Morning mist in the spruce forest above Kühtai.',
        'IPTC:Keywords=forest',
      ),
    },
    family: { path: 'Holidays/Alps/Mist.jpg', tags: [] },
  },
  {
    scene: 'meadow',
    kind: 'webp',
    taken: '2024:06:02 11:15:48',
    archive: {
      path: '2024/06 At home/poppies.webp',
      tags: [...keywords('plants|flowers|poppy'), 'XMP-xmp:Label=Green', 'XMP-xmp:Rating=4'],
    },
    family: { path: 'Garden/Poppies.webp', tags: flat('poppy') },
  },
  {
    scene: 'skyline',
    kind: 'png',
    taken: '2023:11:18 18:20:00',
    archive: {
      path: '2023/11 Chicago/skyline.png',
      tags: [
        ...keywords('places|USA|Chicago', 'architecture|skyline'),
        'XMP-photoshop:City=Chicago',
        'XMP-photoshop:Country=United States',
      ],
    },
    family: { path: 'Best of 2023/City lights.png', tags: ['XMP-dc:Title-x-default=City lights'] },
  },
  {
    scene: 'harbour',
    kind: 'jpg',
    taken: '2023:09:08 20:05:41',
    archive: {
      path: '2023/09 Coast/DSC_0077.jpg',
      tags: [
        'XMP-dc:Title-x-default=Evening in the harbour',
        'XMP-dc:Creator=Mara Lindqvist',
        'IFD0:Artist=Mara Lindqvist',
        'XMP-dc:Rights-x-default=© 2023 Mara Lindqvist',
        'IFD0:Copyright=© 2023 Mara Lindqvist',
      ],
    },
    family: { path: 'Holidays/Coast/Harbour.jpg', tags: ['XMP-dc:Title-x-default=Harbour, second evening'] },
  },
  {
    scene: 'lighthouse',
    kind: 'tif',
    taken: '2023:09:10 07:44:10',
    archive: {
      path: '2023/09 Coast/DSC_0122.tif',
      tags: [
        'IFD0:ImageDescription=Lighthouse at the northern point, before the rain',
        ...keywords('architecture|lighthouse'),
      ],
    },
    family: { path: 'Holidays/Coast/Lighthouse.tif', tags: ['XMP-xmp:Rating=4'] },
  },
  {
    scene: 'dunes',
    kind: 'jpg',
    taken: '2023:04:03 17:55:02',
    archive: {
      path: '2023/04 Morocco/DSC_0310.jpg',
      tags: [...keywords('landscape|desert', 'places|Morocco'), 'XMP-xmp:Label=Rot'],
    },
    family: { path: 'Holidays/Morocco/Erg Chebbi.jpg', tags: ['XMP-xmp:Label=Red', 'XMP-xmp:Rating=3'] },
  },
  {
    scene: 'cabin',
    kind: 'dng',
    taken: '2024:02:10 17:31:20',
    archive: {
      path: '2024/02 Winter/DSC_0205.dng',
      tags: [],
      sidecar: [
        ...keywords('landscape|winter', 'places|Norway'),
        'XMP-xmp:Rating=4',
        'XMP-dc:Description-x-default=The cabin on the last evening.',
      ],
    },
    family: { path: 'RAW to print/Cabin.dng', tags: ['XMP-xmp:Rating=4'] },
  },
  {
    scene: 'aurora',
    kind: 'jpg',
    taken: '2024:02:11 22:47:03',
    archive: {
      path: '2024/02 Winter/DSC_0231.jpg',
      tags: [...keywords('night|aurora', 'places|Norway'), 'XMP-xmp:Rating=5', ...place(69.6492, 18.9553)],
    },
    family: {
      path: 'Best of 2024/Northern lights.jpg',
      tags: [...flat('aurora', 'print'), 'XMP-dc:Description-x-default=The night Emma saw them first.'],
    },
  },
  {
    scene: 'balloons',
    kind: 'jpg',
    taken: '2022:10:08 07:20:36',
    family: {
      path: 'Best of 2022/Balloons.jpg',
      tags: [...flat('balloons', 'birthday'), 'XMP-xmp:Rating=5'],
    },
  },
  {
    scene: 'valley',
    kind: 'jpg',
    taken: '2022:10:09 16:10:00',
    archive: {
      path: '2022/10 Autumn/DSC_0019.jpg',
      tags: [...keywords('landscape|autumn'), 'XMP-xmp:Rating=2'],
    },
  },
  {
    scene: 'moonrise',
    kind: 'jpg',
    taken: '2022:10:09 21:02:44',
    archive: { path: '2022/10 Autumn/DSC_0044.jpg', tags: keywords('night|moon') },
    family: { path: 'Best of 2022/Moonrise.jpg', tags: [...keywords('night|moon'), 'XMP-xmp:Rating=4'] },
  },
];
