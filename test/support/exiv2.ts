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

/** What exiv2 complains of in a file, without the file's name; whether it can read it at all is among it. */
export function exiv2Complaints(path: string): string[] {
  const { status, stderr } = spawnSync('exiv2', ['-pa', path], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const lines = stderr.split('\n').map((line) => line.replaceAll(path, 'FILE'));
  return [...(status === 0 || status === 253 ? [] : [`status ${status}`]), ...lines].filter(Boolean);
}
