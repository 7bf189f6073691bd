import { ListFilter } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { keywordPath } from '../../lib/keywords.ts';
import { type FilterName, filterOf, withFilter } from '../../lib/query-filters.ts';
import { useSize } from '../../lib/use-size.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { type Prefs, setPrefs } from '../../state/prefs.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Select } from '../../ui/select.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { KeywordFilter, LabelFilter, LibraryFilter, RatingFilter, StateFilter } from './filter-controls.tsx';
import { SizeSlider } from './size-slider.tsx';

const sorts: { value: Prefs['sort']; label: string }[] = [
  { value: '-captured', label: 'Newest first' },
  { value: 'captured', label: 'Oldest first' },
  { value: 'name', label: 'Name A–Z' },
  { value: '-name', label: 'Name Z–A' },
  { value: '-rating', label: 'Most stars first' },
  { value: 'rating', label: 'Fewest stars first' },
];

/** The bar is one line: below these widths (pixels) the keyword goes, then the filters fold into one button. */
const withKeyword = 870;
const unfolded = 700;

/** The common filters. Each is a term of the query, so what they do can be read, changed and saved as text. */
export function Filters() {
  const query = usePhotos((now) => now.query);
  const sort = usePhotos((now) => now.sort);
  const bar = useRef<HTMLDivElement>(null);
  const { width } = useSize(bar);
  const value = (name: FilterName) => filterOf(query, name);
  const set = (name: FilterName) => (wanted: string) => search(withFilter(query, name, wanted));
  const keyword = value('keyword');
  const shown = {
    rating: (
      <RatingFilter
        value={Number(value('rating') || 0)}
        onChange={(stars) => set('rating')(stars > 0 ? String(stars) : '')}
      />
    ),
    label: <LabelFilter value={value('label')} onChange={set('label')} />,
    is: <StateFilter value={value('is')} onChange={set('is')} />,
    keyword: keyword ? (
      <Chip label={`keyword ${keyword}`} onRemove={() => set('keyword')('')}>
        {keywordPath(keyword)}
      </Chip>
    ) : (
      <KeywordFilter onChange={set('keyword')} />
    ),
  };
  const active = (['rating', 'label', 'is', 'keyword'] as const).filter((name) => value(name) !== '').length;
  return (
    <Toolbar label="Filter and sort" ref={bar}>
      <LibraryFilter value={value('library')} onChange={set('library')} />
      {width >= unfolded ? (
        <>
          {shown.rating}
          {shown.label}
          {shown.is}
          {(width >= withKeyword || keyword) && shown.keyword}
        </>
      ) : (
        <FoldedFilters active={active} filters={shown} />
      )}
      {query && (
        <Button small variant="quiet" onClick={() => search('')}>
          Show all
        </Button>
      )}
      <span className="flex-1" />
      <Select
        label="Sort"
        value={sort}
        options={sorts}
        onChange={(next) => {
          setPrefs({ sort: next });
          search(query, next);
        }}
      />
      <SizeSlider className={width >= withKeyword ? 'w-24' : 'w-16'} />
    </Toolbar>
  );
}

const names = { rating: 'Rating', label: 'Label', is: 'State', keyword: 'Keyword' } as const;

/** The same filters behind one button, where there is no room for them side by side. */
function FoldedFilters({
  active,
  filters,
}: {
  active: number;
  filters: Record<keyof typeof names, ReactNode>;
}) {
  return (
    <Popover
      label="Filters"
      trigger={
        <Button icon={<ListFilter size={14} aria-hidden />}>
          {active === 0 ? 'Filter' : `Filter (${active})`}
        </Button>
      }
    >
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2 p-3">
        {(Object.keys(names) as (keyof typeof names)[]).map((name) => (
          <div key={name} className="contents">
            <span aria-hidden className="text-sm text-muted">
              {names[name]}
            </span>
            <div className="flex min-w-0">{filters[name]}</div>
          </div>
        ))}
      </div>
    </Popover>
  );
}
