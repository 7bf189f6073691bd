import { ImageOff } from 'lucide-react';
import { type CSSProperties, createContext, memo, use, useEffect, useState } from 'react';
import { isCalm, whenCalm } from '../lib/calm.ts';
import { cx } from '../lib/classes.ts';

/** Gives the address of a file's picture, as `Shell.imageUrl` does. */
export const ImageAddress = createContext<(file: number, size: number, version?: string) => string>(() => '');

export interface ThumbProps {
  file: number;
  /** Pixels of the longer edge to ask for. */
  size: number;
  /** Of the file's bytes, where known (`PhotoRow.version`). */
  version?: string | undefined;
  alt: string;
  className?: string;
  style?: CSSProperties;
}

/**
 * A file's picture, whole and in its own aspect, filling its box. Plain until it is there; says so when it cannot be.
 * While a list flies past, pictures are not asked for: most would be gone before they came.
 */
export const Thumb = memo(function Thumb({ file, size, version, alt, className, style }: ThumbProps) {
  const src = use(ImageAddress)(file, size, version);
  // Kept with the address it is about, so that a cell given to another photo starts anew without an effect.
  const [failed, setFailed] = useState('');
  const [calm, setCalm] = useState(isCalm() ? src : '');
  const ready = calm === src;
  useEffect(() => (ready ? undefined : whenCalm(() => setCalm(src))), [ready, src]);
  if (failed === src)
    return (
      <span
        role="img"
        aria-label={`${alt}: no preview`}
        style={style}
        className={cx('flex items-center justify-center text-muted', className)}
      >
        <ImageOff size={20} aria-hidden />
      </span>
    );
  if (!ready) return <span className={className} style={style} />;
  // A new element for a new picture: the old one never stands in for it.
  return (
    <img
      key={src}
      src={src}
      alt={alt}
      style={style}
      decoding="async"
      draggable={false}
      onError={() => setFailed(src)}
      // The grey that held the place would show beside a picture of another aspect.
      onLoad={(event) => {
        event.currentTarget.style.background = 'none';
      }}
      className={cx('object-contain text-transparent', className)}
    />
  );
});
