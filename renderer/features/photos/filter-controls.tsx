import { Star } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../../lib/classes.ts';
import { toKeyword } from '../../lib/keywords.ts';
import { useStatus } from '../../state/status.ts';
import { labelColours } from '../../ui/label-dot.tsx';
import { Select } from '../../ui/select.tsx';

const states = [
  { value: '', label: 'Any state' },
  { value: 'differs', label: 'Copies differ' },
  { value: 'conflict', label: 'Conflict' },
  { value: 'unmatched', label: 'One copy only' },
  { value: 'problem', label: 'Problem' },
];

export function StateFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <Select label="State" value={value} options={states} onChange={onChange} />;
}

export function LibraryFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const libraries = useStatus(({ status }) => status?.libraries);
  if (!libraries || libraries.length < 2) return null;
  const options = [
    { value: '', label: 'All libraries' },
    ...libraries.map(({ name }) => ({ value: name, label: name })),
  ];
  return <Select label="Library" value={value} options={options} onChange={onChange} className="max-w-40" />;
}

export function RatingFilter({ value, onChange }: { value: number; onChange: (stars: number) => void }) {
  return (
    <fieldset aria-label="At least this rating" className="flex">
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={`${stars} ${stars === 1 ? 'star' : 'stars'} or more`}
          aria-pressed={value === stars}
          onClick={() => onChange(value === stars ? 0 : stars)}
          className="rounded-sm p-1 text-star hover:text-text"
        >
          <Star
            size={14}
            aria-hidden
            fill={stars <= value ? 'currentColor' : 'none'}
            strokeWidth={stars <= value ? 0 : 1.25}
          />
        </button>
      ))}
    </fieldset>
  );
}

const dots: Record<string, string> = {
  red: 'bg-label-red',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
};

export function LabelFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <fieldset aria-label="Label" className="flex items-center">
      {labelColours.map((colour) => (
        <button
          key={colour}
          type="button"
          aria-label={`${colour} label`}
          aria-pressed={value === colour}
          onClick={() => onChange(value === colour ? '' : colour)}
          className="rounded-sm p-1.5"
        >
          <span
            className={cx(
              'block size-3 rounded-full',
              dots[colour],
              value === colour ? 'ring-2 ring-focus ring-offset-2 ring-offset-bg' : value ? 'opacity-40' : '',
            )}
          />
        </button>
      ))}
    </fieldset>
  );
}

export function KeywordFilter({ onChange }: { onChange: (value: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onChange(toKeyword(text));
        setText('');
      }}
    >
      <input
        aria-label="Filter by keyword"
        placeholder="Keyword"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-7 w-24 rounded border bg-panel px-2"
      />
    </form>
  );
}
