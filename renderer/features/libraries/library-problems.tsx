import { useCallback, useMemo, useState } from 'react';
import type { LibraryView, ProblemView } from '../../../shared/api/views.ts';
import { baseName, count, moment } from '../../lib/words.ts';
import { engine, shell } from '../../state/engine.ts';
import { notifyError } from '../../state/notices.ts';
import { usePages } from '../../state/pages.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { codeWords } from './words.ts';

const problemTopic = ['problems'] as const;
const columns: Column<ProblemView>[] = [
  {
    id: 'path',
    title: 'File',
    width: 'minmax(140px, 1.2fr)',
    cell: (row) => (
      <span title={row.path}>
        <bdi>{baseName(row.path)}</bdi>{' '}
        <bdi className="text-muted">{row.path.slice(0, -baseName(row.path).length - 1)}</bdi>
      </span>
    ),
  },
  { id: 'code', title: 'Problem', width: '150px', cell: (row) => codeWords(row.code) },
  {
    id: 'message',
    title: 'What happened',
    width: 'minmax(160px, 2fr)',
    cell: (row) => <span title={row.message}>{row.message}</span>,
  },
];

/** Files of a library that could not be read or written; one can be retried or ignored, or all shown. */
export function LibraryProblems({ library }: { library: LibraryView }) {
  const [code, setCode] = useState('');
  const [at, setAt] = useState(0);
  const read = useCallback(
    (after?: string) =>
      engine().problems.list({
        library: library.name,
        limit: 200,
        ...(code ? { code } : {}),
        ...(after ? { after } : {}),
      }),
    [library.name, code],
  );
  const { total = 0, items, need, reload } = usePages(read, problemTopic);
  const codes = useMemo(
    () => [...new Set([...items.map((item) => item.code), ...(code ? [code] : [])])],
    [items, code],
  );
  if (library.problemCount === 0 && items.length === 0) return null;
  const act = (ids: number[], what: 'retry' | 'ignore') =>
    engine().problems[what]({ problems: ids }).then(reload, notifyError);
  const current = items[at];
  const shown = items.map(({ id }) => id);
  return (
    <Section
      title={`Problems (${count(total, 'file')})`}
      aside={
        <Select
          label="Show problems"
          value={code}
          options={[
            { value: '', label: 'All kinds' },
            ...codes.map((one) => ({ value: one, label: codeWords(one) })),
          ]}
          onChange={(next) => {
            setCode(next);
            setAt(0);
          }}
          className="w-44"
        />
      }
    >
      <div className="h-56 rounded border">
        <VirtualTable
          label={`Problems of ${library.name}`}
          columns={columns}
          count={total}
          row={(index) => items[index]}
          rowKey={(row) => row.id}
          rowHeight={28}
          current={at}
          onCurrent={setAt}
          onVisible={(_, to) => need(to)}
          empty={<p className="p-3 text-muted">None of this kind.</p>}
        />
      </div>
      {current && <ProblemDetail problem={current} onAct={act} />}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button small disabled={shown.length === 0} onClick={() => void act(shown, 'retry')}>
          Retry {count(shown.length, 'file')}
        </Button>
        <Button small disabled={shown.length === 0} onClick={() => void act(shown, 'ignore')}>
          Ignore {count(shown.length, 'file')}
        </Button>
      </div>
    </Section>
  );
}

function ProblemDetail({
  problem,
  onAct,
}: {
  problem: ProblemView;
  onAct: (ids: number[], what: 'retry' | 'ignore') => Promise<void>;
}) {
  const { file } = problem;
  const reveal = shell().revealFile;
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      <div data-selectable className="min-w-0 flex-1 basis-64">
        <p className="break-words">
          <bdi>{problem.path}</bdi>
        </p>
        <p className="text-muted">
          {problem.message} ({problem.during === 'scan' ? 'while reading' : 'while writing'},{' '}
          {moment(problem.at)})
        </p>
        {problem.detail && <p className="text-sm break-words text-muted">{problem.detail}</p>}
      </div>
      {reveal && file !== undefined && (
        <Button small onClick={() => void reveal(file).catch(notifyError)}>
          Show in file manager
        </Button>
      )}
      <Button small onClick={() => void onAct([problem.id], 'retry')}>
        Retry this file
      </Button>
      <Button small onClick={() => void onAct([problem.id], 'ignore')}>
        Ignore
      </Button>
    </div>
  );
}
