import { FolderPlus, Images, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { findAction } from '../../state/actions.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { usePrefs } from '../../state/prefs.ts';
import { useStatus } from '../../state/status.ts';
import { useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CopyMetadata } from './copy-metadata.tsx';
import { Filters } from './filters.tsx';
import { Grid } from './grid.tsx';
import { LargeView } from './large-view.tsx';
import { usePhotoActions } from './photo-actions.ts';

function Nothing() {
  const query = usePhotos((now) => now.query);
  const libraries = useStatus(({ status }) => status?.libraries.length);
  if (query)
    return (
      <EmptyState
        icon={<SearchX size={32} />}
        action={<Button onClick={() => search('')}>Show all photos</Button>}
      >
        No photo matches “{query}”.
      </EmptyState>
    );
  if (libraries === 0)
    return (
      <EmptyState
        icon={<FolderPlus size={32} />}
        action={
          <Button variant="primary" onClick={() => go('libraries')}>
            Add a library
          </Button>
        }
      >
        Tagbridge keeps the tags of photo folders in step. Add the first folder of photos to begin.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Images size={32} />}
      action={<Button onClick={() => findAction('libraries.scan')?.run()}>Scan the libraries</Button>}
    >
      No photos are indexed yet. A scan finds them.
    </EmptyState>
  );
}

/** The Photos screen: filters, and the grid or one large photo. */
export default function Photos() {
  const total = usePhotos((now) => now.total);
  const query = usePhotos((now) => now.query);
  const error = usePhotos((now) => now.error);
  const named = usePrefs((now) => now.showNames);
  const large = useView((now) => now.large);
  const wanted = useNavigation((now) => now.params['q']);
  useEffect(() => {
    if (wanted !== undefined) search(wanted);
  }, [wanted]);
  usePhotoActions();
  return (
    <div data-photos data-named={named || undefined} className="flex min-h-0 flex-1 flex-col">
      {!large && (total !== 0 || query !== '') && <Filters />}
      {error && (
        <div className="p-2">
          <Notice kind="failure">{error}</Notice>
        </div>
      )}
      <div className="min-h-0 flex-1">
        {total === 0
          ? !error && <Nothing />
          : total !== null && (large ? <LargeView total={total} /> : <Grid total={total} />)}
      </div>
      <CopyMetadata />
    </div>
  );
}
