import { X } from 'lucide-react';
import type { FileView } from '../../../shared/api/views.ts';
import { regionBox, regionName } from '../../../shared/core/equal/regions.ts';
import { structsOf } from '../../../shared/core/equal.ts';
import type { Value } from '../../../shared/core/value.ts';
import { shownBox } from '../../lib/region-box.ts';
import { count } from '../../lib/words.ts';
import { Crop } from '../../ui/crop.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { EditorProps } from './editors.tsx';
import { InPlaceText } from './in-place-text.tsx';
import { type Struct, withMember } from './struct-members.ts';

const typeOf = (region: Struct): string => (typeof region['type'] === 'string' ? region['type'] : 'Region');

const replaced = (regions: readonly Struct[], at: number, next: Struct | undefined): Value[] =>
  regions.flatMap((region, other) => (other !== at ? [region] : next ? [next] : []));

/** Faces and other marked areas with their names. Names can be given and areas removed; rectangles are never moved. */
export function Regions({ field, value, distinct, file, onChange }: EditorProps) {
  if (distinct > 1) return <p className="py-1 text-muted italic">{count(distinct, 'value')}</p>;
  const regions = structsOf(value);
  const put = (next: Value[]) => onChange(next.length === 0 ? null : next);
  if (regions.length === 0) return <p className="py-1 text-muted italic">none</p>;
  return (
    <ul aria-label={field.label} className="flex flex-col">
      {regions.map((region, at) => {
        const name = regionName(region);
        const type = typeOf(region);
        const called = name === '' ? `${type} without a name` : name;
        return (
          <li key={JSON.stringify(region)} className="flex items-center gap-1">
            {file && <Piece file={file} region={region} />}
            <span className="min-w-0 flex-1">
              <InPlaceText
                label={`Name of ${called}`}
                shown={name}
                placeholder="no name"
                onCommit={(typed) => {
                  put(replaced(regions, at, withMember(region, 'name', typed.trim())));
                  return undefined;
                }}
              />
            </span>
            {type !== 'Face' && <span className="shrink-0 text-sm text-muted">{type}</span>}
            <IconButton
              label={`Remove ${called}`}
              icon={<X size={13} aria-hidden />}
              onClick={() => put(replaced(regions, at, undefined))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** What lies in the region, as far as the picture's size is known. */
function Piece({ file: { file, facts }, region }: { file: FileView; region: Struct }) {
  const box = regionBox(region);
  const { width, height, orientation = 1 } = facts;
  if (!box || !width || !height) return null;
  const aspect = orientation >= 5 ? height / width : width / height;
  return <Crop file={file} box={shownBox(box, orientation)} aspect={aspect} square={28} />;
}
