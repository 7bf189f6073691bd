import { Flag, Pencil } from 'lucide-react';
import { memo } from 'react';
import type { PhotoRow } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { editedValue, usePending } from '../../state/pending.ts';
import { isSelected, useSelection } from '../../state/selection.ts';
import { LabelDot } from '../../ui/label-dot.tsx';
import { Stars } from '../../ui/stars.tsx';
import { SyncGlyph, syncWords } from '../../ui/sync-glyph.tsx';
import { Thumb } from '../../ui/thumb.tsx';
import { boxOf } from './layout.ts';

export interface CellProps {
  index: number;
  row: PhotoRow | undefined;
  column: number;
  width: number;
  imageHeight: number;
  /** Pixels to ask for. */
  pixels: number;
  named: boolean;
}

export const cellId = (index: number): string => `photo-${index}`;

const words = (row: PhotoRow, rating: number | undefined, label: string | undefined): string =>
  [
    row.name,
    rating && (rating < 0 ? 'rejected' : `${rating} stars`),
    label && `${label} label`,
    syncWords(row.state),
  ]
    .filter(Boolean)
    .join(', ');

/** One photo in the grid: the picture, and a quiet strip with rating, label and how its copies stand. */
export const Cell = memo(function Cell({ index, row, column, width, imageHeight, pixels, named }: CellProps) {
  const selected = useSelection((now) => isSelected(now, index, row?.photo));
  const current = useSelection((now) => now.current === index);
  const edit = usePending((now) => (row ? now.edits.get(row.photo) : undefined));
  const newRating = editedValue(edit, 'rating');
  const newLabel = editedValue(edit, 'label');
  const pick = editedValue(edit, 'pick');
  const rating =
    newRating === undefined ? row?.rating : typeof newRating === 'number' ? newRating : undefined;
  const label = newLabel === undefined ? row?.label : typeof newLabel === 'string' ? newLabel : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid holds the focus and names the current cell
    <div
      id={cellId(index)}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={selected}
      aria-label={row ? words(row, rating, label) : 'Loading'}
      data-index={index}
      draggable
      title={row?.name}
      style={{ width }}
      className={cx(
        'flex shrink-0 flex-col rounded-sm border-2 p-[3px]',
        selected ? 'bg-selected' : 'bg-cell',
        current ? 'border-focus' : selected ? 'border-accent' : 'border-transparent',
      )}
    >
      <div style={{ height: imageHeight }} className="flex items-center justify-center">
        {row ? (
          <Thumb
            file={row.file}
            size={pixels}
            version={row.version}
            alt=""
            className="bg-cell-image"
            style={boxOf(row, width - 10, imageHeight)}
          />
        ) : (
          <span className="h-4/5 w-4/5 rounded-sm bg-cell-image" />
        )}
      </div>
      {named && <span className="truncate px-0.5 text-xs text-muted">{row?.name}</span>}
      <div className="flex h-[18px] items-center gap-1 overflow-hidden px-0.5">
        {row && (
          <>
            <Stars rating={rating} size={width < 110 ? 9 : 11} />
            <span className="flex-1" />
            {edit && (
              <Pencil size={10} aria-label="edited, not written yet" className="shrink-0 text-muted" />
            )}
            {typeof pick === 'string' && <Flag size={11} aria-label={pick} className="shrink-0 text-muted" />}
            <LabelDot label={label} />
            {row.state !== 'alone' && <SyncGlyph state={row.state} size={12} />}
          </>
        )}
      </div>
    </div>
  );
});
