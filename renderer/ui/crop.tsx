import { use } from 'react';
import type { Box } from '../../shared/core/equal/regions.ts';
import { cropStyle } from '../lib/region-box.ts';
import { ImageAddress } from './thumb.tsx';

export interface CropProps {
  file: number;
  /** Where it lies in the picture as shown, in parts of width and height. */
  box: Box;
  /** Width by height of the picture as shown. */
  aspect: number;
  /** Pixels of the square. */
  square: number;
}

/** A square piece of a file's picture. It repeats what stands beside it in words. */
export function Crop({ file, box, aspect, square }: CropProps) {
  const src = use(ImageAddress)(file, 1024);
  return (
    <span
      aria-hidden
      className="relative block shrink-0 overflow-hidden rounded-sm bg-cell-image"
      style={{ width: square, height: square }}
    >
      <img
        src={src}
        alt=""
        decoding="async"
        draggable={false}
        className="absolute max-w-none"
        style={cropStyle(box, aspect, square)}
      />
    </span>
  );
}
