import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ConflictView } from '../../../shared/api/views.ts';
import { baseName, number } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { type Choice, decide, forget, unitable, useDecisions } from '../../state/decisions.ts';
import { engine } from '../../state/engine.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Thumb } from '../../ui/thumb.tsx';
import { Matrix, numbered } from './matrix.tsx';
import { columnsOf, type Row, rowsOf } from './matrix-rows.ts';
import { kindHelp } from './sentence.ts';

export interface PhotoConflictsProps {
  conflict: ConflictView;
  /** Position of this photo in what is gone through, and of how many. */
  at: number;
  total: number;
  onStep: (by: number) => void;
}

/** One photo: its picture, and a matrix of what its copies say. */
export function PhotoConflicts({ conflict, at, total, onStep }: PhotoConflictsProps) {
  const { photo } = conflict;
  const file = conflict.sides[0]?.file ?? 0;
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState<string>();
  const conflicts = useAnswer(`conflicts ${photo}`, () => engine().conflicts.list({ photo, limit: 100 }), [
    'conflicts',
  ]);
  const explain = useAnswer(`explain ${file}`, () => engine().photos.explain({ file }), [
    'conflicts',
    'photos',
  ]);
  const asked = conflicts.data?.items;
  const open = useMemo(() => (asked && asked.length > 0 ? asked : [conflict]), [asked, conflict]);
  const rows = useMemo(() => rowsOf(open, explain.data, all), [open, explain.data, all]);
  const columns = useMemo(() => columnsOf(open, explain.data), [open, explain.data]);
  const [current, setCurrent] = useCurrentRow(rows, conflict.id);
  const row = rows.find(({ key }) => key === current);

  const take = (taken: Row, choice: Choice) => {
    if (!taken.conflict) return;
    decide(taken.conflict, choice);
    const { decisions } = useDecisions.getState();
    setCurrent(rows.find((one) => one.conflict && !decisions.has(one.conflict.id))?.key ?? taken.key);
  };
  useConflictKeys({ row, rows, columns, take, setCurrent, setEditing, onStep });

  return (
    <section aria-label="Photo" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-[42%] min-h-36 shrink-0 flex-col bg-large">
        <Thumb
          key={file}
          file={file}
          size={1024}
          alt={conflict.sides[0]?.path ?? ''}
          className="min-h-0 flex-1 p-2"
        />
      </div>
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 border-y px-3 py-1">
        <IconButton
          label="Previous conflict"
          shortcut="Shift+N"
          icon={<ChevronLeft size={16} aria-hidden />}
          disabled={at === 0}
          onClick={() => onStep(-1)}
        />
        <span className="text-muted">
          {number(at + 1)} of {number(total)}
        </span>
        <IconButton
          label="Next conflict"
          shortcut="N"
          icon={<ChevronRight size={16} aria-hidden />}
          disabled={at >= total - 1}
          onClick={() => onStep(1)}
        />
        <h2
          className="min-w-0 truncate font-medium"
          title={conflict.sides.map(({ library, path }) => `${library}: ${path}`).join('\n')}
        >
          <bdi>{baseName(conflict.sides[0]?.path ?? '')}</bdi>
        </h2>
        <span className="min-w-0 flex-1 truncate text-sm text-muted" title={kindHelp[conflict.kind]}>
          {kindHelp[conflict.kind]}
        </span>
        <Switch checked={all} onChange={setAll} label="All fields" />
      </header>
      <Matrix
        columns={columns}
        rows={rows}
        current={current}
        onCurrent={setCurrent}
        onTake={take}
        editing={editing}
        onEdit={setEditing}
      />
    </section>
  );
}

/** The row the keys act on: the conflict that was asked for, until the person moves on. */
function useCurrentRow(rows: readonly Row[], conflict: number) {
  const [current, setCurrent] = useState<string>();
  useEffect(() => setCurrent(`conflict ${conflict}`), [conflict]);
  const known = rows.some(({ key }) => key === current);
  return [known ? current : rows[0]?.key, setCurrent] as const;
}

interface Keys {
  row: Row | undefined;
  rows: readonly Row[];
  columns: Parameters<typeof numbered>[1];
  take: (row: Row, choice: Choice) => void;
  setCurrent: (key: string) => void;
  setEditing: (key: string | undefined) => void;
  onStep: (by: number) => void;
}

function useConflictKeys({ row, rows, columns, take, setCurrent, setEditing, onStep }: Keys) {
  const conflict = row?.conflict;
  const group = 'Conflicts';
  const sideOf = (digit: string) => {
    if (!row) return undefined;
    return [...numbered(row, columns)].find(([, key]) => key === digit)?.[0];
  };
  const move = (by: number) => {
    const open = rows.filter((one) => one.conflict);
    const at = open.findIndex(({ key }) => key === row?.key);
    const next = open[Math.min(open.length - 1, Math.max(0, at + by))];
    if (next) setCurrent(next.key);
  };
  useActions(() => [
    { id: 'conflicts.next', title: 'Next conflict', group, keys: ['N', 'J', 'L'], run: () => onStep(1) },
    {
      id: 'conflicts.previous',
      title: 'Previous conflict',
      group,
      keys: ['Shift+N', 'Shift+J', 'Shift+L'],
      run: () => onStep(-1),
    },
    ...'123456789'.split('').map((digit) => ({
      id: `conflicts.take${digit}`,
      title: `Take value ${digit}`,
      group,
      keys: [digit],
      hidden: digit !== '1',
      run: () => {
        const side = sideOf(digit);
        if (row && side !== undefined) take(row, { kind: 'side', side });
      },
      when: () => sideOf(digit) !== undefined,
    })),
    {
      id: 'conflicts.takeBase',
      title: 'Take what was last agreed',
      group,
      keys: ['0'],
      run: () => row && take(row, { kind: 'hub' }),
      when: () => conflict?.hub !== undefined,
    },
    {
      id: 'conflicts.union',
      title: 'Take all of them (union)',
      group,
      keys: ['U'],
      run: () => row && take(row, { kind: 'union' }),
      when: () => conflict !== undefined && unitable(conflict),
    },
    {
      id: 'conflicts.edit',
      title: 'Type another value',
      group,
      keys: ['E'],
      run: () => setEditing(row?.key),
      when: () => conflict !== undefined,
    },
    {
      id: 'conflicts.forget',
      title: 'Leave undecided',
      group,
      keys: ['Backspace'],
      run: () => conflict && forget([conflict.id]),
      when: () => conflict !== undefined,
    },
    {
      id: 'conflicts.down',
      title: 'Next field',
      group,
      keys: ['ArrowDown'],
      hidden: true,
      run: () => move(1),
    },
    {
      id: 'conflicts.up',
      title: 'Previous field',
      group,
      keys: ['ArrowUp'],
      hidden: true,
      run: () => move(-1),
    },
  ]);
}
