import type { ConflictShape } from '../../../shared/api/views.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count, number } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Thumb } from '../../ui/thumb.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { kindWords, shapeSentence } from './sentence.ts';

export interface ShapeListProps {
  shapes: readonly ConflictShape[];
  current: string | undefined;
  onCurrent: (shape: string) => void;
  /** Makes every file that disagrees with itself agree, whatever the field. */
  onAgree: () => void;
}

/** Conflicts that one decision can resolve, largest first. */
export function ShapeList({ shapes, current, onCurrent, onAgree }: ShapeListProps) {
  const inside = shapes.filter(({ kind }) => kind === 'inFile');
  const conflicts = inside.reduce((sum, shape) => sum + shape.count, 0);
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <VirtualList
          label="Kinds of conflicts"
          count={shapes.length}
          item={(index) => shapes[index]}
          itemKey={(shape) => shape.shape}
          itemHeight={94}
          current={shapes.findIndex(({ shape }) => shape === current)}
          onCurrent={(index) => shapes[index] && onCurrent(shapes[index].shape)}
        >
          {(shape) => <ShapeItem shape={shape} />}
        </VirtualList>
      </div>
      {inside.length > 1 && (
        <div className="border-t p-2">
          <Button
            small
            title={`${count(conflicts, 'conflict')} inside single files, of ${inside.length} kinds: each file keeps what it is read as, in every place it is stored`}
            onClick={onAgree}
          >
            Make all files agree…
          </Button>
        </div>
      )}
    </div>
  );
}

function ShapeItem({ shape }: { shape: ConflictShape }) {
  const sentence = shapeSentence(shape);
  const kind = kindWords[shape.kind];
  return (
    <div className="flex h-full flex-col gap-1 px-3 py-2">
      <p className="flex gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{fieldDef(shape.field).label}</span>
        {kind && <span className="shrink-0 rounded-sm border px-1 text-xs text-muted">{kind}</span>}
        <span className="shrink-0 text-muted">{number(shape.count)}</span>
      </p>
      <p dir="auto" className="truncate text-sm" title={sentence}>
        {sentence}
      </p>
      <div className="flex h-8 gap-1 overflow-hidden" aria-hidden>
        {shape.sample.slice(0, 8).map(({ file }) => (
          <Thumb
            key={file}
            file={file}
            size={64}
            alt=""
            className="h-8 w-10 shrink-0 bg-cell-image object-cover"
          />
        ))}
      </div>
    </div>
  );
}
