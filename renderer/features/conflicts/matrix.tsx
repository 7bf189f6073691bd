import { Check } from 'lucide-react';
import { cx } from '../../lib/classes.ts';
import { baseName, moment } from '../../lib/words.ts';
import { type Choice, resultOf, useDecisions } from '../../state/decisions.ts';
import { FieldValue } from '../../ui/field-value.tsx';
import type { Column, Opinion, Row } from './matrix-rows.ts';
import { ResultCell } from './result-cell.tsx';

export interface MatrixProps {
  columns: readonly Column[];
  rows: readonly Row[];
  /** Key of the row that the number keys act on. */
  current: string | undefined;
  onCurrent: (key: string) => void;
  onTake: (row: Row, choice: Choice) => void;
  /** Key of the row whose result is being typed. */
  editing: string | undefined;
  onEdit: (key: string | undefined) => void;
}

/** Fields down, copies across; last agreed first, the result last. A click takes a cell. */
export function Matrix(props: MatrixProps) {
  const { columns, rows } = props;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="What each copy says"
        style={{ minWidth: 320 + columns.length * 112 }}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <thead>
          <tr>
            <Head className="left-0 z-20 w-24">Field</Head>
            <Head>Last agreed</Head>
            {columns.map((column) => (
              <Head key={column.key} title={headTitle(column)}>
                <bdi className="block truncate font-medium text-text">{column.library}</bdi>
                <bdi className="block truncate text-xs">{baseName(column.path)}</bdi>
                {lastWritten(column) && <bdi className="block truncate text-xs">{lastWritten(column)}</bdi>}
              </Head>
            ))}
            <Head className="right-0 z-20 w-[24%] border-l">Result</Head>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MatrixRow key={row.key} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Program and time that last wrote the copy. */
const lastWritten = ({ program, at }: Column): string =>
  [program, at === undefined ? undefined : moment(at)].filter(Boolean).join(', ');

const headTitle = (column: Column): string => {
  const written = lastWritten(column);
  return `${column.library}: ${column.path}${written === '' ? '' : `\nLast written: ${written}`}`;
};

function Head({
  children,
  className,
  title,
}: {
  children: React.ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <th
      scope="col"
      title={title}
      className={cx(
        'sticky top-0 z-10 border-b bg-panel px-2 py-1 align-bottom text-sm font-normal text-muted',
        className,
      )}
    >
      {children}
    </th>
  );
}

function MatrixRow({
  row,
  columns,
  current,
  onCurrent,
  onTake,
  editing,
  onEdit,
}: MatrixProps & { row: Row }) {
  const decision = useDecisions(({ decisions }) =>
    row.conflict ? decisions.get(row.conflict.id) : undefined,
  );
  const chosen = decision?.choice;
  const active = row.key === current;
  const take = (choice: Choice) => onTake(row, choice);
  const numbers = numbered(row, columns);
  const cell = 'h-px border-b align-top';
  return (
    <tr
      aria-current={active ? 'true' : undefined}
      onClick={() => row.conflict && onCurrent(row.key)}
      className={cx(!row.conflict && 'text-muted')}
    >
      <th
        scope="row"
        className={cx(
          'sticky left-0 z-10 border-b bg-bg px-2 py-1.5 align-top font-normal',
          active && 'shadow-none',
        )}
        style={active ? { boxShadow: 'inset 3px 0 0 var(--accent)' } : undefined}
      >
        <span className={row.conflict ? 'font-medium text-text' : ''}>{row.field.label}</span>
      </th>
      <td className={cell}>
        {row.hub === undefined ? (
          <span className="block px-2 py-1.5 text-muted italic">never agreed</span>
        ) : row.conflict ? (
          <Cell
            take={() => take({ kind: 'hub' })}
            chosen={chosen?.kind === 'hub'}
            fill
            keyCap={active ? '0' : undefined}
            says={`Take what was last agreed for ${row.field.label}`}
          >
            <FieldValue field={row.field} value={row.hub} />
          </Cell>
        ) : (
          <div className="px-2 py-1.5">
            <FieldValue field={row.field} value={row.hub} />
          </div>
        )}
      </td>
      {columns.map((column) => (
        <td
          key={column.key}
          className={cx(cell, row.opinions.get(column.key)?.every(({ changed }) => changed) && 'bg-changed')}
        >
          {(row.opinions.get(column.key) ?? []).map((opinion) => (
            <OpinionCell
              key={`${opinion.side ?? ''} ${opinion.store ?? ''}`}
              row={row}
              opinion={opinion}
              library={column.library}
              chosen={chosen?.kind === 'side' && chosen.side === opinion.side}
              keyCap={active && opinion.side !== undefined ? numbers.get(opinion.side) : undefined}
              onTake={take}
            />
          ))}
        </td>
      ))}
      <td className="sticky right-0 z-10 border-b border-l bg-bg align-top">
        <ResultCell
          row={row}
          chosen={chosen}
          result={row.conflict && chosen ? resultOf(row.conflict, chosen) : undefined}
          active={active}
          editing={editing === row.key}
          onEdit={(on) => onEdit(on ? row.key : undefined)}
          onTake={take}
        />
      </td>
    </tr>
  );
}

/** The number key of each side, left to right and top to bottom as they stand. */
export function numbered(row: Row, columns: readonly Column[]): ReadonlyMap<number, string> {
  const sides = columns.flatMap(({ key }) => row.opinions.get(key) ?? []).flatMap(({ side }) => side ?? []);
  return new Map(sides.slice(0, 9).map((side, at) => [side, String(at + 1)]));
}

/** The tag that says it; one too long for its column is broken after its group, never runs under the key. */
function StoreName({ store }: { store: string }) {
  const [group, ...rest] = store.split(':');
  return (
    <span className="block pe-6 text-xs break-words text-muted">
      {group}
      {rest.length > 0 && (
        <>
          :<wbr />
          {rest.join(':')}
        </>
      )}
    </span>
  );
}

interface OpinionCellProps {
  row: Row;
  opinion: Opinion;
  library: string;
  chosen: boolean;
  keyCap: string | undefined;
  onTake: (choice: Choice) => void;
}

function OpinionCell({ row, opinion, library, chosen, keyCap, onTake }: OpinionCellProps) {
  const inside = (
    <>
      {opinion.store && <StoreName store={opinion.store} />}
      {opinion.changed && <span className="visually-hidden">changed since last agreed: </span>}
      {opinion.readable ? (
        <FieldValue
          field={row.field}
          value={opinion.value}
          {...(opinion.base === undefined ? {} : { base: opinion.base })}
        />
      ) : (
        <span className="italic">cannot be read now</span>
      )}
    </>
  );
  const { side } = opinion;
  if (!row.conflict || side === undefined)
    return <div className={cx('px-2 py-1.5', opinion.changed && 'bg-changed')}>{inside}</div>;
  return (
    <Cell
      take={() => onTake({ kind: 'side', side })}
      chosen={chosen}
      changed={opinion.changed}
      fill={opinion.store === undefined}
      keyCap={keyCap}
      says={`Take ${row.field.label} from ${library}${opinion.store ? `, ${opinion.store}` : ''}`}
    >
      {inside}
    </Cell>
  );
}

interface CellProps {
  take: () => void;
  chosen: boolean;
  changed?: boolean;
  /** Alone in its cell of the table. */
  fill?: boolean;
  keyCap: string | undefined;
  says: string;
  children: React.ReactNode;
}

/** A value that can be taken. */
function Cell({ take, chosen, changed, fill, keyCap, says, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips inside may not stand in a button element
    <div
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-description={says}
      title={says}
      onClick={take}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        take();
      }}
      className={cx(
        'flex min-h-8 items-start gap-1 border-2 px-1.5 py-1 focus-visible:-outline-offset-2',
        fill && 'h-full',
        changed && 'bg-changed',
        chosen ? 'border-accent' : 'border-transparent hover:border-line-strong',
      )}
    >
      <span className="min-w-0 flex-1">{children}</span>
      {/* Told apart from the focus, which is a frame too. */}
      {chosen && <Check size={14} aria-hidden className="shrink-0 text-accent-text" />}
      {keyCap && (
        <kbd
          aria-hidden
          className="shrink-0 rounded-sm border px-1 font-sans text-xs leading-[14px] text-muted"
        >
          {keyCap}
        </kbd>
      )}
    </div>
  );
}
