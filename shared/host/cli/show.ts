import type { Command } from 'commander';
import { type FieldName, fieldDef, fieldNames, sameValue } from '../../api/field-text.ts';
import type { FileView } from '../../api/views.ts';
import { exit } from './failure.ts';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { jsonFields, jsonValue, valueText } from './values.ts';

const sourceText = (view: FileView, field: FieldName): string =>
  (view.sources[field] ?? [])
    .map(({ store, tag }) => (store === 'embedded' ? tag : `${tag} (${store})`))
    .join(', ');

function fieldRows(view: FileView): string[][] {
  return fieldNames
    .filter((field) => view.fields[field] !== undefined)
    .map((field) => [field, valueText(field, view.fields[field]), printable(sourceText(view, field))]);
}

function disagreementLines(view: FileView): string[] {
  return fieldNames.flatMap((field) =>
    (view.disagreements[field] ?? []).map(
      ({ source, value }) =>
        `  ${field}: ${printable(source.tag)} (${source.store}) says ${valueText(field, value)}`,
    ),
  );
}

const jsonDisagreements = (view: FileView): Record<string, unknown> =>
  Object.fromEntries(
    fieldNames.flatMap((field) => {
      const sides = view.disagreements[field];
      if (!sides || sides.length === 0) return [];
      return [
        [field, sides.map(({ source, value }) => ({ ...source, ...jsonValue('value', field, value) }))],
      ];
    }),
  );

/** The copies of the photo, and in which fields each differs from this file. */
function copyLines(view: FileView): string[] {
  return view.copies
    .filter((copy) => copy.file !== view.file)
    .map((copy) => {
      const differs = fieldNames.filter(
        (field) => !sameValue(fieldDef(field), copy.fields[field] ?? null, view.fields[field] ?? null),
      );
      const state = copy.state === 'ok' ? '' : ` [${copy.state}]`;
      const fields = differs.length > 0 ? `  differs in ${differs.join(', ')}` : '';
      return `  ${printable(`${copy.library}: ${copy.path}`)}${state}${fields}`;
    });
}

/** A write that failed leaves a file that can be read; nobody shall think otherwise. */
const problemText = ({ during, message }: NonNullable<FileView['problem']>): string =>
  `${during === 'write' ? 'It could not be written: ' : ''}${printable(message)}`;

function showLines(view: FileView, file: string, { out: { terminal } }: Session): string[] {
  const { facts } = view;
  const title = (text: string) => terminal.style('dim', text);
  const size = facts.width && facts.height ? `, ${facts.width} × ${facts.height}` : '';
  const rows = fieldRows(view);
  const copies = copyLines(view);
  const disagreements = disagreementLines(view);
  return [
    terminal.style('bold', printable(file)),
    [view.library, `photo ${view.photo}`, `${facts.format}${size}`].filter((part) => part !== '').join(', '),
    ...(view.problem ? [terminal.style('red', problemText(view.problem))] : []),
    ...(view.writable ? [] : [`Not writable: ${view.readOnlyReason ?? 'its library is read-only.'}`]),
    ...(rows.length > 0 ? [''] : []),
    ...table(
      [{ title: 'Field' }, { title: 'Value', shrink: 'end' }, { title: 'From', shrink: 'end' }],
      rows,
      { width: terminal.width, title },
    ),
    ...(view.staleRegions
      ? ['', 'The regions were drawn for a picture of another size: it was cropped or rotated since.']
      : []),
    ...(view.unreadable ? ['', `Nobody can decode: ${view.unreadable.join(', ')}.`] : []),
    ...(disagreements.length > 0 ? ['', title('This file disagrees with itself'), ...disagreements] : []),
    ...(copies.length > 0 ? ['', title('Other copies'), ...copies] : ['', 'No other copies.']),
    ...(view.family.length > 0
      ? [
          '',
          title('Family'),
          ...view.family.map(
            ({ library, path, why }) => `  ${printable(`${library}: ${path}`)}${why ? ` (${why})` : ''}`,
          ),
        ]
      : []),
    ...(view.notFamily
      ? [
          '',
          title('Looks like family, and is not taken for it'),
          ...view.notFamily.map(({ library, path, why }) => `  ${printable(`${library}: ${path}`)} (${why})`),
        ]
      : []),
  ];
}

type Kin = FileView['family'][number];

const jsonKin = ({ library, path, kind, why }: Kin) => ({
  library,
  path,
  ...(kind === undefined ? {} : { kind }),
  ...(why === undefined ? {} : { why }),
});

async function show(session: Session, named: string) {
  const view = await session.client.photos.show({ file: absolute(named) });
  const document = {
    file: absolute(named),
    library: view.library,
    path: view.path,
    photo: view.photo,
    copies: view.copies.map(({ library, path }) => ({ library, path })),
    fields: jsonFields(view.fields),
    sources: view.sources,
    disagreements: jsonDisagreements(view),
    ...(view.unreadable === undefined ? {} : { unreadable: view.unreadable }),
    ...(view.staleRegions === undefined ? {} : { staleRegions: true }),
    ...(view.family.length === 0 ? {} : { family: view.family.map(jsonKin) }),
    ...(view.notFamily === undefined ? {} : { notFamily: view.notFamily.map(jsonKin) }),
    ...(view.match === undefined ? {} : { match: view.match }),
    ...(view.problem === undefined
      ? {}
      : {
          problem: {
            code: view.problem.code,
            message: view.problem.message,
            during: view.problem.during,
          },
        }),
  };
  await session.out.result(document, () => showLines(view, absolute(named), session));
  return view.problem === undefined ? exit.done : exit.waits;
}

/** `tagbridge show FILE` */
export function showCommand(program: Command, run: Runner): void {
  program
    .command('show')
    .argument('<file>')
    .description('fields, where each value came from, the photo’s other copies')
    .action(run((session, file: string) => show(session, file)));
}
