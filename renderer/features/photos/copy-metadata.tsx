import { useState } from 'react';
import type { FileView } from '../../../shared/api/views.ts';
import { type FieldName, fieldDef } from '../../../shared/core/registry.ts';
import { valueText } from '../../lib/value-text.ts';
import { baseName, count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { copyable, copyFields, pasteEdit, suggested, useClipboard } from '../../state/clipboard.ts';
import { engine } from '../../state/engine.ts';
import { notify } from '../../state/notices.ts';
import { editSelected, targetPhotos } from '../../state/photo-edits.ts';
import { photoAt } from '../../state/photos.ts';
import { useSelection } from '../../state/selection.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const close = () => useClipboard.setState({ asking: false });

function paste(): void {
  const { copied } = useClipboard.getState();
  if (!copied) {
    notify({ kind: 'info', text: 'Nothing is copied yet: copy the metadata of a photo first.' });
    return;
  }
  editSelected(pasteEdit(copied.values));
  const photos = targetPhotos();
  const fields = count(Object.keys(copied.values).length, 'field');
  if (photos)
    notify({ kind: 'info', text: `${fields} of ${copied.from} pasted to ${count(photos.length, 'photo')}.` });
}

/** Copies the metadata of the current photo, field by field, and pastes it to the selection as an edit. */
export function CopyMetadata() {
  const asking = useClipboard((now) => now.asking);
  const current = useSelection((now) => now.current);
  const row = asking ? photoAt(current) : undefined;
  const { data: file } = useAnswer(row ? `copy ${row.file}` : null, (signal) =>
    engine().photos.show({ file: row!.file }, { signal }),
  );
  useActions(() => [
    {
      id: 'photos.copyMetadata',
      title: 'Copy metadata…',
      group: 'Edit',
      keys: ['Mod+Shift+C'],
      when: () => photoAt(useSelection.getState().current) !== undefined,
      run: () => useClipboard.setState({ asking: true }),
    },
    {
      id: 'photos.pasteMetadata',
      title: 'Paste metadata',
      group: 'Edit',
      keys: ['Mod+Shift+V'],
      when: () => targetPhotos()?.length !== 0,
      run: paste,
    },
  ]);
  return file ? <ChooseFields key={file.file} file={file} /> : null;
}

/** Which fields: those the photo has, with their values. */
function ChooseFields({ file }: { file: FileView }) {
  const there = copyable(file.fields);
  const [chosen, setChosen] = useState(() => suggested(there, useClipboard.getState().chosen));
  const toggle = (name: FieldName, on: boolean) =>
    setChosen(there.filter((one) => (one === name ? on : chosen.includes(one))));
  const all = chosen.length === there.length;
  return (
    <Dialog
      open
      onClose={close}
      title={`Copy metadata of ${baseName(file.path)}`}
      description="Pasting adds the keywords and replaces the other fields. It can be looked at before anything is written."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0}
            onClick={() => copyFields(file.fields, chosen, baseName(file.path))}
          >
            Copy {count(chosen.length, 'field')}
          </Button>
        </>
      }
    >
      {there.length === 0 ? (
        <p>This photo holds nothing that could be copied.</p>
      ) : (
        <div className="flex flex-col gap-1.5">
          <Checkbox
            checked={all ? true : chosen.length > 0 ? 'mixed' : false}
            onChange={() => setChosen(all ? [] : there)}
            label={<span className="font-medium">All fields</span>}
          />
          {there.map((name) => (
            <Checkbox
              key={name}
              className="min-w-0"
              checked={chosen.includes(name)}
              onChange={(on) => toggle(name, on)}
              label={
                <span className="flex min-w-0 gap-3">
                  <span className="w-36 shrink-0">{fieldDef(name).label}</span>
                  <span dir="auto" className="min-w-0 truncate text-muted">
                    {valueText(fieldDef(name), file.fields[name])}
                  </span>
                </span>
              }
            />
          ))}
        </div>
      )}
    </Dialog>
  );
}
