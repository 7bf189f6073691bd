import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import type { DoctorCheck } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { engine } from '../../state/engine.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';

const looks = {
  good: { icon: Check, tint: 'text-muted', word: 'good' },
  warning: { icon: TriangleAlert, tint: 'text-attention', word: 'warning' },
  bad: { icon: CircleAlert, tint: 'text-failure', word: 'bad' },
};

/** What the engine finds when it checks itself, its tools, the libraries and the system. */
export function Doctor() {
  const { data, error, loading, refetch } = useAnswer('doctor', () => engine().doctor());
  return (
    <Section
      title="Health"
      aside={
        <Button small disabled={loading} onClick={refetch}>
          {loading ? 'Checking…' : 'Check again'}
        </Button>
      }
    >
      {error && <Notice kind="failure">{error.message}</Notice>}
      <ul aria-label="Checks">
        {data?.checks.map((check) => (
          <CheckLine key={check.check} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function CheckLine({ check }: { check: DoctorCheck }) {
  const { icon: Icon, tint, word } = looks[check.state];
  return (
    <li className="flex gap-2 py-1">
      <span className={cx('mt-0.5 shrink-0', tint)}>
        <Icon size={15} aria-hidden />
        <span className="visually-hidden">{word}</span>
      </span>
      <span data-selectable className="min-w-0 break-words">
        {check.message}
        {check.remedy && <span className="block text-muted">{check.remedy}</span>}
      </span>
    </li>
  );
}
