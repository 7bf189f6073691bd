// What lies beside a file, in folders so large that nobody can list them for each file anew.
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeFingerprint } from '../../shared/engine/fingerprint.ts';
import { tempFolder } from '../support/pictures.ts';

const folder = tempFolder();
const at = (name: string) => join(folder.path, name);
const count = 10_000;
beforeAll(() => {
  for (let one = 0; one < count; one += 1) writeFileSync(at(`IMG_${one}.JPG`), '');
});
afterAll(() => folder.remove());

const sidecars = async (name: string, fresh = true) =>
  (await takeFingerprint(at(name), fresh)).sidecars.map((sidecar) => sidecar.name);

test.each([true, false])('sidecars that come and go are seen at once (fresh: %s)', async (fresh) => {
  await sidecars('IMG_0.JPG');
  writeFileSync(at('IMG_1.JPG.xmp'), '');
  expect(await sidecars('IMG_1.JPG', fresh)).toEqual(['IMG_1.JPG.xmp']);
  rmSync(at('IMG_1.JPG.xmp'));
  expect(await sidecars('IMG_1.JPG', fresh)).toEqual([]);
  // Under the name that only a RAW's sidecar has, while there is no RAW.
  writeFileSync(at('IMG_2.xmp'), '');
  const found = await sidecars('IMG_2.JPG', fresh);
  rmSync(at('IMG_2.xmp'));
  writeFileSync(at('other'), '');
  writeFileSync(at('IMG_2.xmp'), '');
  expect(await sidecars('IMG_2.JPG', fresh)).toEqual(found);
  rmSync(at('IMG_2.xmp'));
});

test.each([true, false])(
  'a file that came with its sidecar a moment ago has it (fresh: %s)',
  async (fresh) => {
    const name = `NEW_${fresh}.JPG`;
    writeFileSync(at('another'), '');
    await sidecars('IMG_0.JPG');
    writeFileSync(at(name), '');
    writeFileSync(at(`${name}.xmp`), '');
    expect(await sidecars(name, fresh)).toEqual([`${name}.xmp`]);
  },
);

test('replacing file after file in a large folder does not list it for each of them', async () => {
  const begun = performance.now();
  readdirSync(folder.path);
  const listing = performance.now() - begun;
  const [files, from] = [500, performance.now()];
  for (let one = 0; one < files; one += 1) {
    await takeFingerprint(at(`IMG_${one}.JPG`), true);
    writeFileSync(at('new'), '');
    renameSync(at('new'), at(`IMG_${one}.JPG`));
  }
  expect((performance.now() - from) / listing).toBeLessThan(files / 2);
});
