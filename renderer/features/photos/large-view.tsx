import { use, useEffect, useState } from 'react';
import { count } from '../../lib/words.ts';
import { photoAt, usePhotos, wantPhotos } from '../../state/photos.ts';
import { useSelection } from '../../state/selection.ts';
import { LabelDot } from '../../ui/label-dot.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { Stars } from '../../ui/stars.tsx';
import { SyncGlyph } from '../../ui/sync-glyph.tsx';
import { ImageAddress } from '../../ui/thumb.tsx';
import { photoMenu } from './photo-menu.ts';

const largePixels = 2048;

/** One photo, as large as the window allows. The thumbnail stands in until the large picture is there. */
export function LargeView({ total }: { total: number }) {
  const current = useSelection((now) => Math.max(0, now.current));
  usePhotos((now) => now.version);
  const row = photoAt(current);
  const address = use(ImageAddress);
  useEffect(() => wantPhotos(current - 2, Math.min(total - 1, current + 2)), [current, total]);
  useEffect(() => {
    // The neighbours are fetched so that the next arrow shows its picture at once.
    for (const next of [photoAt(current + 1), photoAt(current - 1)])
      if (next) new Image().src = address(next.file, largePixels, next.version);
  }, [current, address]);
  return (
    <section aria-label="Large view" className="flex h-full min-h-0 flex-col bg-large">
      <ContextMenu items={photoMenu} className="flex min-h-0 flex-1 p-2">
        {row && (
          <Picture
            key={row.file}
            small={address(row.file, 320, row.version)}
            large={address(row.file, largePixels, row.version)}
            name={row.name}
            edge={Math.max(row.width ?? 0, row.height ?? 0) || largePixels}
          />
        )}
      </ContextMenu>
      <div className="flex h-9 items-center gap-3 border-t px-3">
        <span className="truncate">{row?.name}</span>
        <Stars rating={row?.rating} size={14} />
        <LabelDot label={row?.label} named />
        {row && <SyncGlyph state={row.state} named />}
        <span className="flex-1" />
        <span className="shrink-0 text-muted">
          {count(current + 1, 'of', 'of')} {count(total, 'photo')}
        </span>
      </div>
    </section>
  );
}

/** `edge`: pixels of the picture's longer side; it is shown no larger than that. */
function Picture({ small, large, name, edge }: { small: string; large: string; name: string; edge: number }) {
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  return (
    <div className="relative m-auto h-full w-full" style={{ maxWidth: edge, maxHeight: edge }}>
      {state !== 'shown' && (
        <img
          src={small}
          alt={name}
          className="absolute inset-0 h-full w-full object-contain"
          draggable={false}
        />
      )}
      {state === 'failed' && (
        <p className="absolute inset-x-0 bottom-4 text-center text-muted">
          There is no larger picture of {name}.
        </p>
      )}
      {state !== 'failed' && (
        <img
          src={large}
          alt={state === 'shown' ? name : ''}
          decoding="async"
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
          className={
            state === 'shown'
              ? 'absolute inset-0 h-full w-full object-contain'
              : 'absolute inset-0 h-full w-full opacity-0'
          }
        />
      )}
    </div>
  );
}
