import type { FieldDef } from '../../../shared/core/field.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { moment } from '../../lib/words.ts';
import { engine } from '../../state/engine.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { FieldValue } from '../../ui/field-value.tsx';

export interface LostProps {
  field: FieldDef & { name: FieldName };
  file: number;
  onTake: (value: MaybeValue) => void;
}

/** Values that this field of the photo lost to others, newest first: each can be taken again. */
export function Lost({ field, file, onTake }: LostProps) {
  const { data } = useAnswer(
    `lost ${file} ${field.name}`,
    (signal) => engine().photos.lost({ file, field: field.name }, { signal }),
    ['history', 'photos'],
  );
  if (!data || data.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted">Lost to another value, and kept:</p>
      {data.map(({ value, library, at }) => (
        <div key={JSON.stringify(value)} className="flex items-start gap-2">
          <span className="min-w-0 flex-1">
            <span className="block text-muted">{[library, moment(at)].filter(Boolean).join(', ')}</span>
            <FieldValue field={field} value={value} />
          </span>
          <Button
            small
            aria-label={`Take back this value of ${field.label}, lost ${moment(at)}`}
            onClick={() => onTake(value)}
          >
            Take back
          </Button>
        </div>
      ))}
    </div>
  );
}
