// One shot as several pictures: RAW and JPEG side by side, and a copy; for tests of families.
import { makePicture } from './pictures.ts';
import type { World } from './world.ts';

export const taken = (time: string, part = '12') => [
  '-IFD0:Model=Sample',
  `-ExifIFD:DateTimeOriginal=2024:05:01 ${time}`,
  `-ExifIFD:SubSecTimeOriginal=${part}`,
];

/** `place`: `library/path`. */
const split = (place: string): [string, string] => {
  const cut = place.indexOf('/');
  return [place.slice(0, cut), place.slice(cut + 1)];
};

type Add = Parameters<World['client']['bridges']['add']>[0];

/** What tests of families do with a world, each file named by its place. */
export function shotsIn(world: World) {
  const at = (place: string) => world.at(...split(place));
  const make = (place: string, seed: number, ...tags: string[]) => makePicture(at(place), seed, tags);
  const fields = async (place: string) => (await world.client.photos.show({ file: at(place) })).fields;
  return {
    at,
    make,
    fields,
    keywords: async (place: string) => (await fields(place)).keywords ?? [],
    rating: async (place: string) => (await fields(place)).rating,
    edit: (place: string, ...args: string[]) => world.edit(...split(place), ...args),
    bridged: (families: Add['families'], more: Partial<Add> = {}) =>
      world.client.bridges.add({
        ...{ name: 'home', members: [{ library: 'a' }, { library: 'b' }] },
        ...(families ? { families } : {}),
        ...more,
      }),
    /** RAW and JPEG side by side in a, a copy of the JPEG alone in b; and a picture taken a second later. */
    async shot(): Promise<void> {
      await make('a/IMG_1.dng', 1, ...taken('10:20:30'), '-XMP-dc:Subject=heron', '-XMP-xmp:Rating=4');
      await world.picture({ 'a/IMG_1.jpg': taken('10:20:30'), 'b/copy.jpg': taken('10:20:30') }, 2);
      await make('a/IMG_2.jpg', 3, ...taken('10:20:31'));
      await world.add('a', 'b');
    },
  };
}

export const everyPlace = ['a/IMG_1.dng', 'a/IMG_1.jpg', 'b/copy.jpg'] as const;
