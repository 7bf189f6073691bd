import type { ConflictShape, ConflictView } from '../../../shared/api/views.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { type Decision, fitsShape, useDecisions } from '../../state/decisions.ts';
import { Button } from '../../ui/button.tsx';
import { Always } from './always.tsx';
import type { Settle } from './use-settle.ts';

export interface DecideBarProps {
  /** The conflict on screen. */
  conflict: ConflictView;
  shape: ConflictShape | undefined;
  settle: Settle;
}

const photosOf = (decisions: readonly Decision[]) =>
  new Set(decisions.map(({ conflict }) => conflict.photo)).size;
const kept = 'Values that are not taken are kept and can be brought back from History.';

/** From decisions to a preview: what was decided so far, or the same answer for the whole shape. */
export function DecideBar({ conflict, shape, settle }: DecideBarProps) {
  const all = useDecisions(({ decisions }) => decisions);
  const decided = [...all.values()];
  const here = decided.filter((one) => one.conflict.photo === conflict.photo);
  const photos = photosOf(decided);
  const decision = all.get(conflict.id);
  const wide = shape && shape.count > 1 && fitsShape(shape, decision) ? decision : undefined;
  const previewShape = () => {
    if (shape && wide) settle.previewShape(shape, wide);
  };
  useActions(() => [
    {
      id: 'conflicts.apply',
      title: 'Preview what is decided',
      group: 'Conflicts',
      keys: ['Mod+Enter'],
      run: () => settle.preview(decided),
      when: () => decided.length > 0,
    },
    {
      id: 'conflicts.applyShape',
      title: 'Preview for all of this shape',
      group: 'Conflicts',
      keys: ['Mod+Shift+Enter'],
      run: previewShape,
      when: () => wide !== undefined,
    },
  ]);
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-panel px-3 py-2">
      <p className="min-w-0 flex-1 basis-full text-sm text-muted xl:basis-56">
        {decided.length === 0
          ? `Click a value, or press its number. ${kept}`
          : `${count(decided.length, 'decision')} on ${count(photos, 'photo')}, not written yet. ${kept}`}
      </p>
      {conflict.kind === 'inFile' && (
        <Button
          title={`Write what ${fieldDef(conflict.field).label} is read as into every place of the file that says something else`}
          onClick={() =>
            settle.previewOwn(
              shape && shape.count > 1 ? { shape: shape.shape } : { conflicts: [conflict.id] },
            )
          }
        >
          {shape && shape.count > 1
            ? `Make ${count(shape.count, 'file')} agree with themselves…`
            : 'Make this file agree with itself…'}
        </Button>
      )}
      <Always conflict={conflict} choice={decision?.choice} />
      {decided.length > here.length && here.length > 0 && (
        <Button onClick={() => settle.preview(here)}>This photo…</Button>
      )}
      {shape && shape.count > 1 && (
        <Button
          disabled={!wide}
          shortcut="Mod+Shift+Enter"
          title={wide ? undefined : `Decide ${fieldDef(shape.field).label} here first`}
          onClick={previewShape}
        >
          All {count(shape.count, 'photo')} of this shape…
        </Button>
      )}
      <Button
        variant="primary"
        shortcut="Mod+Enter"
        disabled={decided.length === 0}
        onClick={() => settle.preview(decided)}
      >
        {photos > 1 ? `These ${count(photos, 'photo')}…` : 'This photo…'}
      </Button>
    </footer>
  );
}
