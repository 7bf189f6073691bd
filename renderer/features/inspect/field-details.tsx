import type { FieldDef } from '../../../shared/core/field.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { count } from '../../lib/words.ts';
import { go } from '../../state/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { FieldValue } from '../../ui/field-value.tsx';
import type { FieldState } from './subject.ts';

const stores: Record<string, string> = {
  embedded: 'in the file',
  sidecar: 'in the sidecar',
  sidecarFull: 'in the sidecar',
};

export interface FieldDetailsProps {
  field: FieldDef;
  state: FieldState | undefined;
  photo: number | undefined;
  /** Takes one of the values for all. */
  onTake: (value: MaybeValue) => void;
}

/** Where a value came from, what the others hold, and where one file disagrees with itself. */
export function FieldDetails({ field, state, photo, onTake }: FieldDetailsProps) {
  const sources = state?.sources ?? [];
  const held = state?.held ?? [];
  const disagreements = state?.disagreements ?? [];
  const unreadable = state?.unreadable ?? [];
  return (
    <>
      {sources.length > 0 && (
        <p className="text-muted" data-selectable>
          From {sources.map(({ tag, store }) => `${tag} ${stores[store]}`).join(', ')}
        </p>
      )}
      {held.length > 1 &&
        held.slice(0, 20).map(({ value, files, where }) => (
          <div key={JSON.stringify(value)} className="flex items-start gap-2">
            <span className="min-w-0 flex-1">
              <span className="block text-muted">{where ? where.join(', ') : count(files, 'file')}</span>
              <FieldValue field={field} value={value} />
            </span>
            {field.readOnly !== true && (
              <Button small onClick={() => onTake(value)}>
                Use
              </Button>
            )}
          </div>
        ))}
      {(state?.distinct ?? 0) > 20 && (
        <p className="text-muted">and {count((state?.distinct ?? 0) - 20, 'more value')}</p>
      )}
      {disagreements.length > 1 && (
        <div>
          <p className="text-attention">This file holds more than one value:</p>
          {disagreements.map(({ source, value }) => (
            <p key={`${source.store} ${source.tag}`} className="flex gap-2" data-selectable>
              <span className="shrink-0 text-muted">{source.tag}</span>
              <FieldValue field={field} value={value} />
            </p>
          ))}
          {photo !== undefined && (
            <Button small className="mt-1" onClick={() => go('conflicts', { photo: String(photo) })}>
              Make this file agree with itself…
            </Button>
          )}
        </div>
      )}
      {unreadable.length > 0 && (
        <p className="text-muted">
          In {unreadable.join(', ')} is a text that nobody can decode. That is not empty: it is left as it is
          and overwrites nothing elsewhere, until you write another one.
        </p>
      )}
      {unreadable.length + sources.length === 0 && held.length + disagreements.length < 2 && (
        <p className="text-muted">
          {held[0]?.value ? 'Where it came from is not known.' : 'No file holds a value.'}
        </p>
      )}
    </>
  );
}
