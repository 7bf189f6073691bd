import type { FileView } from './context.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

/** Artists in one text, as the Metadata Working Group joins them: `; ` between, quoted where ambiguous. */
export const joinCreators = (names: readonly string[]): string =>
  names
    .map((name) => (name.startsWith('"') || name.includes('; ') ? `"${name.replaceAll('"', '""')}"` : name))
    .join('; ');

/** Takes an EXIF Artist apart; the opposite of `joinCreators`, forgiving about a missing blank after `;`. */
export const splitCreators = (text: string): string[] => {
  const names: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"\s*(?:;\s*|$)/.exec(rest);
    const plain = quoted ?? /^([^;]*)(?:;\s*|$)/.exec(rest)!;
    names.push(quoted ? quoted[1]!.replaceAll('""', '"') : plain[1]!.trim());
    rest = rest.slice(plain[0].length);
  }
  return names.filter((name) => name !== '');
};

const listed = (names: readonly string[]): readonly string[] | undefined =>
  names.length === 0 ? undefined : names;

const split = (view: TagView, tag: string): Candidate[] =>
  candidate(view, tag, listed(splitCreators(view.text(tag) ?? '')));

/** darktable knows one creator and joins several by commas; what the file itself lists in full is the same. */
const relisted = (view: TagView, file: FileView): readonly string[] => {
  const names = view.texts('XMP-dc:Creator');
  if (names.length !== 1 || !view.hasGroup('XMP-darktable')) return names;
  const lists = file.stores.flatMap(({ view: other }) => [
    other.texts('XMP-dc:Creator'),
    splitCreators(other.text('IFD0:Artist') ?? ''),
  ]);
  return lists.find((list) => list.length > 1 && list.join(', ') === names[0]) ?? names;
};

export const readCreators = (view: TagView, file: FileView): Candidate[] => [
  ...candidate(view, 'XMP-dc:Creator', listed(relisted(view, file))),
  ...candidate(view, 'IPTC:By-line', listed(view.texts('IPTC:By-line'))),
  ...['IFD0:Artist', 'IFD0:XPAuthor', 'Keys:Artist', 'Keys:Author'].flatMap((tag) => split(view, tag)),
];
