// The other programs: ExifTool, kept open as digital asset managers have it, and exiv2.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import type { Field, Values } from './model.ts';

const run = promisify(execFile);

export interface Programs {
  /** Gives a field another value; a keyword comes with `+` or `-` before it. False: the file is not there. */
  edit(path: string, field: Field, value: string, by: 'exiftool' | 'exiv2'): Promise<boolean>;
  /** What files hold, by path; those that are not there are left out. */
  read(paths: readonly string[]): Promise<Map<string, Values>>;
  close(): void;
}

const tags: { readonly [field in Field]: string } = {
  title: 'XMP-dc:Title',
  headline: 'XMP-photoshop:Headline',
  description: 'XMP-dc:Description',
  rating: 'XMP-xmp:Rating',
  keywords: 'XMP-dc:Subject',
};

/** What exiv2 calls them, for those it sets in a program's way. */
const keys: { readonly [field in Field]?: string } = {
  title: 'Xmp.dc.title lang="x-default"',
  headline: 'Xmp.photoshop.Headline',
  rating: 'Xmp.xmp.Rating',
};

type Row = { readonly SourceFile: string } & { readonly [tag: string]: unknown };

const text = (value: unknown): string => (value === undefined ? '' : String(value));
const list = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));

/** ExifTool as a process that stays open; started anew where it ended, with no answer to what it was asked then. */
function keepOpen(path: string): { ask(args: readonly string[]): Promise<string>; close(): void } {
  let tool: ChildProcess | undefined;
  let waiting: ((said: string) => void)[] = [];

  function begin(): ChildProcess {
    const own = spawn(path, ['-config', '', '-stay_open', 'True', '-@', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let lines: string[] = [];
    createInterface({ input: own.stdout }).on('line', (line) => {
      if (line !== '{ready}') return void lines.push(line);
      waiting.shift()?.(lines.join('\n'));
      lines = [];
    });
    own.stdin.on('error', () => undefined);
    own.once('close', () => {
      if (tool === own) tool = undefined;
      for (const answer of waiting.splice(0)) answer('');
    });
    return own;
  }

  return {
    ask(args) {
      tool ??= begin();
      const answer = new Promise<string>((resolve) => waiting.push(resolve));
      tool.stdin!.write(`${['-charset', 'filename=utf8', ...args].join('\n')}\n-execute\n`);
      return answer;
    },
    close() {
      waiting = [];
      tool?.kill();
    },
  };
}

export async function openPrograms(): Promise<Programs> {
  const { ask, close } = keepOpen(await exiftoolPath());
  const ways = {
    async exiftool(path: string, field: Field, value: string) {
      const [sign, word] = field === 'keywords' ? [`${value[0]}=`, value.slice(1)] : ['=', value];
      const said = await ask(['-m', '-overwrite_original', `-${tags[field]}${sign}${word}`, path]);
      return /1 image files updated/.test(said);
    },
    exiv2: (path: string, field: Field, value: string) =>
      run('exiv2', ['-q', '-M', `set ${keys[field]!} ${value}`, path]).then(
        () => true,
        () => false,
      ),
  };
  return {
    edit: (path, field, value, by) =>
      (keys[field] === undefined ? ways.exiftool : ways[by])(path, field, value),
    async read(paths) {
      const found = new Map<string, Values>();
      for (let at = 0; at < paths.length; at += 500) {
        const names = Object.values(tags).map((tag) => `-${tag}`);
        const said = await ask(['-m', '-json', '-G1', '-n', ...names, ...paths.slice(at, at + 500)]);
        for (const row of said.startsWith('[') ? (JSON.parse(said) as Row[]) : [])
          found.set(row.SourceFile, {
            title: text(row[tags.title]),
            headline: text(row[tags.headline]),
            description: text(row[tags.description]),
            rating: text(row[tags.rating]),
            keywords: list(row[tags.keywords]).sort(),
          });
      }
      return found;
    },
    close,
  };
}
