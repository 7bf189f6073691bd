import { useState } from 'react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { notifyError } from '../../state/notices.ts';
import { fetchStatus } from '../../state/status.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { iptcTexts, namings, policies } from './words.ts';

type Change = Omit<Parameters<ReturnType<typeof engine>['libraries']['set']>[0], 'library'>;

const readAgain = (library: string) =>
  engine()
    .libraries.scan({ libraries: [library] })
    .then(fetchStatus, notifyError);

/** How a library is written. Choices take effect from the next write; nothing is rewritten now. */
export function LibrarySettings({ library }: { library: LibraryView }) {
  const set = (change: Change) =>
    engine()
      .libraries.set({ library: library.name, ...change })
      .then(fetchStatus, notifyError);
  const sidecars = library.writes === 'auto' || library.writes === 'sidecar';
  return (
    <>
      <Section title="Where changes are written">
        <div className="grid grid-cols-1 gap-x-8 gap-y-4 xl:grid-cols-2">
          <ChoiceList
            label="Where changes are written"
            value={library.writes}
            choices={policies}
            onChange={(writes) => void set({ writes })}
          />
          {sidecars && (
            <div>
              <h3 className="mb-2 text-sm text-muted">How new sidecars are named</h3>
              <ChoiceList
                label="How new sidecars are named"
                value={library.sidecar}
                choices={namings}
                onChange={(sidecar) => void set({ sidecar })}
              />
            </div>
          )}
        </div>
      </Section>
      <Section title="Details" foldable open={false}>
        <div className="flex flex-col gap-4">
          <div>
            <Switch
              checked={library.keepMtime}
              onChange={(keepMtime) => void set({ keepMtime })}
              label="Keep the modification time of files when writing"
            />
            <p className="mt-1 text-sm text-muted">
              Other programs notice changes by that time. Keep it only if a backup or sort order needs it.
            </p>
          </div>
          <div>
            <h3 className="mb-2 text-sm text-muted">
              IPTC texts of files that do not say how they are written
            </h3>
            <ChoiceList
              label="IPTC texts of files that do not say how they are written"
              value={library.iptc}
              choices={iptcTexts}
              onChange={(iptc) => void set({ iptc }).then(() => readAgain(library.name))}
            />
          </div>
          <Exclude library={library} onSave={(exclude) => void set({ exclude })} />
        </div>
      </Section>
    </>
  );
}

function Exclude({ library, onSave }: { library: LibraryView; onSave: (patterns: string[]) => void }) {
  const saved = library.exclude.join('\n');
  const [text, setText] = useState(saved);
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <div>
      <TextField
        label="Folders and files left out, one pattern a line"
        showLabel
        rows={3}
        value={text}
        onChange={setText}
        help="For example **/rejects/** or *.psd. Hidden folders and other programs’ caches are always left out."
      />
      {text !== saved && (
        <Button small className="mt-2" onClick={() => onSave(patterns)}>
          Leave these out
        </Button>
      )}
    </div>
  );
}
