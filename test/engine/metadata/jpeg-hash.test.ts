import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jpegImageHash } from '../../../shared/engine/metadata/jpeg-hash.ts';
import { exiftool, pictureBytes, tempFolder } from '../../support/pictures.ts';

// A seeded generator: the same files in every run.
let state = 20_240_501;
const random = (below: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state % below;
};
const markers = [0xd9, 0xda, 0xd0, 0xd7, 0x00, 0xff, 0xc4, 0xfe, 0x74, 0x93, 0x4f, 0x01, 0xd8];

const mutations: Record<string, (jpeg: Buffer, other: Buffer) => Buffer> = {
  'as it is': (jpeg) => jpeg,
  'bytes changed': (jpeg) => {
    for (let i = 0; i < 4; i += 1) jpeg[random(jpeg.length)] = random(256);
    return jpeg;
  },
  'markers put in': (jpeg) => {
    for (let i = 0; i < 4; i += 1) {
      const at = random(jpeg.length - 2);
      jpeg[at] = 0xff;
      jpeg[at + 1] = markers[random(markers.length)]!;
    }
    return jpeg;
  },
  'fill bytes put in': (jpeg) => {
    const at = jpeg.indexOf(0xff, Math.floor(jpeg.length / 2));
    return Buffer.concat([jpeg.subarray(0, at), Buffer.alloc(1 + random(4), 0xff), jpeg.subarray(at)]);
  },
  'cut off': (jpeg) => jpeg.subarray(0, 2 + random(jpeg.length - 2)),
  'a second picture behind it': (jpeg, other) => Buffer.concat([jpeg, other]),
};

test('the own hash of a JPEG is ExifTool’s ImageDataHash, on whole and on broken files', async () => {
  using folder = tempFolder();
  const pictures = [
    await pictureBytes('jpg', 1),
    await pictureBytes('jpg', 2, 300, 200),
    await sharp(await pictureBytes('png', 3, 200, 200))
      .jpeg({ progressive: true, quality: 95 })
      .toBuffer(),
    await sharp(await pictureBytes('png', 4, 64, 64))
      .greyscale()
      .jpeg({ optimiseCoding: true })
      .toBuffer(),
  ];
  const files = new Map<string, Buffer>();
  for (const [name, mutate] of Object.entries(mutations)) {
    for (let i = 0; i < 30; i += 1) {
      const bytes = mutate(Buffer.from(pictures[i % pictures.length]!), pictures[random(pictures.length)]!);
      const path = join(folder.path, `${name} ${i}.jpg`);
      writeFileSync(path, bytes);
      files.set(path, bytes);
    }
  }
  const out = await exiftool(
    '-q',
    '-fast',
    '-json',
    '-FileType',
    '-api',
    'RequestTags=ImageDataHash',
    '-ImageDataHash',
    folder.path,
  );
  const rows = (
    JSON.parse(out) as { SourceFile: string; FileType?: string; ImageDataHash?: string }[]
  ).filter(({ FileType }) => FileType === 'JPEG');
  expect(rows.length).toBeGreaterThan(120);
  const none = 'd41d8cd98f00b204e9800998ecf8427e';
  const expected = rows.map(({ SourceFile, ImageDataHash }) => [
    SourceFile,
    ImageDataHash === none ? undefined : ImageDataHash,
  ]);
  expect(rows.map(({ SourceFile }) => [SourceFile, jpegImageHash(files.get(SourceFile)!)])).toEqual(expected);
  expect(new Set(expected.map(([, hash]) => hash)).size).toBeGreaterThan(60);
});
