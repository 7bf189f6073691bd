import type { CopyRef, FileView } from '../../../shared/api/views.ts';
import { sameValue } from '../../../shared/core/equal.ts';
import { fields } from '../../../shared/core/registry.ts';
import { count } from '../../lib/words.ts';
import { go } from '../../state/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { SyncGlyph } from '../../ui/sync-glyph.tsx';
import { Thumb } from '../../ui/thumb.tsx';
import { matchWords } from './subject.ts';

type Copy = FileView['copies'][number];

/** Fields in which a copy differs from the file on show. */
export const differing = (file: FileView, copy: Copy): string[] =>
  fields
    .filter((field) => !sameValue(field, file.fields[field.name] ?? null, copy.fields[field.name] ?? null))
    .map(({ label }) => label);

/** The photo's copies, how sure it is that they are the same picture, and what differs; below, its family. */
export function Copies({ file }: { file: FileView }) {
  const others = file.copies.filter((copy) => copy.file !== file.file);
  return (
    <>
      <Section
        title={others.length === 0 ? 'No other copies' : count(others.length, 'other copy', 'other copies')}
        foldable
      >
        {others.length === 0 && (
          <p className="text-sm text-muted">This picture was found in one place only.</p>
        )}
        <ul className="flex flex-col gap-2">
          {others.map((copy) => (
            <CopyLine key={copy.file} copy={copy} differs={differing(file, copy)} />
          ))}
        </ul>
        {file.match && <p className="mt-2 text-sm text-muted">Same picture: {matchWords(file.match)}.</p>}
        {others.some((copy) => differing(file, copy).length > 0) && (
          <Button small className="mt-2" onClick={() => go('conflicts', { photo: String(file.photo) })}>
            Compare copies
          </Button>
        )}
      </Section>
      <Family file={file} />
    </>
  );
}

/** Other photos of the same shot, and what only looks like it; each with the reason. */
function Family({ file: { family, notFamily = [] } }: { file: FileView }) {
  if (family.length + notFamily.length === 0) return null;
  return (
    <Section title="Family" foldable>
      <ul className="flex flex-col gap-2 text-sm">
        {family.map((one) => (
          <Relative key={one.file} one={one} why={one.why && `Same shot: ${one.why}`} />
        ))}
        {notFamily.map((one) => (
          <Relative key={one.file} one={one} why={`Doubtful, so not taken for it: ${one.why}`} />
        ))}
      </ul>
    </Section>
  );
}

function Relative({ one, why }: { one: CopyRef; why: string | undefined }) {
  return (
    <li className="flex gap-2">
      <Thumb file={one.file} size={160} alt="" className="h-9 w-12 shrink-0 bg-cell-image" />
      <div className="min-w-0 flex-1">
        <p className="truncate" title={`${one.library}: ${one.path}`}>
          {one.library} <span className="text-muted">› </span>
          <bdi className="text-muted">{one.path}</bdi>
        </p>
        {why && <p className="text-muted">{why}</p>}
      </div>
    </li>
  );
}

const states = { ok: 'inStep', problem: 'problem', missing: 'offline', offline: 'offline' } as const;

function CopyLine({ copy, differs }: { copy: Copy; differs: string[] }) {
  return (
    <li className="flex gap-2">
      <Thumb file={copy.file} size={160} alt="" className="h-9 w-12 shrink-0 bg-cell-image" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex items-center gap-1.5">
          <span className="truncate">{copy.library}</span>
          <SyncGlyph state={copy.state === 'ok' && differs.length > 0 ? 'differs' : states[copy.state]} />
        </p>
        <p className="truncate text-muted" title={copy.path}>
          <bdi>{copy.path}</bdi>
        </p>
        {copy.state === 'ok' && differs.length > 0 && (
          <p className="text-muted">Differs in {differs.join(', ')}</p>
        )}
        {copy.state === 'missing' && <p className="text-muted">The file is gone from its place.</p>}
      </div>
    </li>
  );
}
