// exiv2, as a second opinion on what was written. It is no part of the product: where it is not installed, tests
// that ask it say so and are skipped.
import { execFileSync, spawnSync } from 'node:child_process';

/** True where exiv2 can be asked. */
export const hasExiv2 = spawnSync('exiv2', ['--version'], { stdio: 'ignore' }).status === 0;

/** What exiv2 reads from a file: key (`Xmp.dc.subject`, `Iptc.Application2.City`, `Exif.Image.Artist`) → values in order. */
export function exiv2Tags(path: string): Map<string, string[]> {
  const out = execFileSync('exiv2', ['-q', '-PEIXkyv', path], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const tags = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of out.split('\n')) {
    const match = /^((?:Exif|Iptc|Xmp)\.\S+) +(\w+) *(.*)$/.exec(line);
    if (!match) {
      if (last && line !== '') last.push(`${last.pop() ?? ''}\n${line}`);
      continue;
    }
    const values = tags.get(match[1]!) ?? [];
    tags.set(match[1]!, values);
    values.push(match[3] ?? '');
    last = values;
  }
  return tags;
}
