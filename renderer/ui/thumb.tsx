import { ImageOff } from 'lucide-react';
import { createContext, memo, use, useState } from 'react';
import { cx } from '../lib/classes.ts';

/** Gives the address of a file's picture; `size` in pixels of the longer edge. */
export const ImageAddress = createContext<(file: number, size: number) => string>(() => '');

export interface ThumbProps {
  file: number;
  /** Pixels of the longer edge to ask for. */
  size: number;
  alt: string;
  className?: string;
}

/** A file's picture, whole and in its own aspect, filling its box. Plain grey until it is there; says so when it cannot be. */
export const Thumb = memo(function Thumb({ file, size, alt, className }: ThumbProps) {
  const src = use(ImageAddress)(file, size);
  // Kept with the address it is about, so that a cell given to another photo starts anew without an effect.
  const [seen, setSeen] = useState<{ src: string; state: 'shown' | 'failed' } | null>(null);
  const state = seen?.src === src ? seen.state : 'waiting';
  if (state === 'failed')
    return (
      <span
        role="img"
        aria-label={`${alt}: no preview`}
        className={cx('flex items-center justify-center text-muted', className)}
      >
        <ImageOff size={20} aria-hidden />
      </span>
    );
  return (
    <img
      src={src}
      alt={alt}
      decoding="async"
      draggable={false}
      onLoad={() => setSeen({ src, state: 'shown' })}
      onError={() => setSeen({ src, state: 'failed' })}
      className={cx('object-contain', state === 'waiting' && 'opacity-0', className)}
    />
  );
});
