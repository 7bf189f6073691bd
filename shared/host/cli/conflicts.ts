import type { Command } from 'commander';
import type { ConflictShape, ConflictView } from '../../api/views.ts';
import { exit } from './failure.ts';
import { allItems } from './pages.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { printable } from './terminal.ts';
import { jsonValue, valueText } from './values.ts';
import { clockTime, count } from './words.ts';

/** Conflicts shown one by one to a person; a script gets all with `--json`. */
const shown = 30;

export const jsonConflict = (conflict: ConflictView): Record<string, unknown> => {
  const { id, kind, bridge, photo, field, hub, sides } = conflict;
  return {
    id,
    kind,
    bridge,
    photo,
    field,
    ...(hub === undefined ? {} : jsonValue('hub', field, hub)),
    sides: sides.map(({ library, path, store, tag, value, base, program, at }) => ({
      library,
      path,
      store,
      ...(tag === undefined ? {} : { tag }),
      ...jsonValue('value', field, value),
      ...(base === undefined ? {} : jsonValue('base', field, base)),
      ...(program === undefined ? {} : { program }),
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    })),
  };
};

const kinds: Readonly<Record<ConflictView['kind'], string>> = {
  copies: 'copies moved apart',
  inFile: 'one file disagrees with itself',
  undone: 'held since an undo',
};

function shapeLine({ kind, field, sides, count: number }: ConflictShape): string {
  const said = sides.map(
    ({ library, value, varies }) => `${varies ? 'varies' : valueText(field, value)} in ${printable(library)}`,
  );
  return `  ${String(number).padStart(6)}  ${field}: ${said.join(', ')}${kind === 'copies' ? '' : ` (${kinds[kind]})`}`;
}

function conflictLines(conflict: ConflictView, { out: { terminal } }: Session): string[] {
  const { field, kind, bridge, photo, hub, sides } = conflict;
  const { style } = terminal;
  return [
    `${terminal.style('bold', field)}  photo ${photo}, ${kinds[kind]} (bridge ${printable(bridge)})`,
    ...(hub === undefined ? [] : [`  last decided: ${valueText(field, hub)}`]),
    ...sides.map((side) => {
      const within = [side.tag, side.store === 'embedded' ? '' : side.store].filter(Boolean).join(', ');
      const where = `${side.library}: ${side.path}${within === '' ? '' : ` (${within})`}`;
      const base = side.base === undefined ? '' : `  (was ${valueText(field, side.base)})`;
      const wrote = [side.program ?? '', side.at === undefined ? '' : clockTime(side.at)].filter(Boolean);
      const by = wrote.length > 0 ? style('dim', `  ${printable(wrote.join(', '))}`) : '';
      return `  ${printable(where)}  ${valueText(field, side.value)}${base}${by}`;
    }),
  ];
}

async function show(session: Session, total: number, list: readonly ConflictView[]): Promise<void> {
  const { client, out } = session;
  if (total === 0) return out.result(undefined, () => ['No conflicts.']);
  const shapes = await client.conflicts.shapes();
  const { style } = out.terminal;
  return out.result(undefined, () => [
    ...list.flatMap((conflict) => [...conflictLines(conflict, session), '']),
    ...(total > list.length
      ? [style('dim', `… and ${total - list.length} more; --json lists all.`), '']
      : []),
    ...(shapes.length > 1
      ? [style('dim', 'Of the same shape'), ...shapes.slice(0, 20).map(shapeLine), '']
      : []),
    style('yellow', `${count(total, 'conflict')} to decide. For example:`),
    '  tagbridge resolve --field FIELD --prefer LIBRARY --dry-run',
    '  tagbridge resolve --field keywords --union',
    ...(list.some(({ kind }) => kind === 'inFile') ? ['  tagbridge resolve --own --dry-run'] : []),
  ]);
}

async function conflicts(session: Session) {
  const { client, out } = session;
  if (out.json) {
    const all = await allItems((page) => client.conflicts.list(page));
    await out.result({ total: all.length, conflicts: all.map(jsonConflict) }, () => []);
    return all.length > 0 ? exit.waits : exit.done;
  }
  const { total, items } = await client.conflicts.list({ limit: shown });
  await show(session, total, items);
  return total > 0 ? exit.waits : exit.done;
}

/** `tagbridge conflicts` */
export function conflictsCommand(program: Command, run: Runner): void {
  program
    .command('conflicts')
    .description('every open conflict with each side’s value')
    .action(run((session) => conflicts(session)));
}
