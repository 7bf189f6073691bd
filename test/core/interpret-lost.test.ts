// What went with a sidecar, or when a picture was saved anew, is no edit.
import { expect, test } from 'vitest';
import { carry, interpret, since } from '../../shared/core/interpret.ts';
import type { RawStore, RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { Snapshot } from '../../shared/core/snapshot.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const jpeg = (tags: Tags = {}): RawStore => rawStore({ 'File:FileType': 'JPEG', ...tags });
const short = (tags: Tags): RawStore => rawStore(tags, 'sidecar');
const full = (tags: Tags): RawStore => rawStore(tags, 'sidecarFull');
const head = (text: string) => ({ 'XMP-photoshop:Headline': text });
const rated = (stars: string) => ({ 'XMP-xmp:Rating': stars });
const words = (...all: string[]) => ({ 'XMP-dc:Subject': all });

/** Reads what a file held at one time after another, as scans do. */
function readings(...times: readonly (readonly RawStore[])[]): Snapshot {
  let last: { raw: { stores: readonly RawStore[] }; snapshot: Snapshot } | undefined;
  for (const stores of times) {
    const raw = carry({ stores }, last?.raw);
    const now = { raw, snapshot: interpret(raw) };
    last = { raw, snapshot: last ? since(now, last, { isSavedAnew: false }) : now.snapshot };
  }
  return last!.snapshot;
}

type Row = readonly [about: string, times: RawStore[][], lost: FieldName[]];
const both = short({ ...head('a'), ...rated('4') });
const rows: readonly Row[] = [
  [
    'the sidecar stays',
    [
      [jpeg(), both],
      [jpeg(), both],
    ],
    [],
  ],
  ['the sidecar is gone', [[jpeg(), both], [jpeg()]], ['rating', 'headline']],
  ['and stays so', [[jpeg(), both], [jpeg()], [jpeg()]], ['rating', 'headline']],
  ['its keywords too', [[jpeg(words('x')), short(words('x', 'y'))], [jpeg(words('x'))]], ['keywords']],
  ['the file says the same as it did', [[jpeg(head('a')), both], [jpeg(head('a'))]], ['rating']],
  ['the file says something older', [[jpeg(head('old')), both], [jpeg(head('old'))]], ['rating', 'headline']],
  ['what the file says is new', [[jpeg(head('old')), both], [jpeg(head('new'))]], ['rating']],
  ['what the file says comes later', [[jpeg(), both], [jpeg()], [jpeg(head('new'))]], ['rating']],
  ['the sidecar is back', [[jpeg(), both], [jpeg()], [jpeg(), both]], []],
  ['another is there, with less', [[jpeg(), both], [jpeg()], [jpeg(), short(rated('2'))]], ['headline']],
  [
    'it has another name now',
    [
      [jpeg(), both],
      [jpeg(), full({ ...head('a'), ...rated('4') })],
    ],
    [],
  ],
  [
    'one of two is gone',
    [
      [jpeg(), both, full(head('b'))],
      [jpeg(), both],
    ],
    ['headline'],
  ],
  [
    'emptied, not gone: somebody took the values away',
    [
      [jpeg(), both],
      [jpeg(), short({})],
    ],
    [],
  ],
];

test.each(rows)('%s', (_, times, lost) => {
  expect([...(readings(...times).lost ?? [])].sort()).toEqual([...lost].sort());
});

const jpegWith = (tags: Tags) => {
  const raw = { stores: [jpeg(tags)] };
  return { raw, snapshot: interpret(raw) };
};
test.each<[string, now: Tags, isSavedAnew: boolean, lost: FieldName[]]>([
  ['all of it', {}, true, ['headline', 'keywords', 'rating']],
  ['what it leaves out, not what it says', { ...head('b'), ...words('x') }, true, ['rating']],
  ['nothing where the picture is the old one: somebody took it away', {}, false, []],
])('a picture that was saved anew loses %s', (_, now, isSavedAnew, lost) => {
  const before = jpegWith({ ...head('a'), ...rated('4'), ...words('x', 'y') });
  expect([...(since(jpegWith(now), before, { isSavedAnew }).lost ?? [])].sort()).toEqual(lost);
});
