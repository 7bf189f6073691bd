import type { Command } from 'commander';
import type { ExplainView } from '../../api/views.ts';
import { noteText } from './note-words.ts';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';
import { printable } from './terminal.ts';
import { jsonValue, valueText } from './values.ts';

type FieldExplained = ExplainView['fields'][number];

const jsonField = (explained: FieldExplained): Record<string, unknown> => {
  const { field, bridge, hub, copies, outcome, why, writes, notes } = explained;
  return {
    field,
    bridge,
    ...(hub === undefined ? {} : jsonValue('hub', field, hub)),
    copies: copies.map(({ value, base, ...copy }) => ({
      ...copy,
      ...jsonValue('value', field, value),
      ...(base === undefined ? {} : jsonValue('base', field, base)),
    })),
    outcome,
    why,
    writes: writes.map(({ library, path, after }) => ({
      library,
      path,
      ...jsonValue('after', field, after),
    })),
    ...(notes === undefined ? {} : { notes }),
  };
};

const marks: Readonly<Record<FieldExplained['outcome'], string>> = {
  nothing: 'nothing to do',
  write: 'would write',
  adopt: 'would note that all agree',
  conflict: 'conflict',
  held: 'held',
};

function fieldLines(explained: FieldExplained, { out: { terminal } }: Session): string[] {
  const { field, bridge, hub, copies, outcome, why, writes, notes = [] } = explained;
  const waits = outcome === 'conflict' || outcome === 'held';
  return [
    `${terminal.style('bold', field)} on ${printable(bridge)}: ${waits ? terminal.style('yellow', marks[outcome]) : marks[outcome]}. ${printable(why)}`,
    ...(hub === undefined ? [] : [`  last decided  ${valueText(field, hub)}`]),
    ...copies.flatMap((copy) => {
      const gone = copy.lost ? ' [lost its value, by nobody’s decision: takes what was decided]' : '';
      const state = copy.readable ? gone : ' [could not be read: takes no part]';
      const base =
        copy.base === undefined
          ? 'never in step'
          : copy.changed
            ? `was ${valueText(field, copy.base)}`
            : 'unchanged';
      return [
        `  ${printable(`${copy.library}: ${copy.path}`)}${state}`,
        `    ${valueText(field, copy.value)}  (${base})`,
      ];
    }),
    ...writes.map(
      (write) => `  → ${printable(`${write.library}: ${write.path}`)}  ${valueText(field, write.after)}`,
    ),
    ...notes.map((note) => `  ${noteText(note)}`),
    '',
  ];
}

type Inside = NonNullable<ExplainView['inFile']>[number];

const jsonInside = ({ field, value, sides }: Inside): Record<string, unknown> => ({
  field,
  ...jsonValue('value', field, value),
  sides: sides.map(({ store, tag, value: said }) => ({ store, tag, ...jsonValue('value', field, said) })),
});

const insideLines = ({ field, value, sides }: Inside, { out: { terminal } }: Session): string[] => [
  `${terminal.style('bold', field)}: ${terminal.style('yellow', 'the file disagrees with itself')}. It is read as ${valueText(field, value)}.`,
  ...sides.map(({ store, tag, value: said }) => `  ${printable(tag)} (${store})  ${valueText(field, said)}`),
  '',
];

async function explain(session: Session, named: string): Promise<undefined> {
  const view = await session.client.photos.explain({ file: absolute(named) });
  const inFile = view.inFile ?? [];
  const json = { ...view, fields: view.fields.map(jsonField), inFile: inFile.map(jsonInside) };
  await session.out.result(json, () => {
    const lines = [
      ...inFile.flatMap((field) => insideLines(field, session)),
      ...view.fields.flatMap((field) => fieldLines(field, session)),
    ];
    return lines.length > 0
      ? lines.slice(0, -1)
      : ['No bridge compares this file with another, or nothing is known of it yet.'];
  });
  return undefined;
}

/** `tagbridge explain FILE` */
export function explainCommand(program: Command, run: Runner): void {
  program
    .command('explain')
    .argument('<file>')
    .description('base, hub, each copy, and what a sync would do and why')
    .action(run((session, file: string) => explain(session, file)));
}
