import { useMemo } from 'react';
import type { ChangeRow } from '../../shared/api/views.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { keywordLeaf, keywordPath } from '../lib/keywords.ts';
import { valueText } from '../lib/value-text.ts';
import { baseName, count } from '../lib/words.ts';
import { FieldValue } from './field-value.tsx';

import { Thumb } from './thumb.tsx';
import { type Column, VirtualTable } from './virtual-table.tsx';

export interface PlanChangesProps<T extends ChangeRow> {
  total: number;
  items: readonly T[];
  /** Called with the last position on screen, to fetch it. */
  onNeed: (index: number) => void;
  label?: string;
  /** Further columns on the right, e.g. what became of each change. */
  extra?: readonly Column<T>[];
  empty?: string;
}

/** Every change of a plan or run, a line each: file, field, before, after. */
export function PlanChanges<T extends ChangeRow>(props: PlanChangesProps<T>) {
  const { items, extra } = props;
  const columns = useMemo<Column<T>[]>(() => [...(changeColumns as Column<T>[]), ...(extra ?? [])], [extra]);
  return (
    <VirtualTable
      label={props.label ?? 'Changes'}
      columns={columns}
      count={props.total}
      row={(index) => items[index]}
      rowKey={(_, index) => index}
      rowHeight={36}
      onVisible={(_, to) => props.onNeed(to)}
      empty={<p className="p-4 text-muted">{props.empty ?? 'No changes.'}</p>}
    />
  );
}

const changeColumns: Column<ChangeRow>[] = [
  {
    id: 'file',
    title: 'File',
    width: 'minmax(160px, 1fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2" title={`${row.library}: ${row.path}`}>
        <Thumb file={row.file} size={64} alt="" className="size-7 shrink-0 bg-cell-image" />
        <span className="min-w-0">
          <bdi className="block truncate leading-4">{baseName(row.path)}</bdi>
          <span className="block truncate text-xs leading-[14px] text-muted">{row.library}</span>
        </span>
      </span>
    ),
  },
  { id: 'field', title: 'Field', width: '104px', cell: (row) => fieldDef(row.field).label },
  {
    id: 'before',
    title: 'Before',
    width: 'minmax(92px, 0.7fr)',
    cell: (row) => <Before change={row} />,
  },
  {
    id: 'after',
    title: 'After',
    width: 'minmax(120px, 1.6fr)',
    cell: (row) => <After change={row} />,
  },
];

function Before({ change }: { change: ChangeRow }) {
  const field = fieldDef(change.field);
  if (Array.isArray(change.before) && isSet(field.kind))
    return (
      <span className="text-muted" title={valueText(field, change.before)}>
        {count(change.before.length, field.kind === 'keywords' ? 'keyword' : 'item')}
      </span>
    );
  return (
    <span className="block truncate text-muted" title={valueText(field, change.before)}>
      <FieldValue field={field} value={change.before} />
    </span>
  );
}

function After({ change }: { change: ChangeRow }) {
  const field = fieldDef(change.field);
  if (sameValue(field, change.before, change.after))
    return <span className="block truncate text-muted">the same, in every place of the file</span>;
  if (isSet(field.kind))
    return <SetChange before={change.before} after={change.after} paths={field.kind === 'keywords'} />;
  return (
    <span className="block truncate" title={valueText(field, change.after)}>
      <FieldValue field={field} value={change.after} />
    </span>
  );
}

const isSet = (kind: string) => kind === 'keywords' || kind === 'set';
const listOf = (value: MaybeValue) => (Array.isArray(value) ? value.map(String) : []);

/** What a set gains and loses, on one line, keywords by their last level; the whole of it as a tooltip. */
function SetChange({ before, after, paths }: { before: MaybeValue; after: MaybeValue; paths: boolean }) {
  const show = (item: string) => (paths ? keywordPath(item) : item);
  const [was, now] = [listOf(before), listOf(after)];
  const added = now.filter((item) => !was.includes(item)).map((item) => ({ item, sign: '+', word: 'added' }));
  const removed = was
    .filter((item) => !now.includes(item))
    .map((item) => ({ item, sign: '−', word: 'removed' }));
  const steps = [...added, ...removed];
  // A flat keyword that becomes a path would read "+heron, −heron".
  const leaves = steps.map(({ item }) => keywordLeaf(item));
  const brief = (item: string) =>
    leaves.indexOf(keywordLeaf(item)) === leaves.lastIndexOf(keywordLeaf(item))
      ? keywordLeaf(item)
      : keywordPath(item);
  return (
    <span
      className="block truncate"
      title={steps.map(({ item, sign }) => `${sign} ${show(item)}`).join('\n')}
    >
      {steps.map(({ item, sign, word }, at) => (
        <span key={`${sign}${item}`} className={word === 'added' ? 'text-added' : 'text-removed'}>
          {at > 0 && <span className="text-muted">, </span>}
          <span aria-hidden>{sign}</span>
          <span className="visually-hidden">{word} </span>
          <bdi className={word === 'removed' ? 'line-through' : ''}>{paths ? brief(item) : item}</bdi>
        </span>
      ))}
    </span>
  );
}
