import type { Command } from 'commander';
import type { FieldName } from '../../api/field-text.ts';
import type { FoundPhoto } from '../../api/views.ts';
import { wholeNumber } from './arguments.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { jsonFields, valueText } from './values.ts';
import { count, quoted } from './words.ts';

interface FindOptions {
  readonly limit?: number;
  readonly after?: string;
}

const usual = 50;

const cell = (photo: FoundPhoto, field: FieldName): string =>
  photo.fields[field] === undefined ? '' : valueText(field, photo.fields[field]);

function photoRow(photo: FoundPhoto): string[] {
  const [first] = photo.copies;
  const more = photo.copies.length > 1 ? ` +${photo.copies.length - 1}` : '';
  return [
    `${photo.photo}`,
    printable(`${first?.library ?? ''}: ${first?.path ?? ''}${more}`),
    cell(photo, 'rating'),
    cell(photo, 'label'),
    cell(photo, 'keywords'),
    photo.differs.join(', '),
  ];
}

async function find(
  session: Session,
  words: string[],
  { limit = usual, after }: FindOptions,
): Promise<undefined> {
  const { client, out } = session;
  const query = words.join(' ');
  const found = await client.photos.find({ query, limit, ...(after === undefined ? {} : { after }) });
  const document = {
    total: found.total,
    ...(found.next === undefined ? {} : { next: found.next }),
    photos: found.photos.map((photo) => ({
      photo: photo.photo,
      copies: photo.copies.map(({ library, path }) => ({ library, path })),
      fields: jsonFields(photo.fields),
      differs: photo.differs,
    })),
  };
  await out.result(document, () => [
    ...table(
      [
        { title: 'Photo', align: 'right' },
        { title: 'First copy', shrink: 'middle' },
        { title: 'Rating' },
        { title: 'Label' },
        { title: 'Keywords', shrink: 'end' },
        { title: 'Copies differ in', shrink: 'end' },
      ],
      found.photos.map(photoRow),
      { width: out.terminal.width, title: (text) => out.terminal.style('dim', text) },
    ),
    found.total === 0
      ? 'No photo matches.'
      : `${count(found.total, 'photo')}${found.next === undefined ? '.' : `, ${found.photos.length} of them shown.`}`,
    ...(found.next === undefined
      ? []
      : [
          `More: tagbridge find ${quoted(query)}${limit === usual ? '' : ` --limit ${limit}`} --after ${quoted(found.next)}`,
        ]),
  ]);
  return undefined;
}

/** `tagbridge find QUERY` */
export function findCommand(program: Command, run: Runner): void {
  program
    .command('find')
    .argument(
      '[query...]',
      'as in: keyword:heron rating>=4 -has:gps (a query that begins with - comes after --)',
    )
    .option('--limit <n>', `photos on one page (${usual})`, wholeNumber(1, 1000))
    .option('--after <cursor>', 'the page after this one')
    .description('photos that match a query')
    .action(run((session, words: string[], options: FindOptions) => find(session, words, options)));
}
