import { Info } from 'lucide-react';
import { useState } from 'react';
import { count } from '../../lib/words.ts';
import { useActions } from '../../state/actions.ts';
import { errorText } from '../../state/notices.ts';
import { showPanel, usePanel } from '../../state/panels.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Copies } from './copies.tsx';
import { Fields } from './fields.tsx';
import { FileFacts } from './file-facts.tsx';
import { usePendingOf } from './pending-view.ts';
import type { Subject } from './subject.ts';
import { useSubject } from './use-subject.ts';

/** Offers the key even while the inspector is folded away. */
export function InspectorKey() {
  const inspector = usePanel('inspector');
  useActions(() => [
    {
      id: 'inspector.toggle',
      title: inspector ? 'Hide the inspector' : 'Show the inspector',
      group: 'View',
      keys: ['I'],
      run: () => showPanel('inspector', !inspector),
    },
  ]);
  return null;
}

/** Every field of what is selected, where each value came from, and the photo's other copies. */
export function Inspector() {
  const { subject: answered, loading, error, count: selected } = useSubject();
  // The last subject stays until the next is known, so that nothing flickers; meanwhile it cannot be edited.
  const [last, setLast] = useState(answered);
  if (answered && answered !== last) setLast(answered);
  const subject = error ? answered : (answered ?? last);
  if (selected === 0)
    return (
      <EmptyState icon={<Info size={28} />}>
        Select photos to see and edit their keywords, ratings and texts.
      </EmptyState>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={loading}>
      <header className="flex h-11 shrink-0 items-center border-b px-3">
        <h2 className="truncate font-semibold">
          {subject?.file && selected === 1 ? <FileName path={subject.file.path} /> : count(selected, 'photo')}
        </h2>
        {selected > 1 && subject && (
          <span className="ml-2 shrink-0 text-muted">{count(subject.files, 'file')}</span>
        )}
      </header>
      <div inert={answered === undefined} className="min-h-0 flex-1 overflow-y-auto">
        {error && (
          <div className="p-3">
            <Notice kind="failure">{errorText(error)}</Notice>
          </div>
        )}
        {subject && <Body subject={subject} />}
      </div>
    </div>
  );
}

function FileName({ path }: { path: string }) {
  return <bdi title={path}>{path.slice(path.lastIndexOf('/') + 1)}</bdi>;
}

function Body({ subject }: { subject: Subject }) {
  const { edit, touched } = usePendingOf(subject.photos);
  return (
    <>
      {subject.file && <FileFacts file={subject.file} />}
      {touched > 0 && !edit && (
        <div className="border-b p-3">
          <Notice>
            Different edits wait to be written on {count(touched, 'of these photos', 'of these photos')}. The
            values below are those in the files.
          </Notice>
        </div>
      )}
      {subject.unreadable !== undefined && (
        <div className="border-b p-3">
          <Notice kind="attention">
            {count(subject.unreadable, 'file')} cannot be read: what is in there is not known and not counted
            below.
          </Notice>
        </div>
      )}
      {subject.unknown ? (
        <div className="border-b p-3">
          <Notice kind="attention">
            What this photo holds is not known: no file of it could be read. Nothing counts as empty, and
            nothing of it is written.
          </Notice>
        </div>
      ) : (
        <Fields subject={subject} edit={edit} />
      )}
      {subject.file && <Copies file={subject.file} />}
    </>
  );
}
